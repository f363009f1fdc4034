// Holds an orchestrator to its history: what it schedules on replay must be what it scheduled before.
import { EVENT_TYPE, type HistoryEvent } from './historyEvents';
import type { ScheduledStep } from './scheduledStep';

/** What a replay did other than its history says. */
export interface ReplayFindings {
  /** Why the orchestrator must fail: other steps than before. */
  contradiction: string | undefined;
  /** What production would let pass, but is a fault all the same: the same step with another input. */
  warnings: string[];
}

/** Compares each step that the history holds with the step that got the same id in this replay. */
export function checkReplay(
  history: readonly HistoryEvent[],
  steps: ReadonlyMap<number, ScheduledStep>,
): ReplayFindings {
  const warnings: string[] = [];
  const lastEpisode = history.findLastIndex(({ EventType }) => EventType === EVENT_TYPE.orchestratorStarted);
  for (const [index, event] of history.entries()) {
    const earlier = stepInHistory(event);
    if (!earlier) continue;
    const now = steps.get(earlier.id);
    if (!now || now.kind !== earlier.kind || !sameName(earlier.name, nameOf(now))) {
      const found = now ? describe(now.kind, nameOf(now)) : 'nothing';
      return {
        contradiction: `its history has ${describe(earlier.kind, earlier.name)} as step ${earlier.id + 1}, and the replay came to ${found} there`,
        warnings,
      };
    }
    const isFirstReplay = index > lastEpisode; // Each step is warned of once.
    if (isFirstReplay && earlier.input !== undefined && 'input' in now && now.input !== earlier.input) {
      warnings.push(
        `step ${earlier.id + 1}, ${describe(now.kind, earlier.name)}, has another input on replay than it had at first`,
      );
    }
  }
  return { contradiction: undefined, warnings };
}

interface EarlierStep {
  id: number;
  kind: ScheduledStep['kind'];
  name: string;
  input: string | undefined;
}

function stepInHistory(event: HistoryEvent): EarlierStep | undefined {
  switch (event.EventType) {
    case EVENT_TYPE.taskScheduled:
      return { id: event.EventId, kind: 'activity', name: event.Name, input: event.Input };
    case EVENT_TYPE.subOrchestrationCreated:
      return { id: event.EventId, kind: 'subOrchestration', name: event.Name, input: event.Input };
    case EVENT_TYPE.timerCreated:
      return { id: event.EventId, kind: 'timer', name: '', input: undefined };
    default:
      return undefined;
  }
}

function nameOf(step: ScheduledStep): string {
  return 'name' in step ? step.name : '';
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function describe(kind: ScheduledStep['kind'], name: string): string {
  if (kind === 'timer') return 'a timer';
  return `${kind === 'subOrchestration' ? 'sub-orchestration' : kind} "${name}"`;
}
