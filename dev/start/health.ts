/** Waits until the app says that all of its parts run. */
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from './startError';

const TRY_MS = 2000;
const POLL_MS = 50;

/** Resolves when `GET /api/health` answers 200; throws StartError with the last answer when that takes too long. */
export async function waitUntilHealthy(baseUrl: string, timeoutMs: number): Promise<void> {
  const startedMs = performance.now();
  for (;;) {
    const answer = await askHealth(`${baseUrl}/api/health`);
    if (answer === 'healthy') return;
    if (performance.now() - startedMs > timeoutMs) {
      throw new StartError(`The app was not healthy after ${Math.round(timeoutMs / 1000)} s: ${answer}`);
    }
    await sleep(POLL_MS);
  }
}

/** `healthy`, or what came instead. */
async function askHealth(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TRY_MS) });
    const body = await response.text();
    return response.status === 200 ? 'healthy' : `GET ${url} answered ${response.status} ${body}`;
  } catch (error) {
    const { message, cause } = error as Error;
    return `GET ${url} failed: ${cause instanceof Error ? cause.message : message}`;
  }
}
