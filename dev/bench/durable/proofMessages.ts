/** What the proof's driver and the process that runs the orchestrations say to each other. */
import type { ActivityOutcome } from './program';

/** The calls of the driver; each is answered. */
export interface ProofCalls {
  /** Opens the task hub in a folder, at this time. */
  open(folder: string, now: number): void;
  /** A request to the management API; resolves with status and body. */
  request(method: string, path: string, body: string): { status: number; body: string };
  /** Moves the clock (epoch ms). */
  setClock(now: number): void;
  /** Lets an activity end, now or when it is run. */
  endActivity(label: string, outcome: ActivityOutcome): void;
  /** Waits until nothing more happens by itself; returns the labels of the activities that wait for their end. */
  settle(): string[];
}

export type ProofCall = {
  [K in keyof ProofCalls]: { id: number; call: K; args: Parameters<ProofCalls[K]> };
}[keyof ProofCalls];

export type ProofAnswer = { id: number; result: unknown } | { id: number; error: string };
