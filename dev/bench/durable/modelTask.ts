/** The plain model's tasks: what a task of an orchestration is when nothing is replayed, stored or sent. */
import type { ProgramTask } from './runProgram';

/** A task that is open until it is settled; it then tells the combination that it is part of. */
export class ModelTask implements ProgramTask {
  isCompleted = false;
  isFaulted = false;
  result: unknown;
  isScheduled = false;
  /** The combination that last took it in. */
  parent: CombinedTask | undefined;

  get isOpen(): boolean {
    return !this.isCompleted && !this.isFaulted;
  }

  complete(result: unknown): void {
    this.#settle(result, true);
  }

  fail(error: Error): void {
    this.#settle(error, false);
  }

  #settle(result: unknown, isSuccess: boolean): void {
    if (!this.isOpen) return;
    this.isCompleted = isSuccess;
    this.isFaulted = !isSuccess;
    this.result = result;
    this.parent?.partSettled(this);
  }
}

/** Something that is begun in the world when it is first yielded. */
export class StartedTask extends ModelTask {
  constructor(readonly begin: () => void) {
    super();
  }
}

/** A timer: it can be called off. */
export class TimerTask extends StartedTask {
  isCanceled = false;

  constructor(
    begin: () => void,
    private readonly callOff: () => void,
  ) {
    super(begin);
  }

  cancel(): void {
    this.isCanceled = true;
    this.callOff();
  }
}

/** Several tasks as one. */
export class CombinedTask extends ModelTask {
  constructor(
    readonly kind: 'all' | 'any',
    readonly parts: ModelTask[],
  ) {
    super();
    for (const part of parts) part.parent = this;
  }

  partSettled(part: ModelTask): void {
    if (this.kind === 'any') this.complete(part);
    else if (part.isFaulted) this.fail(part.result as Error);
    else if (this.parts.every(({ isCompleted }) => isCompleted))
      this.complete(this.parts.map(({ result }) => result));
  }
}
