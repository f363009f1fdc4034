/** The orchestrator that runs a program: the same code over durable-functions and over the plain model. */
import {
  ACTIVITY_NAME,
  ORCHESTRATOR_NAME,
  type ProgramInput,
  type Retry,
  type Statement,
  type TaskSpec,
} from './program';

/** A task as durable-functions gives it, as far as a program looks at it. */
export interface ProgramTask {
  isCompleted: boolean;
  isFaulted: boolean;
  result?: unknown;
  cancel?(): void;
}

interface RetryOptions {
  firstRetryIntervalInMilliseconds: number;
  maxNumberOfAttempts: number;
  backoffCoefficient: number;
  maxRetryIntervalInMilliseconds: number;
}

/** What a program uses of an orchestration context. */
export interface ProgramContext {
  currentUtcDateTime: Date;
  getInput(): unknown;
  callActivity(name: string, input: unknown): ProgramTask;
  callActivityWithRetry(name: string, options: RetryOptions, input: unknown): ProgramTask;
  callSubOrchestrator(name: string, input: unknown, instanceId?: string): ProgramTask;
  callSubOrchestratorWithRetry(
    name: string,
    options: RetryOptions,
    input: unknown,
    instanceId?: string,
  ): ProgramTask;
  createTimer(fireAt: Date): ProgramTask;
  waitForExternalEvent(name: string): ProgramTask;
  Task: { all(tasks: ProgramTask[]): ProgramTask; any(tasks: ProgramTask[]): ProgramTask };
  setCustomStatus(value: unknown): void;
  continueAsNew(input: unknown): void;
}

interface Slot {
  spec: TaskSpec;
  task: ProgramTask;
}

/** Runs the program that is the orchestration's input; returns its log of what it saw, and when. */
export function* runProgram(context: ProgramContext): Generator<ProgramTask, unknown, unknown> {
  const input = context.getInput() as ProgramInput;
  return yield* new ProgramRun(context, input).run();
}

class ProgramRun {
  readonly #slots = new Map<number, Slot>();
  readonly #log: unknown[];

  constructor(
    private readonly context: ProgramContext,
    private readonly input: ProgramInput,
  ) {
    this.#log = [...input.log];
  }

  *run(): Generator<ProgramTask, unknown, unknown> {
    for (const [index, statement] of this.input.program.statements.entries()) {
      const note = yield* this.#step(statement);
      if (note === 'ended') return this.#log;
      if (note !== undefined) this.#log.push([index, this.context.currentUtcDateTime.getTime(), note]);
    }
    return this.#log;
  }

  *#step(statement: Statement): Generator<ProgramTask, unknown, unknown> {
    switch (statement.do) {
      case 'let':
        this.#slots.set(statement.slot, {
          spec: statement.task,
          task: this.#make(statement.task, statement.slot),
        });
        return undefined;
      case 'yield':
        return yield* this.#yieldSlot(statement.slot, statement.letsThrough);
      case 'all':
      case 'any':
        return yield* this.#yieldOpen(statement.do, statement.slots);
      case 'cancel':
        if (isOpen(this.#slot(statement.slot).task)) this.#slot(statement.slot).task.cancel?.();
        return undefined;
      case 'status':
        return void this.context.setCustomStatus(`${statement.value} ${this.input.generation}`);
      case 'throw':
        throw new Error(statement.message);
      case 'continueAsNew':
        return this.#continueAsNew(statement.times);
    }
  }

  *#yieldSlot(slot: number, letsThrough: boolean): Generator<ProgramTask, unknown, unknown> {
    try {
      yield this.#slot(slot).task;
      return this.#describe(slot);
    } catch (error) {
      if (letsThrough) throw error;
      return { error: firstPart(error) };
    }
  }

  *#yieldOpen(kind: 'all' | 'any', slots: readonly number[]): Generator<ProgramTask, unknown, unknown> {
    const open = slots.filter((slot) => isOpen(this.#slot(slot).task));
    if (open.length === 0) return 'nothing open';
    try {
      const result = yield this.context.Task[kind](open.map((slot) => this.#slot(slot).task));
      return kind === 'all' ? open.map((slot) => this.#describe(slot)) : this.#winner(open, result);
    } catch (error) {
      return { error: firstPart(error) };
    }
  }

  #continueAsNew(times: number): unknown {
    const { generation } = this.input;
    if (generation >= times) return undefined;
    this.context.continueAsNew({ ...this.input, generation: generation + 1, log: [...this.#log, 'anew'] });
    return 'ended';
  }

  #make(spec: TaskSpec, slot: number): ProgramTask {
    const path = `${this.input.path}.${this.input.generation}.${slot}`;
    const { context } = this;
    switch (spec.make) {
      case 'activity':
        return spec.retry
          ? context.callActivityWithRetry(ACTIVITY_NAME, optionsOf(spec.retry), path)
          : context.callActivity(ACTIVITY_NAME, path);
      case 'timer':
        return context.createTimer(new Date(context.currentUtcDateTime.getTime() + spec.delayMs));
      case 'event':
        return context.waitForExternalEvent(spec.name);
      case 'child': {
        const input: ProgramInput = { program: spec.program, path, generation: 0, log: [] };
        const id = spec.hasOwnId ? `child-${path}` : undefined;
        return spec.retry
          ? context.callSubOrchestratorWithRetry(ORCHESTRATOR_NAME, optionsOf(spec.retry), input, id)
          : context.callSubOrchestrator(ORCHESTRATOR_NAME, input, id);
      }
      default:
        return context.Task[spec.make](spec.of.map((part) => this.#slot(part).task));
    }
  }

  #describe(slot: number): unknown {
    const { spec, task } = this.#slot(slot);
    if (task.isFaulted) return { error: firstPart(task.result) };
    if (spec.make === 'all') return spec.of.map((part) => this.#describe(part));
    if (spec.make === 'any') return this.#winner(spec.of, task.result);
    return task.result ?? null;
  }

  #winner(slots: readonly number[], won: unknown): unknown {
    const slot = slots.find((entry) => this.#slot(entry).task === won);
    return slot === undefined ? 'an unknown task won' : { won: slot, result: this.#describe(slot) };
  }

  #slot(number: number): Slot {
    const slot = this.#slots.get(number);
    if (!slot) throw new Error(`The program uses slot ${number} before it is set.`);
    return slot;
  }
}

function optionsOf({ attempts, backoff, firstMs, maxMs }: Retry): RetryOptions {
  return {
    firstRetryIntervalInMilliseconds: firstMs,
    maxNumberOfAttempts: attempts,
    backoffCoefficient: backoff,
    maxRetryIntervalInMilliseconds: maxMs,
  };
}

function isOpen(task: ProgramTask): boolean {
  return !task.isCompleted && !task.isFaulted;
}

/** The message up to the details, which hold stack traces. */
export function firstPart(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split(' \n ')[0] ?? '';
}
