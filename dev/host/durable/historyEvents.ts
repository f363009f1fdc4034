// The history of an orchestration in the out-of-process protocol of durable-functions: the events and how each is made.

/** The event types of the Durable Task Framework that this host writes. */
export const EVENT_TYPE = {
  executionStarted: 0,
  executionCompleted: 1,
  executionTerminated: 3,
  taskScheduled: 4,
  taskCompleted: 5,
  taskFailed: 6,
  subOrchestrationCreated: 7,
  subOrchestrationCompleted: 8,
  subOrchestrationFailed: 9,
  timerCreated: 10,
  timerFired: 11,
  orchestratorStarted: 12,
  orchestratorCompleted: 13,
  eventRaised: 15,
  executionSuspended: 19,
  executionResumed: 20,
} as const;

/** What every event holds; `EventId` is the task's id where the event schedules something, otherwise −1. */
interface EventBase {
  EventId: number;
  IsPlayed: boolean;
  /** ISO 8601, UTC. */
  Timestamp: string;
}

type Types = typeof EVENT_TYPE;
type Of<K extends keyof Types, Fields = unknown> = { EventType: Types[K] } & Fields;

/** An event without the parts that all have; `Input` and `Result` are JSON texts. */
export type EventBody =
  | Of<'executionStarted', { Name: string; Input: string; Version: string }>
  | Of<'executionCompleted', { OrchestrationStatus: string; Result: string }>
  | Of<'executionTerminated' | 'executionSuspended' | 'executionResumed', { Reason: string }>
  | Of<'taskScheduled', { EventId: number; Name: string; Input: string }>
  | Of<'subOrchestrationCreated', { EventId: number; Name: string; InstanceId: string; Input: string }>
  | Of<'taskCompleted' | 'subOrchestrationCompleted', { TaskScheduledId: number; Result: string }>
  | Of<'taskFailed' | 'subOrchestrationFailed', { TaskScheduledId: number; Reason: string; Details: string }>
  | Of<'timerCreated', { EventId: number; FireAt: string }>
  | Of<'timerFired', { TimerId: number; FireAt: string }>
  | Of<'orchestratorStarted' | 'orchestratorCompleted'>
  | Of<'eventRaised', { Name: string; Input: string }>;

/** One event of a history, as it is stored and as the library reads it. */
export type HistoryEvent = EventBase & EventBody;

/** Completes an event that happens at `at` (epoch ms). */
export function historyEvent(at: number, body: EventBody): HistoryEvent {
  return { EventId: -1, IsPlayed: false, Timestamp: new Date(at).toISOString(), ...body };
}

/** The id of the task that the event schedules, or undefined. */
export function scheduledTaskId(event: HistoryEvent): number | undefined {
  switch (event.EventType) {
    case EVENT_TYPE.taskScheduled:
    case EVENT_TYPE.subOrchestrationCreated:
    case EVENT_TYPE.timerCreated:
      return event.EventId;
    default:
      return undefined;
  }
}

/** The id of the task that the event finishes, or undefined. */
export function finishedTaskId(event: HistoryEvent): number | undefined {
  switch (event.EventType) {
    case EVENT_TYPE.taskCompleted:
    case EVENT_TYPE.taskFailed:
    case EVENT_TYPE.subOrchestrationCompleted:
    case EVENT_TYPE.subOrchestrationFailed:
      return event.TaskScheduledId;
    case EVENT_TYPE.timerFired:
      return event.TimerId;
    default:
      return undefined;
  }
}
