/** What a dry run tells of the people and places whom targets lead to; nothing is made or sent for it. */
import type { Target } from '../notification';

export interface PreviewEntry {
  /** As the caller named it: `user:ana@example.com`, `topic:deployments`. */
  target: string;
  /** The recipient's key; absent where nobody was found. */
  key?: string;
  wouldGet: boolean;
  /** Beginning with a code that never changes: `unknown-user: …`, `opted-out: …`, `held: …`. */
  reason?: string;
}

export interface PreviewTotal {
  target: string;
  /** How many it leads to, whoever else leads to them too. */
  recipients: number;
  /** How many of those would get it. */
  wouldGet: number;
  /** The audience is longer than what was looked at. */
  isMore: boolean;
}

export interface Preview {
  /** The first so many, in the order of the targets. */
  entries: PreviewEntry[];
  /** One for each target, in their order. */
  totals: PreviewTotal[];
}

/** Looks whom the targets lead to now, without storing anything: at most `limit` recipients of each are looked at. */
export type PreviewTargets = (
  tenant: string,
  to: readonly Target[],
  about: { topic?: string; urgent: boolean },
  limit: number,
) => Promise<Preview>;
