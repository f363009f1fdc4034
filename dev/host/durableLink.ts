// Ties the Durable extension into the host: made only for apps that use it, with the host's services.
import type { Dispatcher } from './dispatcher';
import type { CreateDurableExtension, DurableExtension, DurableHostServices } from './durableSeam';
import { functionsOf, type LoadedFunction } from './functionTable';
import { HostError } from './hostError';
import type { HostLog } from './hostLog';
import type { TypedData } from './worker/coreTypes';

const LOG_CATEGORY = 'Host.Triggers.DurableTask';

/** What the link needs of the host. */
export interface DurableLinkOptions extends Omit<DurableHostServices, 'log' | 'invoke'> {
  functions: LoadedFunction[];
  dispatcher: Dispatcher;
  log: HostLog;
  /** Loads the extension's code, which an app without Durable Functions need not wait for. */
  loadDurable: () => Promise<CreateDurableExtension>;
}

/** The app's Durable extension; undefined when no function has a Durable trigger or client. */
export async function linkDurable(options: DurableLinkOptions): Promise<DurableExtension | undefined> {
  const { functions, dispatcher, log, loadDurable, ...services } = options;
  const isUsed = functions.some(
    ({ trigger, clientInputs }) => clientInputs.length > 0 || isDurable(trigger.kind),
  );
  if (!isUsed) return undefined;
  const create = await loadDurable();
  return create({
    ...services,
    log: (level, message) => log.write(LOG_CATEGORY, level, message),
    invoke: (functionName, input) => invokeDurable(functions, dispatcher, functionName, input),
  });
}

/** Tells the extension which functions there are and lets it begin. */
export async function startDurable(extension: DurableExtension, functions: LoadedFunction[]): Promise<void> {
  await extension.start({
    orchestrators: functionsOf(functions, 'orchestration').map(({ name }) => name),
    activities: functionsOf(functions, 'activity').map(({ name }) => name),
  });
}

async function invokeDurable(
  functions: LoadedFunction[],
  dispatcher: Dispatcher,
  functionName: string,
  input: unknown,
): Promise<unknown> {
  const fn = functions.find(
    ({ name, trigger }) => name.toLowerCase() === functionName.toLowerCase() && isDurable(trigger.kind),
  );
  if (!fn)
    throw new Error(
      `The function '${functionName}' doesn't exist, is disabled, or is no orchestrator or activity function.`,
    );
  const call = { trigger: { json: JSON.stringify(input ?? null) }, reason: '(null)' };
  try {
    return valueOf((await dispatcher.invoke(fn, call)).returnValue);
  } catch (error) {
    // What the host is too late to start has not failed: left without an answer, it runs again after the restart.
    if (error instanceof HostError && error.code === 'draining') return new Promise(() => undefined);
    throw error;
  }
}

/** The JSON value of what a function returned; nothing is null. */
function valueOf(data: TypedData | null | undefined): unknown {
  if (!data) return null;
  if (typeof data.json === 'string') return JSON.parse(data.json) as unknown;
  if (data.bytes) return Buffer.from(data.bytes).toString('base64');
  return data.string ?? data.int ?? data.double ?? null;
}

function isDurable(kind: string): boolean {
  return kind === 'orchestration' || kind === 'activity';
}
