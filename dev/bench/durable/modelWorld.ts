/** The world of the plain model: its clock, its open activities and its timers, for all orchestrations of one program. */
import type { ActivityOutcome } from './program';

interface ModelTimer {
  fireAt: number;
  order: number;
  fire: () => void;
}

interface OpenActivity {
  outcomes: readonly ActivityOutcome[];
  settle: (outcome: ActivityOutcome) => void;
}

export class ModelWorld {
  now: number;
  readonly #activities = new Map<string, OpenActivity>();
  readonly #attempts = new Map<string, number>();
  readonly #timers = new Set<ModelTimer>();
  #order = 0;

  constructor(now: number) {
    this.now = now;
  }

  get openLabels(): string[] {
    return [...this.#activities.keys()].sort();
  }

  get nextFireAt(): number | undefined {
    const times = [...this.#timers].map(({ fireAt }) => fireAt);
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  openActivity(
    label: string,
    outcomes: readonly ActivityOutcome[],
    settle: (outcome: ActivityOutcome) => void,
  ): void {
    if (this.#activities.has(label)) throw new Error(`The activity ${label} is open twice.`);
    this.#activities.set(label, { outcomes, settle });
  }

  /** Ends an open activity; returns how it ended, so that the host under proof can be told. */
  endActivity(label: string): ActivityOutcome {
    const activity = this.#activities.get(label);
    const attempt = this.#attempts.get(label) ?? 0;
    const outcome = activity?.outcomes[attempt % activity.outcomes.length];
    if (!activity || !outcome) throw new Error(`The activity ${label} is not open.`);
    this.#attempts.set(label, attempt + 1);
    this.#activities.delete(label);
    activity.settle(outcome);
    return outcome;
  }

  /** Sets a timer; returns what calls it off. */
  setTimer(fireAt: number, fire: () => void): () => void {
    const timer = { fireAt, order: (this.#order += 1), fire };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** Fires all that is due, the earliest first. */
  fireDue(): void {
    const due = [...this.#timers]
      .filter(({ fireAt }) => fireAt <= this.now)
      .sort((a, b) => a.fireAt - b.fireAt || a.order - b.order);
    for (const timer of due) this.#timers.delete(timer);
    for (const { fire } of due) fire();
  }
}
