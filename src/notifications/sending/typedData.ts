/** What somebody typed into a card beside the button that they pressed. */
import type { ChatTurn } from '../../conversations/chatTurn';
import type { TypedData } from '../recipient';

/** What our own buttons bring along. */
const OURS = new Set(['recipient', 'notification']);
/** As JSON: it lies in one column of a row. */
const MAX_LENGTH = 30_000;

/** By the inputs’ ids; undefined where nothing was typed. */
export function typedData(inputs: ChatTurn['inputs']): TypedData | 'too-long' | undefined {
  const typed = Object.entries(inputs).filter(
    (entry): entry is [string, string | number | boolean] =>
      !OURS.has(entry[0]) && ['string', 'number', 'boolean'].includes(typeof entry[1]),
  );
  if (typed.length === 0) return undefined;
  const data = Object.fromEntries(typed);
  return JSON.stringify(data).length > MAX_LENGTH ? 'too-long' : data;
}
