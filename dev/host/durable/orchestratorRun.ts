// Runs an orchestrator function once over its history and says what came of it.
import type { DurableHostServices } from '../durableSeam';
import { messageOf } from '../hostError';
import { Observation, observed } from './executorProbe';
import { stateInError } from './failureTexts';
import type { HistoryEvent } from './historyEvents';
import { jsonOfProcessed } from './scheduledStep';

/** The newest schema of the protocol in which the library leaves long timers to the host. */
const UPPER_SCHEMA_VERSION = 1;

/** What the orchestrator function is given. */
export interface OrchestratorInput {
  /** As registered. */
  functionName: string;
  instanceId: string;
  parentInstanceId: string | null;
  /** A JSON text. */
  input: string;
  /** What was replayed before and what is new. */
  history: HistoryEvent[];
  isReplaying: boolean;
}

/** How far the orchestrator came; output and input are JSON texts. */
export type OrchestratorOutcome =
  | { kind: 'waiting' }
  | { kind: 'returned'; output: string }
  | { kind: 'continuesAsNew'; input: string }
  | { kind: 'threw'; message: string; stack: string }
  | { kind: 'unsupported'; what: string };

/** One run of an orchestrator. */
export interface OrchestratorRun {
  outcome: OrchestratorOutcome;
  /** A JSON text; undefined leaves what was set before. */
  customStatus: string | undefined;
  observation: Observation;
}

interface Action {
  actionType: number;
  input?: unknown;
  compoundActions?: Action[];
}

interface OrchestratorState {
  isDone: boolean;
  actions: Action[][];
  output?: unknown;
  customStatus?: unknown;
  error?: string;
}

const CONTINUE_AS_NEW = 4;
const UNSUPPORTED: Readonly<Record<number, string>> = {
  7: 'entities (callEntity)',
  8: 'callHttp',
  9: 'entities (signalEntity)',
  13: 'critical sections (lock)',
  14: 'critical sections (lock)',
};

/** Invokes the function; never rejects for what the orchestrator itself does. */
export async function runOrchestrator(
  invoke: DurableHostServices['invoke'],
  run: OrchestratorInput,
): Promise<OrchestratorRun> {
  const observation = new Observation();
  const { functionName, history, instanceId, isReplaying, parentInstanceId } = run;
  const bindingInput = {
    history,
    input: JSON.parse(run.input) as unknown,
    instanceId,
    isReplaying,
    parentInstanceId,
    upperSchemaVersion: UPPER_SCHEMA_VERSION,
  };
  try {
    const state = (await observed(observation, () =>
      invoke(functionName, bindingInput),
    )) as OrchestratorState;
    if (!observation.hasSeenExecutor) throw new Error(FOREIGN_LIBRARY);
    return { outcome: outcomeOf(state), customStatus: customStatusOf(state), observation };
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    const state = stateInError(error) as OrchestratorState | undefined;
    if (!state)
      return {
        outcome: { kind: 'threw', message: messageOf(error), stack },
        customStatus: undefined,
        observation,
      };
    const what = unsupportedIn(state.actions.flat());
    const outcome: OrchestratorOutcome = what
      ? { kind: 'unsupported', what }
      : { kind: 'threw', message: state.error ?? 'Unknown error', stack };
    return { outcome, customStatus: customStatusOf(state), observation };
  }
}

const FOREIGN_LIBRARY =
  'The orchestrator did not run in the copy of durable-functions that the embedded host watches: install the package once, beside the host.';

function outcomeOf(state: OrchestratorState): OrchestratorOutcome {
  const actions = state.actions.flat();
  const what = unsupportedIn(actions);
  if (what) return { kind: 'unsupported', what };
  if (!state.isDone) return { kind: 'waiting' };
  const next = actions.find(({ actionType }) => actionType === CONTINUE_AS_NEW);
  if (next) return { kind: 'continuesAsNew', input: jsonOfProcessed(next.input) };
  return { kind: 'returned', output: JSON.stringify(state.output ?? null) };
}

function unsupportedIn(actions: readonly Action[]): string | undefined {
  for (const { actionType, compoundActions } of actions) {
    const what = UNSUPPORTED[actionType] ?? unsupportedIn(compoundActions ?? []);
    if (what) return what;
  }
  return undefined;
}

function customStatusOf(state: OrchestratorState): string | undefined {
  return state.customStatus === undefined ? undefined : JSON.stringify(state.customStatus);
}
