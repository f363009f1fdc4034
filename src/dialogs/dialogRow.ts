/** How the state of a place is written and read: its stack of dialogs, who is at work on it, and what came lately. */
import { MalformedRow } from '../azure/malformedRow';
import type { Row, Stored } from '../azure/table';
import type { Utterance } from '../conversations/chatTurn';
import type { DialogPlace } from './dialogPlace';

export const DIALOGS_TABLE = 'Dialogs';
export const STATE_ROW = 'state';

/** One dialog of the stack, as botbuilder-dialogs keeps it. */
export interface StackedDialog {
  id: string;
  state: unknown;
  /** The delivery that put it there; absent on what the person began. */
  delivery?: string;
  /** When its question was put last, epoch ms. What was said before is no answer to it. */
  shownAt?: number;
  /** When its first question was put, epoch ms. What was said since then was not meant for a dialog below it. */
  since?: number;
  /** It took the place of another question of the person's own: what is said in that very millisecond may be meant for that one. */
  isInstead?: boolean;
}

/** A delivery that is being sent just now, and changes the stack once it is. */
export interface Arriving {
  delivery: string;
  /** Epoch ms. */
  since: number;
  change: { kind: 'push'; id: string; state: unknown } | { kind: 'drop'; words: string };
}

/** What the row says of its place. Times in epoch ms. */
export interface DialogContent {
  /** What the person has seen, the dialog that reads the next message last. */
  stack: readonly StackedDialog[];
  expiresAt: number;
  /** The turn that is at work on it, until its answer is said. */
  taken?: { by: string; at: number };
  /** The turn that changed it last, and what it says: the same message is not read twice. */
  answered?: { by: string; said: Utterance };
  /** The turns that changed it lately, and how their answers begin: a message that comes again after others changes nothing. */
  turns: readonly { by: string; words: string }[];
  arriving?: Arriving;
  /** The stack was dropped by a delivery: what was said before then was meant for it. */
  dropped?: { at: number; words: string };
  /** Deliveries that the person has seen here lately. */
  recent: readonly string[];
  /** How many waits were ever stored here: the order of the next. */
  waits: number;
  /** When a turn or a delivery last changed the stack. */
  changedAt: number;
}

/** A place as it was read, with the ETag that guards its change. */
export interface StoredDialog extends DialogContent {
  place: DialogPlace;
  etag: string;
}

export interface DialogRow {
  /** JSON of the stack. */
  stack: string;
  expiresAt: Date;
  takenBy: string;
  takenAt: Date;
  /** JSON of the rest. */
  more: string;
}

/** A place where nothing has been yet. */
export const NOTHING_YET: DialogContent = {
  stack: [],
  expiresAt: 0,
  recent: [],
  turns: [],
  waits: 0,
  changedAt: 0,
};

/** A property holds 32 Ki characters; what is said again after a crash may be cut to its words. */
const MAX_SAID_CHARACTERS = 20_000;

export function dialogRow(place: DialogPlace, content: DialogContent): Row<DialogRow> {
  const { stack, expiresAt, taken, answered, ...more } = content;
  const said = answered && { by: answered.by, said: keptOf(answered.said) };
  return {
    partitionKey: place,
    rowKey: STATE_ROW,
    stack: JSON.stringify(stack),
    expiresAt: new Date(expiresAt),
    takenBy: taken?.by ?? '',
    takenAt: new Date(taken?.at ?? 0),
    more: JSON.stringify({ ...more, ...(said ? { answered: said } : {}) }),
  };
}

function keptOf(said: Utterance): Utterance {
  const { text, textFormat, card, isTextShown, mentions } = said;
  const words: Utterance = {
    text: text.slice(0, MAX_SAID_CHARACTERS),
    ...(textFormat ? { textFormat } : {}),
  };
  const whole = {
    ...words,
    ...(card ? { card } : {}),
    ...(isTextShown ? { isTextShown } : {}),
    ...(mentions ? { mentions } : {}),
  };
  return JSON.stringify(whole).length <= MAX_SAID_CHARACTERS ? whole : words;
}

/** Throws MalformedRow. */
export function storedDialogOf(row: Stored<DialogRow>): StoredDialog {
  const more = (row.more ? parsed(row.more) : {}) as Partial<DialogContent>;
  return {
    ...NOTHING_YET,
    ...more,
    place: row.partitionKey,
    stack: parsed(row.stack) as StackedDialog[],
    expiresAt: row.expiresAt.getTime(),
    ...(row.takenBy ? { taken: { by: row.takenBy, at: row.takenAt.getTime() } } : {}),
    etag: row.etag,
  };
}

/** The content alone, to be changed and written back. */
export function contentOf(read: DialogContent & { place?: string; etag?: string }): DialogContent {
  const { place, etag, ...content } = read;
  return content;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new MalformedRow(DIALOGS_TABLE, 'it holds no JSON', cause);
  }
}
