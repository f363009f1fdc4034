/** How long one step of the orchestration works before it hands over to the next, so that none outlasts a function's time. */
import { type Clock, SECOND_MS } from '../clock';

export interface Budget {
  isSpent(): boolean;
  /** Epoch ms. */
  endsAt: number;
}

const STEP_MS = 60 * SECOND_MS;

export function createBudget(clock: Clock): Budget {
  const endsAt = clock() + STEP_MS;
  return { endsAt, isSpent: () => clock() >= endsAt };
}

/** Waits until then, or until the budget ends, in short pieces as clocks may be moved. */
export async function waitFor(
  { clock, wait }: { clock: Clock; wait(ms: number): Promise<void> },
  budget: Budget,
  until: number,
): Promise<void> {
  const end = Math.min(until, budget.endsAt);
  for (let left = end - clock(); left > 0; left = end - clock()) await wait(Math.min(left, SECOND_MS));
}
