/** The embedded host on a stage: it can be killed and started again, on the same port and with the same data. */
import { closeSync, openSync, readFileSync } from 'node:fs';
import type { FunctionSummary } from '../host/functionSummary';
import { startEmbeddedHost, type EmbeddedHostOptions } from '../start/embeddedHost';
import { waitUntilHealthy } from '../start/health';
import type { HostChild } from '../start/hostChild';
import type { ClockPart } from './stageClock';

export interface StagedHost extends ClockPart {
  readonly url: string;
  readonly pid: number | undefined;
  /** What it serves; nothing while it does not run. */
  readonly functions: readonly FunctionSummary[];
  /** Starts it and waits until the app is healthy. Throws with what it wrote when it cannot. */
  start(clockOffsetMs: number): Promise<void>;
  /** Ends it: drained with SIGTERM, or as a crash with SIGKILL. Nothing happens when it does not run. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** All that host and app have written. */
  log(): string;
}

const HEALTHY_MS = 60_000;

/** A host that does not run yet; `port` is its for good. What it writes goes to `logFile`. */
export function stageHost(options: Omit<EmbeddedHostOptions, 'output'>, logFile: string): StagedHost {
  let running: HostChild | undefined;
  const url = `http://127.0.0.1:${options.port}`;
  const log = (): string => readFileSync(logFile, 'utf8');
  return {
    url,
    log,
    get pid() {
      return running?.pid;
    },
    get functions() {
      return running?.functions ?? [];
    },
    async start(clockOffsetMs) {
      const output = openSync(logFile, 'a');
      try {
        running ??= await startEmbeddedHost({ ...options, output, clockOffsetMs });
        await waitUntilHealthy(url, HEALTHY_MS);
      } catch (cause) {
        throw new Error(`The stage's host did not start.\n${log()}`, { cause });
      } finally {
        closeSync(output);
      }
    },
    async stop(signal) {
      if (signal === 'SIGKILL') running?.kill();
      else await running?.stop();
      await running?.ended;
      running = undefined;
    },
    setClockOffset: async (offsetMs) => running?.setClockOffset?.(offsetMs),
  };
}
