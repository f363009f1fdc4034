/** One orchestration in the plain model: a generator that runs once, from start to end, on tasks in memory. */
import { CombinedTask, StartedTask, TimerTask, type ModelTask } from './modelTask';
import type { ModelWorld } from './modelWorld';
import { ORCHESTRATOR_NAME, type ProgramInput } from './program';
import { firstPart, type ProgramTask } from './runProgram';

export type ModelStatus = 'Running' | 'Suspended' | 'Completed' | 'Failed' | 'Terminated';
export type ModelEnd = { status: 'Completed'; output: unknown } | { status: 'Failed'; reason: string };

interface RaisedEvent {
  name: string;
  value: unknown;
}

export class ModelInstance {
  status: ModelStatus = 'Running';
  customStatus: unknown = null;
  output: unknown = null;
  #now = 0;
  #generator: Generator<ProgramTask, unknown, unknown>;
  #current: ModelTask | undefined;
  #outcome: ModelEnd | { anew: ProgramInput } | undefined;
  /** What this execution has begun and what has not ended. */
  #open = 0;
  #execution = 0;
  #waits: { name: string; task: ModelTask }[] = [];
  #unconsumed: RaisedEvent[] = [];
  readonly #inbox: (() => void)[] = [];

  constructor(
    private readonly world: ModelWorld,
    input: ProgramInput,
    private readonly run: (
      instance: ModelInstance,
      input: ProgramInput,
    ) => Generator<ProgramTask, unknown, unknown>,
    private readonly onEnd: (end: ModelEnd) => void,
  ) {
    this.#generator = run(this, input);
    this.#post(() => this.#resume());
  }

  get isFinal(): boolean {
    return this.status !== 'Running' && this.status !== 'Suspended';
  }

  /** The orchestrator's clock: it stands still while an episode runs. */
  get now(): number {
    return this.#now;
  }

  /** Handles what has happened, as one episode; false when there is nothing, or the instance is suspended. */
  handleInbox(): boolean {
    if (this.status !== 'Running' || this.#inbox.length === 0) return false;
    this.#now = Math.max(this.#now, this.world.now);
    for (const message of this.#inbox.splice(0)) message();
    this.#endIfDone();
    return true;
  }

  raise(name: string, value: unknown): void {
    this.#inbox.push(() => this.#takeEvent({ name, value }));
  }

  terminate(reason: string): void {
    this.status = 'Terminated';
    this.output = reason;
  }

  /** Begins something that ends once; what it does when it ends is of use only to the execution that began it. */
  begin(start: (end: (effect: () => void) => void) => () => void): () => void {
    const execution = this.#execution;
    let isOpen = true;
    this.#open += 1;
    const close = () => {
      if (isOpen && execution === this.#execution) this.#open -= 1;
      isOpen = false;
    };
    const end = (effect: () => void) =>
      this.#post(() => {
        if (execution !== this.#execution) return;
        close();
        if (this.#outcome === undefined) effect();
        if (this.#outcome === undefined) this.#resume();
      });
    const callOff = start(end);
    return () => {
      close();
      callOff();
    };
  }

  setTimer(fireAt: number, fire: () => void): () => void {
    return this.begin((end) => {
      if (fireAt > this.world.now) return this.world.setTimer(fireAt, () => end(fire));
      end(fire);
      return () => undefined;
    });
  }

  /** The newest wait of a name is served first; events that came before it are handed out oldest first. */
  waitFor(name: string, task: ModelTask): void {
    const index = this.#unconsumed.findIndex((event) => event.name === name);
    const [event] = index < 0 ? [] : this.#unconsumed.splice(index, 1);
    if (event) task.complete(event.value);
    else this.#waits.push({ name, task });
  }

  continueAsNew(input: ProgramInput): void {
    this.#outcome = { anew: input };
  }

  #post(message: () => void): void {
    this.#inbox.push(message);
  }

  #takeEvent(event: RaisedEvent): void {
    const index =
      this.#outcome === undefined ? this.#waits.findLastIndex(({ name }) => name === event.name) : -1;
    const [wait] = index < 0 ? [] : this.#waits.splice(index, 1);
    if (!wait) {
      this.#unconsumed.push(event);
      return;
    }
    wait.task.complete(event.value);
    this.#resume();
  }

  /** Runs the generator until it waits for something open, or is done. */
  #resume(): void {
    while (this.#outcome === undefined && (this.#current === undefined || !this.#current.isOpen)) {
      try {
        const { done, value } = this.#advance(this.#current);
        if (done) this.#outcome ??= { status: 'Completed', output: value };
        else this.#current = value as ModelTask;
      } catch (error) {
        this.#outcome ??= {
          status: 'Failed',
          reason: `Orchestrator function '${ORCHESTRATOR_NAME}' failed: ${firstPart(error)}`,
        };
      }
      if (this.#outcome === undefined && this.#current) this.#schedule(this.#current);
    }
  }

  #advance(settled: ModelTask | undefined): IteratorResult<ProgramTask, unknown> {
    if (settled?.isFaulted) return this.#generator.throw(settled.result);
    return this.#generator.next(settled?.result);
  }

  #schedule(task: ModelTask): void {
    if (task instanceof CombinedTask) for (const part of task.parts) this.#schedule(part);
    if (!(task instanceof StartedTask) || task.isScheduled || !task.isOpen) return;
    task.isScheduled = true;
    if (!(task instanceof TimerTask && task.isCanceled)) task.begin();
  }

  #endIfDone(): void {
    if (this.#outcome === undefined || this.#open > 0) return;
    if ('anew' in this.#outcome) return this.#beginAnew(this.#outcome.anew);
    const end = this.#outcome;
    this.status = end.status;
    this.output = end.status === 'Completed' ? end.output : end.reason;
    this.onEnd(end);
  }

  #beginAnew(input: ProgramInput): void {
    this.#execution += 1;
    this.#current = undefined;
    this.#outcome = undefined;
    this.#waits = [];
    const carried = this.#unconsumed.splice(0);
    this.#generator = this.run(this, input);
    this.#inbox.unshift(() => this.#resume(), ...carried.map((event) => () => this.#takeEvent(event)));
  }
}
