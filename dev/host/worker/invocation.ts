// One run of a function in the worker: arguments, pre hooks, the function, post hooks, response.
import type {
  CoreInvocationContext,
  InvocationRequest,
  InvocationResponse,
  WorkerLogCategory,
  WorkerLogLevel,
} from './coreTypes';
import type { RegisteredFunction, Worker } from './worker';
import { WorkerError } from './workerError';

/** Runs a registered function; rejects with what the function or a hook threw. */
export async function runInvocation(
  worker: Worker,
  { metadata, callback }: RegisteredFunction,
  request: InvocationRequest,
): Promise<InvocationResponse> {
  const model = worker.programmingModel;
  if (!model) throw new WorkerError('No programming model is set: the app did not load @azure/functions.');
  const core = new InvocationCore(worker, metadata, request);
  const invocation = await model.getInvocationModel(core);
  const { context, inputs } = await invocation.getArguments();
  core.context = context;
  const hookData = {};
  const before = worker.hooks.contextOf(
    { inputs, functionCallback: callback },
    { hookData, invocationContext: context },
  );
  await core.during('preInvocationHooks', () => worker.hooks.run('preInvocation', before));

  const outcome: { result: unknown; error: unknown } = { result: null, error: null };
  try {
    outcome.result = await core.during('invocation', () =>
      invocation.invokeFunction(context, before.inputs, before.functionCallback),
    );
  } catch (error) {
    outcome.error = error ?? new Error('Unknown error');
  }

  const after = worker.hooks.contextOf(
    { inputs: before.inputs, ...outcome },
    { hookData, invocationContext: context },
  );
  await core.during('postInvocationHooks', () => worker.hooks.run('postInvocation', after));
  if (after.error !== null && after.error !== undefined) throw after.error;
  return invocation.getResponse(context, after.result);
}

class InvocationCore implements CoreInvocationContext {
  readonly invocationId: string;
  state: CoreInvocationContext['state'];
  /** The function's own context, once there is one: log hooks get it. */
  context: unknown;

  constructor(
    private readonly worker: Worker,
    readonly metadata: RegisteredFunction['metadata'],
    readonly request: InvocationRequest,
  ) {
    this.invocationId = request.invocationId;
  }

  log(level: WorkerLogLevel, category: WorkerLogCategory, message: string): void {
    const hostCategory = `Function.${this.metadata.name}${category === 'user' ? '.User' : ''}`;
    this.worker.log(hostCategory, level, category, message, this.context);
  }

  async during<T>(state: CoreInvocationContext['state'], run: () => Promise<T>): Promise<T> {
    this.state = state;
    try {
      return await run();
    } finally {
      this.state = undefined;
    }
  }
}
