// The history of an instance as the management API shows it: for the eyes, not for a replay.
import { EVENT_TYPE, finishedTaskId, type HistoryEvent } from './historyEvents';

/** What is shown beside the events themselves; each may be large. */
export interface ShownParts {
  input: boolean;
  /** The results in the history. */
  historyOutput: boolean;
}

/** One entry of the shown history. */
export type HistoryEntry = Record<string, unknown>;

const NAMES: Readonly<Record<HistoryEvent['EventType'], string>> = {
  [EVENT_TYPE.executionStarted]: 'ExecutionStarted',
  [EVENT_TYPE.executionCompleted]: 'ExecutionCompleted',
  [EVENT_TYPE.executionTerminated]: 'ExecutionTerminated',
  [EVENT_TYPE.taskScheduled]: 'TaskScheduled',
  [EVENT_TYPE.taskCompleted]: 'TaskCompleted',
  [EVENT_TYPE.taskFailed]: 'TaskFailed',
  [EVENT_TYPE.subOrchestrationCreated]: 'SubOrchestrationInstanceCreated',
  [EVENT_TYPE.subOrchestrationCompleted]: 'SubOrchestrationInstanceCompleted',
  [EVENT_TYPE.subOrchestrationFailed]: 'SubOrchestrationInstanceFailed',
  [EVENT_TYPE.timerCreated]: 'TimerCreated',
  [EVENT_TYPE.timerFired]: 'TimerFired',
  [EVENT_TYPE.orchestratorStarted]: 'OrchestratorStarted',
  [EVENT_TYPE.orchestratorCompleted]: 'OrchestratorCompleted',
  [EVENT_TYPE.eventRaised]: 'EventRaised',
  [EVENT_TYPE.executionSuspended]: 'ExecutionSuspended',
  [EVENT_TYPE.executionResumed]: 'ExecutionResumed',
};
const HIDDEN_FIELDS = new Set(['EventId', 'IsPlayed', 'TaskScheduledId', 'TimerId', 'Version']);

/**
 * Types by name, no episode marks and no ids; a function that was called and its end are one entry, with the function's name
 * and when it was scheduled.
 */
export function historyPayload(history: readonly HistoryEvent[], shown: ShownParts): HistoryEntry[] {
  const calls = new Map(history.filter(isCall).map((event) => [event.EventId, event]));
  const finished = new Set(history.map(finishedTaskId));
  return history
    .filter((event) => !isEpisodeMark(event) && !(isCall(event) && finished.has(event.EventId)))
    .map((event) => entryOf(event, calls.get(finishedTaskId(event) ?? -1), shown));
}

type CallEvent = Extract<
  HistoryEvent,
  { EventType: typeof EVENT_TYPE.taskScheduled | typeof EVENT_TYPE.subOrchestrationCreated }
>;

function isCall(event: HistoryEvent): event is CallEvent {
  return (
    event.EventType === EVENT_TYPE.taskScheduled || event.EventType === EVENT_TYPE.subOrchestrationCreated
  );
}

function isEpisodeMark({ EventType }: HistoryEvent): boolean {
  return EventType === EVENT_TYPE.orchestratorStarted || EventType === EVENT_TYPE.orchestratorCompleted;
}

function entryOf(event: HistoryEvent, call: CallEvent | undefined, shown: ShownParts): HistoryEntry {
  const fields = Object.entries(event).filter(([name]) => !HIDDEN_FIELDS.has(name));
  const entry: HistoryEntry = { ...Object.fromEntries(fields), EventType: NAMES[event.EventType] };
  if (event.EventType === EVENT_TYPE.executionStarted) {
    delete entry.Name;
    entry.FunctionName = event.Name;
  }
  if (call)
    Object.assign(entry, { FunctionName: call.Name, ScheduledTime: call.Timestamp, Input: call.Input });
  if (!shown.input) delete entry.Input;
  if (typeof entry.Result === 'string' && shown.historyOutput)
    entry.Result = JSON.parse(entry.Result) as unknown;
  else delete entry.Result;
  return entry;
}
