/** Starting, waking and forgetting orchestrations, from within any function that has the client as an input. */
import * as df from 'durable-functions';
import { SECOND_MS } from '../clock';
import { currentInvocation } from './invocation';

/** The input that a function registers (`extraInputs`) so that orchestrations can be reached from it. */
export const durableClientInput = df.input.durableClient();

/** The Durable extension did not answer, or not as it should; the operation may or may not have happened. */
export class DurableUnavailable extends Error {
  readonly code = 'durable-unavailable';

  constructor(operation: string, cause: unknown) {
    super(`Durable Functions did not answer (${operation}).`, { cause });
    this.name = 'DurableUnavailable';
  }
}

/** Orchestrations by their ids. All throw DurableUnavailable, and a TypeError outside a function that has the client. */
export interface Orchestrations {
  /** Starts the orchestrator under this id. `exists` when one is under way; one that has ended is run again. */
  start(orchestrator: string, id: string, input: unknown): Promise<'started' | 'exists'>;
  /** Raises an event, which is kept until it is waited for. One that has ended takes it without effect. */
  raise(id: string, event: string): Promise<'raised' | 'not-found'>;
  /** Ends it where it stands, if it is under way, and forgets its history. */
  forget(id: string): Promise<void>;
}

/** The library's client waits without end; a call within the host's own machine answers much sooner. */
const ANSWER_WITHIN_MS = 8 * SECOND_MS;

/** The orchestrations of this app's task hub. */
export function createOrchestrations(): Orchestrations {
  return {
    start: (orchestrator, id, input) =>
      run('start', async (client) => {
        await client.startNew(orchestrator, { instanceId: id, input });
        return 'started' as const;
      }).catch((error: unknown) => expected(error, /status code: 409/, 'exists' as const)),
    raise: (id, event) =>
      run('raise', async (client) => {
        await client.raiseEvent(id, event, null);
        return 'raised' as const;
      }).catch((error: unknown) => expected(error, /^No instance with ID/, 'not-found' as const)),
    async forget(id) {
      await run('terminate', (client) => client.terminate(id, 'forgotten')).catch((error: unknown) =>
        expected(error, /^No instance with ID/, undefined),
      );
      await run('purge', (client) => client.purgeInstanceHistory(id));
    },
  };
}

/** Within the time given; the client is made only here, so that invocations which start nothing pay nothing. */
async function run<T>(operation: string, work: (client: df.DurableClient) => Promise<T>): Promise<T> {
  const invocation = currentInvocation();
  if (!invocation) throw new TypeError('Orchestrations are reached from within a function only.');
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ANSWER_WITHIN_MS} ms`)), ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([work(df.getClient(invocation)), late]);
  } catch (error) {
    throw new DurableUnavailable(operation, error);
  } finally {
    clearTimeout(timer);
  }
}

/** The library tells outcomes apart by the words of its errors alone. */
function expected<T>(error: unknown, words: RegExp, outcome: T): T {
  const cause = error instanceof DurableUnavailable ? error.cause : error;
  if (cause instanceof Error && words.test(cause.message)) return outcome;
  throw error;
}
