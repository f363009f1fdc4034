// Writes what an episode decided, in one transaction: history, activities, timers, children, the parent's result.
import { isCancelledTimer, scheduledEvent, type EpisodePlan, type ExecutionEnd } from './episodePlan';
import type { DurableStore, NewInstance } from './durableStore';
import { EVENT_TYPE, historyEvent, type HistoryEvent } from './historyEvents';
import type { InboxMessage } from './inboxTable';
import { instanceIdProblem } from './instanceId';
import { isFinal, type Instance, type ParentTask } from './instanceTable';
import type { SubOrchestrationStep } from './scheduledStep';

/** An episode that is ready to be written. */
export interface FinishedEpisode {
  /** The instance as the episode read it. */
  instance: Instance;
  /** The messages that the episode has read. */
  messages: readonly InboxMessage[];
  fresh: readonly HistoryEvent[];
  plan: EpisodePlan;
  /** Epoch ms. */
  at: number;
  /** Makes the ids of new executions. */
  newId: () => string;
  /** The inbox may hold more than the episode could take. */
  hasMoreNews: boolean;
}

/** Who has work after an episode. */
export interface EpisodeEffects {
  instancesToWake: string[];
  hasNewActivities: boolean;
  hasNewTimers: boolean;
}

/** Writes the episode; undefined when the instance was terminated, purged or started anew meanwhile: nothing is written then. */
export function commitEpisode(store: DurableStore, episode: FinishedEpisode): EpisodeEffects | undefined {
  return store.database.transaction(() => {
    const current = store.instances.find(episode.instance.instanceId);
    if (!current || current.executionId !== episode.instance.executionId || isFinal(current.status))
      return undefined;
    return new EpisodeWriter(store, episode, current).write();
  });
}

class EpisodeWriter {
  readonly #effects: EpisodeEffects = { instancesToWake: [], hasNewActivities: false, hasNewTimers: false };

  constructor(
    private readonly store: DurableStore,
    private readonly episode: FinishedEpisode,
    private readonly instance: Instance,
  ) {}

  write(): EpisodeEffects {
    const { at, fresh, hasMoreNews, messages, plan } = this.episode;
    this.store.inbox.remove(messages);
    const scheduled = plan.newSteps.map(({ taskId, step }) => {
      const childId = this.#childId(taskId, step.kind === 'subOrchestration' ? step.instanceId : undefined);
      if (step.kind === 'activity') this.#scheduleActivity(taskId, step);
      if (step.kind === 'subOrchestration') this.#startChild(taskId, childId, step);
      if (step.kind === 'timer' && !isCancelledTimer(step)) this.#startTimer(taskId, step.fireAt);
      return scheduledEvent(at, taskId, step, childId);
    });
    for (const taskId of plan.cancelledTimers) this.store.timers.remove(this.instance.instanceId, taskId);
    const events = [
      ...fresh,
      ...scheduled,
      historyEvent(at, { EventType: EVENT_TYPE.orchestratorCompleted }),
    ];
    this.#writeInstance(events);
    if (hasMoreNews || plan.end?.status === 'ContinuedAsNew')
      this.#effects.instancesToWake.push(this.instance.instanceId);
    return this.#effects;
  }

  #writeInstance(events: HistoryEvent[]): void {
    const { at, plan } = this.episode;
    const { end, customStatus = this.instance.customStatus } = plan;
    const instance = { ...this.instance, customStatus };
    if (end === undefined) {
      this.store.history.append(instance.instanceId, events);
      this.store.instances.update(
        instance,
        { status: instance.status === 'Suspended' ? 'Suspended' : 'Running' },
        at,
      );
    } else if (end.status === 'ContinuedAsNew') {
      this.#continueAsNew(instance, end);
    } else {
      this.store.finish(instance, end, events, at);
      if (instance.parent) this.#effects.instancesToWake.push(instance.parent.instanceId);
    }
  }

  #continueAsNew(
    instance: Instance,
    { carriedEvents, input }: ExecutionEnd & { status: 'ContinuedAsNew' },
  ): void {
    const { at, newId } = this.episode;
    const executionId = newId();
    const { instanceId, name, version } = instance;
    this.store.history.clear(instanceId);
    this.store.timers.clear(instanceId);
    const started = historyEvent(at, {
      EventType: EVENT_TYPE.executionStarted,
      Name: name,
      Input: input,
      Version: version,
    });
    for (const event of [started, ...carriedEvents]) this.store.inbox.carryOver(instanceId, event);
    const status = instance.status === 'Suspended' ? 'Suspended' : 'Running';
    this.store.instances.update(instance, { executionId, input, status }, at);
  }

  #scheduleActivity(taskId: number, { input, name }: { name: string; input: string }): void {
    const { executionId, instanceId } = this.instance;
    this.store.activities.add({ instanceId, executionId, taskId, name, input });
    this.#effects.hasNewActivities = true;
  }

  #startTimer(taskId: number, fireAt: number): void {
    const { executionId, instanceId } = this.instance;
    this.store.timers.add({ instanceId, executionId, taskId, fireAt });
    this.#effects.hasNewTimers = true;
  }

  #startChild(taskId: number, childId: string, { input, name, version }: SubOrchestrationStep): void {
    const { at, newId } = this.episode;
    const { executionId, instanceId } = this.instance;
    const parent: ParentTask = { instanceId, executionId, taskId };
    const child: NewInstance = { instanceId: childId, executionId: newId(), name, version, input, parent };
    const problem = instanceIdProblem(childId);
    if (problem === undefined && this.store.create(child, at)) {
      this.#effects.instancesToWake.push(childId);
      return;
    }
    const reason = problem ?? `An orchestration with the instance id '${childId}' is already under way.`;
    const failed = {
      EventType: EVENT_TYPE.subOrchestrationFailed,
      TaskScheduledId: taskId,
      Reason: reason,
      Details: '',
    };
    this.store.inbox.add(instanceId, executionId, historyEvent(at, failed));
    this.#effects.instancesToWake.push(instanceId);
  }

  /** The id of a sub-orchestration without one of its own: unique also after the parent continued as new. */
  #childId(taskId: number, chosen: string | undefined): string {
    return chosen ?? `${this.instance.executionId}:${taskId}`;
  }
}
