/** A random orchestration as data: what the orchestrator under proof and the plain model both run. */

/** How an activity ends; with retries or repeated runs each takes the next entry, and after the last the first again. */
export type ActivityOutcome = { value: string } | { error: string };

export interface Retry {
  firstMs: number;
  attempts: number;
  backoff: number;
  maxMs: number;
}

/** A task; compound ones are of slots that nothing else uses. */
export type TaskSpec =
  | { make: 'activity'; outcomes: ActivityOutcome[]; retry?: Retry }
  | { make: 'timer'; delayMs: number }
  | { make: 'event'; name: string }
  | { make: 'child'; program: Program; retry?: Retry; hasOwnId: boolean }
  | { make: 'all' | 'any'; of: number[] };

/** One statement; tasks are kept in numbered slots, so that they can be used again. */
export type Statement =
  | { do: 'let'; slot: number; task: TaskSpec }
  /** A failure is caught and noted, unless it is let through and ends the orchestration. */
  | { do: 'yield'; slot: number; letsThrough: boolean }
  /** A new Task.any or Task.all of those slots that are still open. */
  | { do: 'all' | 'any'; slots: number[] }
  | { do: 'cancel'; slot: number }
  | { do: 'status'; value: string }
  | { do: 'throw'; message: string }
  /** Begins anew until it has done so this many times. */
  | { do: 'continueAsNew'; times: number };

export interface Program {
  statements: Statement[];
}

/** The input of an orchestration that runs a program. */
export interface ProgramInput {
  program: Program;
  /** Tells the activities of this execution from all others. */
  path: string;
  generation: number;
  log: unknown[];
}

export const ORCHESTRATOR_NAME = 'proof';
export const ACTIVITY_NAME = 'work';
export const EVENT_NAMES = ['alpha', 'beta', 'gamma'] as const;
