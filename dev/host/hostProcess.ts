// The life of the host process: starts the host, follows its parent's clock, drains on signals and when the parent dies.
import type { MovableDate } from '../clock/movableDate';
import { startHost, type RunningHost } from './host';
import { parseHostArguments } from './hostArguments';
import { HostError, messageOf } from './hostError';
import { createHostLog } from './hostLog';
import { isParentToHost, tellParent } from './hostMessages';

/** How long what runs may take to finish once the host has to end. */
const GRACE_MS = 10_000;
/** A second Ctrl-C ends at once, unless it comes so soon that it is the same one, passed on by the parent. */
const IMPATIENCE_MS = 1000;

/** Runs until a signal or the parent's death; exits 0 after a drain, 1 with words on the console when the host fails. */
export async function runHostProcess(clock: MovableDate, args: string[]): Promise<void> {
  ignoreBrokenPipes();
  process.on('uncaughtException', (error) => void fail('The app crashed the host', error));
  let ended: Promise<void> | undefined;
  const starting = start(clock, args);
  const end = (why: string) => (ended ??= stop(starting, why));
  process.on('SIGTERM', () => void end('SIGTERM'));
  process.on('SIGINT', endOnInterrupt(end));
  process.on('disconnect', () => void end('the process that started it has ended'));
  process.on('message', (message) => {
    if (isParentToHost(message)) moveClock(clock, message.offsetMs);
  });
  try {
    const host = await starting;
    await tellParent({ type: 'ready', port: host.port, functions: host.functions });
    if (!process.send)
      host.log.write('Host.Startup', 'information', `Functions are served on http://127.0.0.1:${host.port}`);
  } catch (error) {
    await fail('The host could not start', error);
  }
}

async function start(clock: MovableDate, args: string[]): Promise<RunningHost> {
  const { clockOffsetMs, ...options } = parseHostArguments(args);
  clock.setOffset(clockOffsetMs);
  process.chdir(options.appFolder);
  return startHost({
    ...options,
    clock,
    createLog: ({ logLevels }) => createHostLog(logLevels, printLine, process.stdout.isTTY),
    loadDurable: async () => (await import('./durable/durableExtension')).createDurableExtension,
  });
}

/** The acknowledgement follows once the listeners, which run inside setOffset, have re-armed what hangs on the clock. */
function moveClock(clock: MovableDate, offsetMs: number): void {
  clock.setOffset(offsetMs);
  void tellParent({ type: 'clock', offsetMs });
}

async function stop(starting: Promise<RunningHost>, why: string): Promise<void> {
  const host = await starting.catch(() => undefined);
  host?.log.write('Host.Shutdown', 'information', `The host ends: ${why}.`);
  await host?.stop(GRACE_MS);
  process.exit(0);
}

function endOnInterrupt(end: (why: string) => Promise<void>): () => void {
  let firstAt: number | undefined;
  return () => {
    if (firstAt !== undefined && performance.now() - firstAt > IMPATIENCE_MS) process.exit(130);
    firstAt ??= performance.now();
    void end('interrupted');
  };
}

async function fail(what: string, error: unknown): Promise<void> {
  // Of the host's own faults only the app's error needs its stack; the others say all in their message.
  const cause = error instanceof HostError ? error.code === 'appFailed' && error.cause : error;
  process.stderr.write(`${what}: ${messageOf(error)}\n`);
  if (cause instanceof Error && cause.stack) process.stderr.write(`${cause.stack}\n`);
  await tellParent({ type: 'failed', message: messageOf(error) });
  process.exit(1);
}

/** When the parent dies its end of the pipes closes: the drain must not fail for want of a reader. */
function ignoreBrokenPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
