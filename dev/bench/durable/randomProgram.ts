/** Makes random programs: tasks alone and combined, reused, nested, abandoned and cancelled. */
import {
  EVENT_NAMES,
  type ActivityOutcome,
  type Program,
  type Retry,
  type Statement,
  type TaskSpec,
} from './program';
import type { RandomSource } from './randomSource';

/** Times are odd, so that no two instances have a timer at the same instant. */
const MIN_DELAY_MS = 60_000;
const MAX_DELAY_MS = 1_200_000;

/** A program that starts others so many levels deep; `depth` counts the orchestrations above it. */
export function randomProgram(random: RandomSource, maxDepth: number, depth = 0): Program {
  return new ProgramWriter(random, maxDepth, depth).write();
}

class ProgramWriter {
  readonly #statements: Statement[] = [];
  /** Slots that a later statement may use again. */
  readonly #reusable: number[] = [];
  readonly #timers: number[] = [];
  #nextSlot = 0;

  constructor(
    private readonly random: RandomSource,
    private readonly maxDepth: number,
    private readonly depth: number,
  ) {}

  write(): Program {
    const { random } = this;
    // A child first waits for an activity, so that no two of them end in the same instant.
    if (this.depth > 0)
      this.#statements.push({
        do: 'yield',
        slot: this.#let(this.#activity()),
        letsThrough: random.chance(0.2),
      });
    const count = random.between(2, this.depth > 0 ? 3 : 7);
    for (let index = 0; index < count; index += 1) this.#writeSome();
    this.#writeEnd();
    return { statements: this.#statements };
  }

  #writeSome(): void {
    const { random } = this;
    const part = random.next();
    if (part < 0.3) this.#yieldOne();
    else if (part < 0.7) this.#combine(random.chance(0.65) ? 'any' : 'all');
    else if (part < 0.8) this.#statements.push({ do: 'status', value: `at ${this.#statements.length}` });
    else if (part < 0.9) this.#yieldAgain();
    else this.#cancelOne();
  }

  #yieldOne(): void {
    const slot = this.#let(this.#anyTask());
    this.#statements.push({ do: 'yield', slot, letsThrough: this.random.chance(0.08) });
  }

  /** What is open of earlier tasks, and new ones. */
  #combine(kind: 'all' | 'any'): void {
    const { random } = this;
    const old = this.#reusable.filter(() => random.chance(0.5));
    const fresh = Array.from({ length: random.between(1, 3) }, () => this.#let(this.#anyTask()));
    const slots = [...old, ...fresh].sort(() => random.next() - 0.5);
    this.#statements.push({ do: kind, slots });
  }

  #yieldAgain(): void {
    if (this.#reusable.length === 0) return this.#yieldOne();
    this.#statements.push({ do: 'yield', slot: this.random.pick(this.#reusable), letsThrough: false });
  }

  #cancelOne(): void {
    const slot = this.#timers.pop();
    if (slot === undefined) return;
    const place = this.#reusable.indexOf(slot);
    if (place < 0) return;
    this.#reusable.splice(place, 1);
    this.#statements.push({ do: 'cancel', slot });
  }

  #writeEnd(): void {
    const { random } = this;
    // Most orchestrators cancel what they do not wait for; some are held open by it.
    if (random.chance(0.6)) while (this.#timers.length > 0) this.#cancelOne();
    const part = random.next();
    if (part < 0.2) this.#statements.push({ do: 'continueAsNew', times: random.between(1, 2) });
    else if (part < 0.28)
      this.#statements.push({ do: 'throw', message: `thrown at ${this.#statements.length}` });
  }

  #let(task: TaskSpec): number {
    const slot = this.#nextSlot;
    this.#nextSlot += 1;
    this.#statements.push({ do: 'let', slot, task });
    if (!usesEvents(task, this.#statements)) this.#reusable.push(slot);
    if (task.make === 'timer') this.#timers.push(slot);
    return slot;
  }

  #anyTask(): TaskSpec {
    const { random } = this;
    const part = random.next();
    if (part < 0.35) return this.#activity();
    if (part < 0.5) return this.#timer();
    if (part < 0.75) return this.#event();
    if (part < 0.9 && this.depth < this.maxDepth) return this.#child();
    return this.#nested();
  }

  #activity(): TaskSpec {
    const { random } = this;
    const outcomes = Array.from({ length: random.between(1, 3) }, () => this.#outcome());
    return random.chance(0.3)
      ? { make: 'activity', outcomes, retry: this.#retry() }
      : { make: 'activity', outcomes };
  }

  #outcome(): ActivityOutcome {
    const number = this.random.between(1, 999);
    return this.random.chance(0.3) ? { error: `fault ${number}` } : { value: `value ${number}` };
  }

  #retry(): Retry {
    const { random } = this;
    return {
      firstMs: this.#delayMs(),
      attempts: random.between(1, 4),
      backoff: random.pick([1, 1.5, 2]),
      maxMs: 2 * MAX_DELAY_MS,
    };
  }

  #child(): TaskSpec {
    const program = randomProgram(this.random, this.maxDepth, this.depth + 1);
    const retry = this.random.chance(0.25) ? { retry: this.#retry() } : {};
    return { make: 'child', program, hasOwnId: this.random.chance(0.5), ...retry };
  }

  /** A Task.any or Task.all inside another; its parts belong to it alone. */
  #nested(): TaskSpec {
    const of = Array.from({ length: this.random.between(1, 3) }, () =>
      this.#let(this.random.chance(0.2) ? this.#nested() : this.#atomicTask()),
    );
    for (const slot of of) this.#takeOut(slot);
    return { make: this.random.pick(['all', 'any']), of };
  }

  #atomicTask(): TaskSpec {
    const { random } = this;
    if (random.chance(0.5)) return this.#activity();
    return random.chance(0.6) ? this.#timer() : this.#event();
  }

  #timer(): TaskSpec {
    return { make: 'timer', delayMs: this.random.chance(0.05) ? 0 : this.#delayMs() };
  }

  /** Only the first orchestration has events: nobody outside knows the ids of its children. */
  #event(): TaskSpec {
    return this.depth === 0 ? { make: 'event', name: this.random.pick(EVENT_NAMES) } : this.#timer();
  }

  #delayMs(): number {
    return this.random.between(MIN_DELAY_MS, MAX_DELAY_MS);
  }

  #takeOut(slot: number): void {
    for (const list of [this.#reusable, this.#timers]) {
      const place = list.indexOf(slot);
      if (place >= 0) list.splice(place, 1);
    }
  }
}

/** durable-functions takes a wait for an event that is yielded twice for two waits: such a task is used once. */
function usesEvents(task: TaskSpec, statements: readonly Statement[]): boolean {
  if (task.make === 'event') return true;
  if (task.make !== 'all' && task.make !== 'any') return false;
  return task.of.some((slot) =>
    statements.some(
      (entry) => entry.do === 'let' && entry.slot === slot && usesEvents(entry.task, statements),
    ),
  );
}
