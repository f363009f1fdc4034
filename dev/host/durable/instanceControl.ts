// The commands on orchestration instances: start, raise an event, terminate, suspend, resume, restart, purge.
import { randomUUID } from 'node:crypto';
import type { DurableStore } from './durableStore';
import type { FunctionNames } from './functionNames';
import { EVENT_TYPE, historyEvent } from './historyEvents';
import { instanceIdProblem } from './instanceId';
import { isFinal, type Instance } from './instanceTable';
import { findInstances, type InstanceFilter } from './instanceQuery';

/** What became of a start. */
export type StartResult =
  | { outcome: 'started'; instanceId: string }
  | { outcome: 'exists' }
  | { outcome: 'invalid'; problem: string };

/** What became of a command: `gone` when the instance has ended before. */
export type CommandResult = 'done' | 'notFound' | 'gone';

export interface InstanceControlOptions {
  store: DurableStore;
  functions: FunctionNames;
  /** The host's clock, epoch ms. */
  now: () => number;
  /** The instance has something to do. */
  wake: (instanceId: string) => void;
}

/** Every command is stored when its method returns: it holds from then on, whatever happens to the process. */
export class InstanceControl {
  constructor(private readonly options: InstanceControlOptions) {}

  /** Starts an orchestrator, under an id of its own if none is given; `input` is a JSON text. Throws an UnknownFunctionError. */
  start({ functionName, input, instanceId = newInstanceId(), version }: StartRequest): StartResult {
    const { functions, now, store, wake } = this.options;
    const name = functions.resolve('orchestrator', functionName);
    const problem = instanceIdProblem(instanceId);
    if (problem !== undefined) return { outcome: 'invalid', problem };
    const instance = { instanceId, executionId: randomUUID(), name, version, input, parent: undefined };
    if (!store.database.transaction(() => store.create(instance, now()))) return { outcome: 'exists' };
    wake(instanceId);
    return { outcome: 'started', instanceId };
  }

  /** Starts the same orchestrator with the same input again. */
  restart(instanceId: string, hasNewId: boolean): StartResult | 'notFound' {
    const earlier = this.options.store.instances.find(instanceId);
    if (!earlier) return 'notFound';
    const { input, name, version } = earlier;
    return this.start({ functionName: name, input, version, instanceId: hasNewId ? undefined : instanceId });
  }

  /** Raises an event, which waits until the orchestrator waits for it; `input` is a JSON text. */
  raise(instanceId: string, eventName: string, input: string): CommandResult {
    return this.#onLive(instanceId, (_instance, at) => {
      const raised = historyEvent(at, { EventType: EVENT_TYPE.eventRaised, Name: eventName, Input: input });
      this.options.store.inbox.add(instanceId, null, raised);
    });
  }

  /** Ends the instance at once; the activities and sub-orchestrations that it started run on, their results go nowhere. */
  terminate(instanceId: string, reason: string): CommandResult {
    let parentId: string | undefined;
    const result = this.#onLive(instanceId, (instance, at) => {
      const terminated = historyEvent(at, { EventType: EVENT_TYPE.executionTerminated, Reason: reason });
      this.options.store.finish(instance, { status: 'Terminated', reason, details: '' }, [terminated], at);
      parentId = instance.parent?.instanceId;
    });
    if (parentId !== undefined) this.options.wake(parentId);
    return result;
  }

  /** Keeps what happens to the instance from its orchestrator until it is resumed. */
  suspend(instanceId: string, reason: string): CommandResult {
    return this.#onLive(instanceId, (instance, at) => {
      if (instance.status === 'Suspended') return;
      const { history, instances } = this.options.store;
      history.append(instanceId, [
        historyEvent(at, { EventType: EVENT_TYPE.executionSuspended, Reason: reason }),
      ]);
      instances.update(instance, { status: 'Suspended' }, at);
    });
  }

  resume(instanceId: string, reason: string): CommandResult {
    return this.#onLive(instanceId, (instance, at) => {
      if (instance.status !== 'Suspended') return;
      const { history, instances } = this.options.store;
      history.append(instanceId, [
        historyEvent(at, { EventType: EVENT_TYPE.executionResumed, Reason: reason }),
      ]);
      instances.update(instance, { status: 'Running' }, at);
    });
  }

  /** Removes an instance, in whatever state it is, with all that belongs to it. Returns how many were removed. */
  purge(instanceId: string): number {
    const { store } = this.options;
    return store.database.transaction(() => {
      if (!store.instances.find(instanceId)) return 0;
      store.erase(instanceId);
      return 1;
    });
  }

  /** Removes all ended instances that the filter finds. Returns how many were removed. */
  purgeEnded(filter: InstanceFilter): number {
    const { store } = this.options;
    return store.database.transaction(() => {
      const ended = findInstances(store.database, filter).filter(({ status }) => isFinal(status));
      for (const { instanceId } of ended) store.erase(instanceId);
      return ended.length;
    });
  }

  #onLive(instanceId: string, change: (instance: Instance, at: number) => void): CommandResult {
    const { now, store, wake } = this.options;
    const result = store.database.transaction((): CommandResult => {
      const instance = store.instances.find(instanceId);
      if (!instance) return 'notFound';
      if (isFinal(instance.status)) return 'gone';
      change(instance, now());
      return 'done';
    });
    if (result === 'done') wake(instanceId);
    return result;
  }
}

/** What a start names; `version` is empty when the caller chose none. */
export interface StartRequest {
  functionName: string;
  input: string;
  instanceId?: string | undefined;
  version: string;
}

function newInstanceId(): string {
  return randomUUID().replaceAll('-', '');
}
