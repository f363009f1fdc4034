/** Steps a question's orchestration through histories made by hand, each episode run twice, as Durable's protocol has it. */
import { randomUUID } from 'node:crypto';
import { DummyOrchestrationContext, type OrchestrationHandler } from 'durable-functions';

interface Action {
  actionType: number;
  functionName?: string;
  input?: unknown;
  fireAt?: string;
  isCanceled?: boolean;
  retryOptions?: { firstRetryIntervalInMilliseconds: number; maxNumberOfAttempts: number };
  compoundActions?: Action[];
}

interface OrchestratorOutput {
  isDone: boolean;
  actions: Action[][];
  output: unknown;
}

type Handler = (input: unknown, context: DummyOrchestrationContext) => Promise<OrchestratorOutput>;

/** The library's own way to make a registered function of an orchestrator. */
const { createOrchestrator } = jest.requireActual<{ createOrchestrator(fn: OrchestrationHandler): Handler }>(
  'durable-functions/lib/src/util/testingUtils',
);

const CALL = 0;
const CALL_WITH_RETRY = 1;
const TIMER = 5;
const [WHEN_ANY, WHEN_ALL] = [11, 12];

/** An activity that was called and has not ended. */
export interface Call {
  id: number;
  name: string;
  input: Record<string, unknown>;
  attempt: number;
  attempts: number;
}

interface Timer {
  id: number;
  at: number;
  /** The call that is to be made again then. */
  retryOf?: Call;
}

export class SteppedCourse {
  readonly calls: Call[] = [];
  timers: Timer[] = [];
  /** Every activity that was called, in order, with when (epoch ms). */
  readonly made: { name: string; at: number; input: Record<string, unknown> }[] = [];
  output: unknown;
  isDone = false;
  private readonly history: Record<string, unknown>[] = [];
  private seen: Action[] = [];
  private nextId = 0;

  constructor(
    orchestrator: OrchestrationHandler,
    private readonly input: unknown,
    public now: number,
  ) {
    this.run = createOrchestrator(orchestrator);
  }

  private readonly run: Handler;

  async start(): Promise<this> {
    await this.episode({ EventType: 0, Name: 'x', Input: JSON.stringify(this.input) });
    return this;
  }

  /** The call that is under way; exactly one must be. */
  get call(): Call {
    const [call, other] = this.calls;
    if (!call || other) throw new Error(`${this.calls.length} calls are under way`);
    return call;
  }

  /** When the next timer fires. */
  get nextTimer(): number | undefined {
    return this.timers.length === 0 ? undefined : Math.min(...this.timers.map(({ at }) => at));
  }

  async completes(result: unknown, call = this.call): Promise<void> {
    this.calls.splice(this.calls.indexOf(call), 1);
    await this.episode({ EventType: 5, TaskScheduledId: call.id, Result: JSON.stringify(result) });
  }

  async fails(call = this.call): Promise<void> {
    this.calls.splice(this.calls.indexOf(call), 1);
    const timer: Timer = { id: this.nextId++, at: this.now + 5000, retryOf: call };
    this.timers.push(timer);
    await this.episode({ EventType: 6, TaskScheduledId: call.id, Reason: 'failed', Details: 'it failed' });
    this.history.push(this.event({ EventType: 10, EventId: timer.id, FireAt: new Date(timer.at) }));
  }

  /** Fails the call and all its further tries. */
  async failsForGood(): Promise<void> {
    for (let tries = this.call.attempts - this.call.attempt; tries >= 0; tries -= 1) {
      await this.fails();
      await this.timePasses();
    }
  }

  async raised(...names: string[]): Promise<void> {
    await this.episode(...names.map((Name) => ({ EventType: 15, Name, Input: 'null' })));
  }

  /** Time passes until the next timer fires, or longer: the host may have been down. */
  async timePasses(untilMs = this.nextTimer ?? this.now): Promise<void> {
    this.now = Math.max(this.now, untilMs);
    const [timer] = this.timers.filter(({ at }) => at <= this.now).sort((a, b) => a.at - b.at);
    if (!timer) return;
    this.timers = this.timers.filter((other) => other !== timer);
    const { retryOf: call } = timer;
    const isLast = call === undefined || call.attempt >= call.attempts;
    if (call && !isLast) {
      const again = { ...call, id: this.nextId++, attempt: call.attempt + 1 };
      this.calls.push(again);
      await this.episode({ EventType: 11, TimerId: timer.id, FireAt: new Date(timer.at) });
      this.history.push(this.event({ EventType: 4, EventId: again.id, Name: call.name, Input: '""' }));
    } else await this.episode({ EventType: 11, TimerId: timer.id, FireAt: new Date(timer.at) });
  }

  private event(body: Record<string, unknown>): Record<string, unknown> {
    return { EventId: -1, IsPlayed: false, Timestamp: new Date(this.now).toISOString(), ...body };
  }

  /** One episode: what is new is shown to the orchestrator, and what it then schedules is taken into the history. */
  private async episode(...news: Record<string, unknown>[]): Promise<void> {
    if (this.isDone) throw new Error('It has ended.');
    for (const event of this.history) event['IsPlayed'] = true;
    this.history.push(this.event({ EventType: 12 }), ...news.map((body) => this.event(body)));
    const result = await this.replay();
    expect(JSON.stringify(await this.replay())).toBe(JSON.stringify(result));
    const actions = result.actions.flat();
    // What was scheduled before is scheduled again, in the same order.
    expect(actions.slice(0, this.seen.length).map(unmarked)).toEqual(this.seen.map(unmarked));
    for (const action of actions.slice(this.seen.length)) this.schedule(action);
    this.seen = actions;
    this.dropCancelled(actions);
    this.history.push(this.event({ EventType: 13 }));
    this.isDone = result.isDone;
    if (result.isDone) this.output = result.output;
  }

  private async replay(): Promise<OrchestratorOutput> {
    const history = JSON.parse(JSON.stringify(this.history)) as unknown[];
    const input = { history, input: this.input, instanceId: 'x', isReplaying: false, upperSchemaVersion: 1 };
    const context = new DummyOrchestrationContext('x', randomUUID(), () => undefined);
    const output = await this.run(input, context);
    return JSON.parse(JSON.stringify(output)) as OrchestratorOutput;
  }

  private schedule(action: Action): void {
    const { actionType, functionName: name = '', retryOptions, compoundActions = [] } = action;
    if (actionType === WHEN_ANY || actionType === WHEN_ALL)
      compoundActions.forEach((part) => this.schedule(part));
    if (actionType === CALL || actionType === CALL_WITH_RETRY) {
      const input = action.input as Record<string, unknown>;
      const attempts = retryOptions?.maxNumberOfAttempts ?? 1;
      const call: Call = { id: this.nextId++, name, input, attempt: 1, attempts };
      this.calls.push(call);
      this.made.push({ name, at: this.now, input });
      this.history.push(this.event({ EventType: 4, EventId: call.id, Name: name, Input: '""' }));
    }
    if (actionType === TIMER) {
      const id = this.nextId++;
      this.timers.push({ id, at: Date.parse(action.fireAt ?? '') });
      this.history.push(this.event({ EventType: 10, EventId: id, FireAt: action.fireAt }));
    }
  }

  /** A timer that was cancelled never fires. */
  private dropCancelled(actions: readonly Action[]): void {
    const timers = actions.flatMap(({ compoundActions = [] }) =>
      compoundActions.filter(({ actionType }) => actionType === TIMER),
    );
    const cancelled = timers
      .filter(({ isCanceled }) => isCanceled)
      .map(({ fireAt = '' }) => Date.parse(fireAt));
    const open = timers.filter(({ isCanceled }) => !isCanceled).map(({ fireAt = '' }) => Date.parse(fireAt));
    this.timers = this.timers.filter(
      ({ at, retryOf }) => retryOf !== undefined || open.includes(at) || !cancelled.includes(at),
    );
  }
}

/** The action without what changes when a timer is cancelled. */
function unmarked({ isCanceled, compoundActions, ...action }: Action): unknown {
  return { ...action, ...(compoundActions ? { compoundActions: compoundActions.map(unmarked) } : {}) };
}
