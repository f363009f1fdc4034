/** A Functions host as a child process: what the embedded host and `func` have in common. */
import type { ChildProcess } from 'node:child_process';
import type { FunctionSummary } from '../host/functionSummary';

/** A running host. */
export interface HostChild {
  /** What people are told about which host runs. */
  description: string;
  port: number;
  pid: number;
  /** What it serves; undefined where the host does not tell. */
  functions?: readonly FunctionSummary[];
  /** Resolves with how the process ended, whoever ended it. */
  ended: Promise<string>;
  /** Moves the clock of host and app; undefined where the host cannot. */
  setClockOffset?(offsetMs: number): Promise<void>;
  /** Ends the host at once; for those who are in a hurry, and for tests. */
  kill(): void;
  /** Lets the calls in flight finish, and ends the host after `DRAIN_MS` in any case. */
  stop(): Promise<void>;
}

/** How long a host may take to end; the embedded one gives the calls in flight 10 s of it. */
export const DRAIN_MS = 12_000;

/** How the child ended, in words. */
export function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) =>
      resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`),
    );
  });
}

/** SIGTERM, and SIGKILL when that was not enough in time. */
export async function drain(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), DRAIN_MS);
  await ended;
  clearTimeout(timer);
}
