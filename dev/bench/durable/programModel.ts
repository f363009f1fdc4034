/** What should happen to a program: run plainly in memory, one stimulus at a time. */
import { ModelContext } from './modelContext';
import { ModelInstance, type ModelEnd, type ModelStatus } from './modelInstance';
import { ModelWorld } from './modelWorld';
import type { ActivityOutcome, Program, ProgramInput } from './program';
import { runProgram } from './runProgram';

/** What an onlooker can see of an orchestration. */
export interface VisibleState {
  status: ModelStatus;
  output: unknown;
  customStatus: unknown;
}

export class ProgramModel {
  readonly #world: ModelWorld;
  readonly #instances: ModelInstance[] = [];
  readonly #root: ModelInstance;

  /** Starts the program under this instance id, at this time (epoch ms). */
  constructor(
    readonly instanceId: string,
    readonly program: Program,
    now: number,
  ) {
    this.#world = new ModelWorld(now);
    this.#root = this.#start(this.input, () => undefined);
    this.#settle();
  }

  /** The input that starts the real one. */
  get input(): ProgramInput {
    return { program: this.program, path: this.instanceId, generation: 0, log: [] };
  }

  get state(): VisibleState {
    const { customStatus, output, status } = this.#root;
    return { customStatus, output, status };
  }

  get isFinal(): boolean {
    return this.#root.isFinal;
  }

  /** The activities that wait for their end, by label. */
  get openLabels(): string[] {
    return this.#world.openLabels;
  }

  get nextFireAt(): number | undefined {
    return this.#world.nextFireAt;
  }

  endActivity(label: string): ActivityOutcome {
    const outcome = this.#world.endActivity(label);
    this.#settle();
    return outcome;
  }

  raise(name: string, value: unknown): void {
    this.#root.raise(name, value);
    this.#settle();
  }

  moveClock(now: number): void {
    this.#world.now = now;
    this.#world.fireDue();
    this.#settle();
  }

  suspend(): void {
    this.#root.status = 'Suspended';
  }

  resume(): void {
    this.#root.status = 'Running';
    this.#settle();
  }

  terminate(reason: string): void {
    this.#root.terminate(reason);
  }

  #start(input: ProgramInput, onEnd: (end: ModelEnd) => void): ModelInstance {
    const startChild = (child: ProgramInput, onChildEnd: (end: ModelEnd) => void) =>
      void this.#start(child, onChildEnd);
    const run = (instance: ModelInstance, given: ProgramInput) =>
      runProgram(new ModelContext(instance, this.#world, given, startChild));
    const instance = new ModelInstance(this.#world, input, run, onEnd);
    this.#instances.push(instance);
    return instance;
  }

  #settle(): void {
    while (this.#instances.filter((instance) => instance.handleInbox()).length > 0);
  }
}
