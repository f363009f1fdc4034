// The Durable state of one task hub: its tables, and the changes that touch several of them.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ActivityTable } from './activityTable';
import { DurableDatabase } from './durableDatabase';
import { EVENT_TYPE, historyEvent, type HistoryEvent } from './historyEvents';
import { HistoryTable } from './historyTable';
import { InboxTable } from './inboxTable';
import { InstanceTable, isFinal, type Instance, type ParentTask } from './instanceTable';
import { TimerTable } from './timerTable';

/** What a new instance is made of; `input` is a JSON text. */
export interface NewInstance {
  instanceId: string;
  executionId: string;
  name: string;
  version: string;
  input: string;
  parent: ParentTask | undefined;
}

/** The outcome of an instance, told to whoever started it. */
export type InstanceEnd =
  | { status: 'Completed'; output: string }
  | { status: 'Failed' | 'Terminated'; reason: string; details: string };

export class DurableStore {
  readonly database: DurableDatabase;
  readonly instances: InstanceTable;
  readonly history: HistoryTable;
  readonly inbox: InboxTable;
  readonly activities: ActivityTable;
  readonly timers: TimerTable;

  /** Opens the hub's file below the data folder. */
  constructor(dataFolder: string, hubName: string) {
    this.database = new DurableDatabase(join(dataFolder, `durable-${encodeURIComponent(hubName)}.db`));
    this.instances = new InstanceTable(this.database);
    this.history = new HistoryTable(this.database);
    this.inbox = new InboxTable(this.database);
    this.activities = new ActivityTable(this.database);
    this.timers = new TimerTable(this.database);
  }

  /** The secret that signs the management URLs: made once, so that URLs handed out earlier stay good. */
  systemKey(): string {
    this.database.run(
      `INSERT OR IGNORE INTO meta VALUES ('systemKey', ?)`,
      randomBytes(32).toString('base64url'),
    );
    return (
      this.database.get<{ value: string }>(`SELECT value FROM meta WHERE name = 'systemKey'`)?.value ?? ''
    );
  }

  /** Starts an instance inside a transaction; a finished one of the same id is replaced. Returns false when one is under way. */
  create(start: NewInstance, at: number): boolean {
    const existing = this.instances.find(start.instanceId);
    if (existing && !isFinal(existing.status)) return false;
    if (existing) this.erase(start.instanceId, { keepActivities: true });
    const { name, version, input } = start;
    this.instances.insert({
      ...start,
      status: 'Pending',
      output: null,
      customStatus: null,
      createdAt: at,
      updatedAt: at,
    });
    const started = historyEvent(at, {
      EventType: EVENT_TYPE.executionStarted,
      Name: name,
      Input: input,
      Version: version,
    });
    this.inbox.add(start.instanceId, start.executionId, started);
    return true;
  }

  /** Puts an event into the inbox of an execution that still goes on, inside a transaction; otherwise it is of no use and dropped. */
  deliver(instanceId: string, executionId: string, event: HistoryEvent): boolean {
    if (!this.instances.isLive(instanceId, executionId)) return false;
    this.inbox.add(instanceId, executionId, event);
    return true;
  }

  /** Ends an instance inside a transaction: its final state, its last events, its result to its parent. */
  finish(instance: Instance, end: InstanceEnd, lastEvents: HistoryEvent[], at: number): void {
    const output = end.status === 'Completed' ? end.output : JSON.stringify(end.reason);
    const completed = historyEvent(at, {
      EventType: EVENT_TYPE.executionCompleted,
      OrchestrationStatus: end.status,
      Result: output,
    });
    this.history.append(instance.instanceId, [...lastEvents, completed]);
    this.instances.update(instance, { status: end.status, output }, at);
    this.timers.clear(instance.instanceId);
    this.inbox.clear(instance.instanceId);
    const { parent } = instance;
    if (parent)
      this.deliver(
        parent.instanceId,
        parent.executionId,
        historyEvent(at, resultForParent(parent.taskId, end)),
      );
  }

  /** Removes an instance and all that belongs to it, inside a transaction. */
  erase(instanceId: string, { keepActivities = false } = {}): void {
    this.instances.remove(instanceId);
    this.history.clear(instanceId);
    this.inbox.clear(instanceId);
    this.timers.clear(instanceId);
    if (!keepActivities) this.activities.clear(instanceId);
  }
}

function resultForParent(taskId: number, end: InstanceEnd) {
  return end.status === 'Completed'
    ? { EventType: EVENT_TYPE.subOrchestrationCompleted, TaskScheduledId: taskId, Result: end.output }
    : {
        EventType: EVENT_TYPE.subOrchestrationFailed,
        TaskScheduledId: taskId,
        Reason: end.reason,
        Details: end.details,
      };
}
