/** A recipient as the row that keeps it, and back. */
import type { Stored } from '../azure/table';
import type { PressedAction, Recipient, RecipientState } from './recipient';
import type { NewRecipient, RecipientChange } from './stores';

export const RECIPIENTS_TABLE = 'Recipients';

type PressedMore = Pick<PressedAction, 'byId' | 'data'>;

/** Empty texts, and the epoch's beginning, stand for what there is not. */
export interface RecipientRow {
  target: string;
  state: RecipientState;
  reason: string;
  conversation: string;
  person: string;
  thread: string;
  beginsThread: boolean;
  attempts: number;
  at: Date;
  activityId: string;
  /** Absent in rows of earlier releases. */
  installation: string;
  pressedAction: string;
  pressedBy: string;
  pressedAt: Date;
  /** JSON of `byId` and `data`; empty, or absent in rows of earlier releases, where there is neither. */
  pressedMore: string;
}

/** A reason says what went wrong, not what all was said about it. */
const MAX_REASON = 1000;

/** The properties of a recipient as it is first written. */
export function rowOf(recipient: NewRecipient): RecipientRow {
  const { target, state, attempts, at, beginsThread = false } = recipient;
  return {
    ...{ target, state, attempts, beginsThread, at: new Date(at) },
    reason: (recipient.reason ?? '').slice(0, MAX_REASON),
    conversation: recipient.conversation ?? '',
    person: recipient.person ?? '',
    thread: recipient.thread ?? '',
    activityId: recipient.activityId ?? '',
    installation: recipient.installation ?? '',
    ...pressedProperties(recipient.pressed),
  };
}

/** What a change writes: only what it names. An empty text takes away what was there. */
export function changedProperties({ at, pressed, reason, ...same }: RecipientChange): Partial<RecipientRow> {
  return {
    ...same,
    ...(at === undefined ? {} : { at: new Date(at) }),
    ...(reason === undefined ? {} : { reason: reason.slice(0, MAX_REASON) }),
    ...(pressed ? pressedProperties(pressed) : {}),
  };
}

const pressedProperties = (pressed: Recipient['pressed']) => ({
  pressedAction: pressed?.action ?? '',
  pressedBy: pressed?.by ?? '',
  pressedAt: new Date(pressed?.at ?? 0),
  pressedMore: pressedMore(pressed),
});

function pressedMore({ byId, data }: Partial<PressedAction> = {}): string {
  return byId === undefined && data === undefined ? '' : JSON.stringify({ byId, data } satisfies PressedMore);
}

function pressedIn(row: RecipientRow): Pick<Recipient, 'pressed'> {
  const { pressedAction: action, pressedBy: by, pressedAt, pressedMore: more } = row;
  if (!action) return {};
  return {
    pressed: { action, by, at: pressedAt.getTime(), ...(more ? (JSON.parse(more) as PressedMore) : {}) },
  };
}

/** The recipient that was read. */
export function recipientOf(
  { tenant, notification }: Pick<Recipient, 'tenant' | 'notification'>,
  row: Stored<RecipientRow>,
): Recipient {
  const { target, state, attempts, etag } = row;
  return {
    ...{ tenant, notification, key: row.rowKey },
    ...{ target, state, attempts, etag, at: row.at.getTime() },
    ...optionalTexts(row),
    ...(row.beginsThread ? { beginsThread: true } : {}),
    ...pressedIn(row),
  };
}

function optionalTexts({
  reason,
  conversation,
  person,
  thread,
  activityId,
  installation,
}: RecipientRow): Partial<Recipient> {
  return {
    ...(reason ? { reason } : {}),
    ...(conversation ? { conversation } : {}),
    ...(person ? { person } : {}),
    ...(thread ? { thread } : {}),
    ...(activityId ? { activityId } : {}),
    ...(installation ? { installation } : {}),
  };
}
