// What the host process and the process that started it tell each other over IPC.
import type { FunctionSummary } from './functionSummary';

/** From the host to its parent. */
export type HostToParent =
  | { type: 'ready'; port: number; functions: FunctionSummary[] }
  | { type: 'failed'; message: string }
  /** The clock was moved, and everything armed by it is re-armed. */
  | { type: 'clock'; offsetMs: number };

/** From the parent to the host. */
export interface ParentToHost {
  type: 'clock';
  offsetMs: number;
}

/** Whether a message is one that the host understands. */
export function isParentToHost(message: unknown): message is ParentToHost {
  if (typeof message !== 'object' || message === null) return false;
  const { type, offsetMs } = message as Partial<ParentToHost>;
  return type === 'clock' && typeof offsetMs === 'number' && Number.isFinite(offsetMs);
}

/** Sends a message to the parent, if there is one that listens; resolves when it has been handed over. */
export function tellParent(message: HostToParent): Promise<void> {
  return new Promise((resolve) => {
    if (!process.send || !process.connected) return resolve();
    // A parent that has died in between gets nothing; its disconnection ends this process.
    process.send(message, undefined, undefined, () => resolve());
  });
}
