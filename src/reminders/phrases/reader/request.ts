/** What stands around a time phrase and its message: greetings, "could you remind me", "please". */
import type { Token } from '../grammar/tokens';
import type { PhraseSearch } from './phraseSearch';

/**
 * How it was asked. `remind`, `noun` ("set a reminder") and `duty` ("don't forget") are no part of the message;
 * `echo` ("ping me") is unless more follows; `wake` ("wake me up") always is its own message.
 */
export interface Request {
  form: 'remind' | 'noun' | 'duty' | 'echo' | 'wake';
  audience?: 'here';
  start: number;
  end: number;
}

const MAX_GREETINGS = 2;
const LONGEST_CLOSING = 5;

/** The tokens after the greetings that begin at `position`. */
export function skipGreeting(
  search: PhraseSearch,
  tokens: readonly Token[],
  position: number,
  limit: number,
): number {
  let at = position;
  for (let count = 0; count < MAX_GREETINGS; count++) {
    while (tokens[at]?.norm === '¡') at++;
    const greeting = search.rule('greeting', at, limit);
    if (!greeting) break;
    at = greeting.end;
  }
  return at;
}

/** The request that begins at `position`, after any opening mark. */
export function requestAt(
  search: PhraseSearch,
  tokens: readonly Token[],
  position: number,
  limit: number,
): Request | undefined {
  let at = position;
  while (tokens[at]?.norm === '¿' || tokens[at]?.norm === '¡') at++;
  const match = search.rule('courtesy', at, limit);
  if (!match) return undefined;
  return {
    ...(match.value as Pick<Request, 'form' | 'audience'>),
    start: verbAt(search, at, match.end),
    end: match.end,
  };
}

/** Where the text ends without its last "please", "thanks" and the question mark of a request. */
export function beforeClosing(
  search: PhraseSearch,
  tokens: readonly Token[],
  floor: number,
  limit: number,
  isQuestion: boolean,
): number {
  let end = limit;
  const stripMarks = (): void => {
    while (end > floor && isMark(tokens[end - 1], isQuestion)) end--;
  };
  if (isQuestion) stripMarks();
  for (let start = Math.max(floor + 1, end - LONGEST_CLOSING); start < end; start++) {
    const ends = tokens[end - 1]?.kind === 'symbol' && isMark(tokens[end - 1], true) ? [end, end - 1] : [end];
    const closing = search.rule('closing', start, end);
    if (!closing || !ends.includes(closing.end)) continue;
    end = start;
    start = Math.max(floor, end - LONGEST_CLOSING);
    stripMarks();
  }
  return end;
}

function isMark(token: Token | undefined, isQuestion: boolean): boolean {
  return (
    token?.kind === 'symbol' &&
    (token.norm === '.' || token.norm === '!' || (isQuestion && token.norm === '?'))
  );
}

/** Past "please" and "can you", to the verb. */
function verbAt(search: PhraseSearch, position: number, end: number): number {
  let at = position;
  for (const rule of ['polite', 'modal', 'polite']) {
    const match = search.rule(rule, at, end);
    if (match && match.end < end) at = match.end;
  }
  return at;
}
