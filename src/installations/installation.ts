/** An installation: for whom an operator asked to install the bot's Teams app, and what became of each of them. */

/** What is named: a person, a team, or a group whose members are meant. */
export type TargetKind = 'user' | 'team' | 'group';

/**
 * `named`: not looked up yet; `pending`: known, not tried; `installing`: asked for, the answer is not known. The rest are
 * ends: `present` had it already, `expanded` is a group whose members have rows of their own.
 */
export type TargetState =
  'named' | 'pending' | 'installing' | 'installed' | 'present' | 'expanded' | 'failed';

export const TARGET_STATES: readonly TargetState[] = [
  'named',
  'pending',
  'installing',
  'installed',
  'present',
  'expanded',
  'failed',
];

export interface Target {
  /** Its row in the installation's partition. */
  key: string;
  kind: TargetKind;
  /** As the caller named it; for the members of a group, the group. */
  name: string;
  /** The object id (a person's, a group's) or the team's id, once it is known. */
  id?: string;
  state: TargetState;
  /** In words for operators, beginning with a code that never changes: `unknown-user: …`, `blocked-by-policy: …`. */
  reason?: string;
  /** The id of the chat between the person and the bot. */
  chat?: string;
  /** Calls that failed so far and may succeed later. */
  tries: number;
  /** Not to be tried before (epoch ms). */
  retryAt: number;
  /** Where the rest of a group's members is read on. */
  rest?: string;
  /** When the state last changed, epoch ms. */
  at: number;
}

export interface Installation {
  tenant: string;
  id: string;
  createdAt: number;
  /** `done`: every target has come to an end. */
  state: 'open' | 'done';
  finishedAt?: number;
}

export type TargetCounts = Readonly<Record<TargetState, number>>;

/** So many workers install side by side, each with its own share of the targets and of the allowed rate. */
export const LANES = 4;
