/** The orchestration context of the plain model: what a program calls, done directly. */
import { CombinedTask, StartedTask, TimerTask, type ModelTask } from './modelTask';
import type { ModelEnd, ModelInstance } from './modelInstance';
import type { ModelWorld } from './modelWorld';
import { ACTIVITY_NAME, type ActivityOutcome, type ProgramInput, type TaskSpec } from './program';
import type { ProgramContext, ProgramTask } from './runProgram';

type RetryOptions = Parameters<ProgramContext['callActivityWithRetry']>[1];
type Attempt = (settle: (error: Error | undefined, value: unknown) => void) => void;

export class ModelContext implements ProgramContext {
  constructor(
    private readonly instance: ModelInstance,
    private readonly world: ModelWorld,
    private readonly input: ProgramInput,
    private readonly startChild: (input: ProgramInput, onEnd: (end: ModelEnd) => void) => void,
  ) {}

  readonly Task = {
    all: (tasks: ProgramTask[]) => new CombinedTask('all', tasks as ModelTask[]),
    any: (tasks: ProgramTask[]) => new CombinedTask('any', tasks as ModelTask[]),
  };

  get currentUtcDateTime(): Date {
    return new Date(this.instance.now);
  }

  getInput(): ProgramInput {
    return this.input;
  }

  callActivity(_name: string, label: unknown): ProgramTask {
    return this.#once(this.#activity(String(label)));
  }

  callActivityWithRetry(_name: string, options: RetryOptions, label: unknown): ProgramTask {
    return this.#retried(this.#activity(String(label)), options);
  }

  callSubOrchestrator(_name: string, input: unknown): ProgramTask {
    return this.#once(this.#child(input as ProgramInput));
  }

  callSubOrchestratorWithRetry(_name: string, options: RetryOptions, input: unknown): ProgramTask {
    return this.#retried(this.#child(input as ProgramInput), options);
  }

  createTimer(fireAt: Date): ProgramTask {
    let callOff = (): void => undefined;
    const task: TimerTask = new TimerTask(
      () => {
        callOff = this.instance.setTimer(fireAt.getTime(), () => task.complete(undefined));
      },
      () => callOff(),
    );
    return task;
  }

  waitForExternalEvent(name: string): ProgramTask {
    const task: StartedTask = new StartedTask(() => this.instance.waitFor(name, task));
    return task;
  }

  setCustomStatus(value: unknown): void {
    this.instance.customStatus = value;
  }

  continueAsNew(input: unknown): void {
    this.instance.continueAsNew(input as ProgramInput);
  }

  #activity(label: string): Attempt {
    const outcomes = outcomesOf(this.input, label);
    return (settle) => {
      this.instance.begin((end) => {
        this.world.openActivity(label, outcomes, (outcome) => end(() => settleActivity(outcome, settle)));
        return () => undefined;
      });
    };
  }

  #child(input: ProgramInput): Attempt {
    return (settle) => {
      this.instance.begin((end) => {
        this.startChild(input, (result) => end(() => settleChild(result, settle)));
        return () => undefined;
      });
    };
  }

  #once(attempt: Attempt): ProgramTask {
    const task: StartedTask = new StartedTask(() =>
      attempt((error, value) => (error ? task.fail(error) : task.complete(value))),
    );
    return task;
  }

  /** After the last attempt the library waits once more, for a timer that is due at once. */
  #retried(attempt: Attempt, options: RetryOptions): ProgramTask {
    let failures = 0;
    const tryOnce = () =>
      attempt((error, value) => {
        if (!error) return task.complete(value);
        failures += 1;
        const isLast = failures >= options.maxNumberOfAttempts;
        const grown = options.firstRetryIntervalInMilliseconds * options.backoffCoefficient ** (failures - 1);
        const delayMs = isLast ? 0 : Math.round(Math.min(grown, options.maxRetryIntervalInMilliseconds));
        this.instance.setTimer(this.instance.now + delayMs, () => (isLast ? task.fail(error) : tryOnce()));
      });
    const task: StartedTask = new StartedTask(tryOnce);
    return task;
  }
}

function settleActivity(outcome: ActivityOutcome, settle: Parameters<Attempt>[0]): void {
  if ('value' in outcome) settle(undefined, outcome.value);
  else settle(new Error(`Activity function '${ACTIVITY_NAME}' failed: ${outcome.error}`), undefined);
}

function settleChild(end: ModelEnd, settle: Parameters<Attempt>[0]): void {
  if (end.status === 'Completed') settle(undefined, end.output);
  else settle(new Error(end.reason), undefined);
}

/** The label ends with the slot whose task the activity is. */
function outcomesOf({ program }: ProgramInput, label: string): readonly ActivityOutcome[] {
  const slot = Number(label.split('.').at(-1));
  const found = program.statements.find((entry) => entry.do === 'let' && entry.slot === slot);
  const task: TaskSpec | undefined = found?.do === 'let' ? found.task : undefined;
  return task?.make === 'activity' ? task.outcomes : [];
}
