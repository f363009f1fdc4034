/** Runs concurrent work one storage operation or send at a time, in an order that a seed decides; time passes when nothing else can. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** A process of the app: what it has at hand when it ends is never gone on with. */
export interface Process {
  name: string;
  isAlive: boolean;
}

interface Gate {
  process: Process;
  /** Does the operation; its caller goes on unless the process ended meanwhile. */
  run(): Promise<void>;
}

interface Timer {
  process: Process;
  at: number;
  go(): void;
}

/** Each operation takes so long at most, ms. */
const MAX_OPERATION_MS = 15;

export class Stepping {
  private gates: Gate[] = [];
  private timers: Timer[] = [];
  private readonly current = new AsyncLocalStorage<string>();

  constructor(
    private readonly random: () => number,
    public now: number,
  ) {}

  /** What the work at hand is called, where it was begun by `start`. */
  get label(): string {
    return this.current.getStore() ?? '';
  }

  /** Begins work under this name; it stops for ever when its process ends. */
  start(label: string, work: () => Promise<unknown>): void {
    this.current.run(label, () => {
      void work();
    });
  }

  /** Holds an operation back until its turn has come. */
  gate<T>(process: Process, operation: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const run = async (): Promise<void> => {
        const ended = await operation().then(
          (value) => () => resolve(value),
          (error: unknown) => () => reject(error as Error),
        );
        if (process.isAlive) ended();
      };
      if (process.isAlive) this.gates.push({ process, run: AsyncLocalStorage.bind(run) });
    });
  }

  wait(process: Process, ms: number): Promise<void> {
    return new Promise((go) => this.timers.push({ process, at: this.now + ms, go }));
  }

  /** Lets one operation take its effect; false when none is held back. */
  async step(): Promise<boolean> {
    await settled();
    const gate = this.take();
    if (!gate) return false;
    this.now += Math.floor(this.random() * MAX_OPERATION_MS);
    await gate.run();
    await settled();
    return true;
  }

  /** The process ends: with `after`, one of its operations still takes effect and nobody learns of it. */
  async end(process: Process, side: 'before' | 'after'): Promise<void> {
    await settled();
    const own = this.gates.filter((gate) => gate.process === process);
    process.isAlive = false;
    if (side === 'after' && own.length > 0) await own[Math.floor(this.random() * own.length)]?.run();
    this.gates = this.gates.filter((gate) => gate.process !== process);
    this.timers = this.timers.filter((timer) => timer.process !== process);
  }

  /** When the next wait ends, epoch ms; undefined when nothing waits. */
  nextTimer(): number | undefined {
    return this.timers.length > 0 ? Math.min(...this.timers.map(({ at }) => at)) : undefined;
  }

  /** Moves time on, and lets go on what waited for it. */
  async moveTo(at: number): Promise<void> {
    this.now = Math.max(this.now, at);
    const over = this.timers.filter((timer) => timer.at <= this.now);
    this.timers = this.timers.filter((timer) => timer.at > this.now);
    for (const { go } of over) go();
    await settled();
  }

  private take(): Gate | undefined {
    const [gate] = this.gates.splice(Math.floor(this.random() * this.gates.length), 1);
    return gate;
  }
}

/** Everything that goes on without an operation has come to one. */
async function settled(): Promise<void> {
  for (let round = 0; round < 3; round += 1) await nextTurn();
}
