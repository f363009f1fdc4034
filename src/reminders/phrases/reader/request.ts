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
  /** Asked as a question, whose mark is no part of the message. */
  isQuestion?: boolean;
  start: number;
  end: number;
}

const MAX_GREETINGS = 2;
const LONGEST_CLOSING = 5;
const MAX_CLOSINGS = 2;

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
  const said = match.value as Pick<Request, 'form' | 'audience' | 'isQuestion'>;
  return { ...said, ...verbAt(search, at, match.end), end: match.end };
}

/** Whether the request is put as a question: "can you remind me …?", "¿me recuerdas …?". */
export function isQuestion(tokens: readonly Token[], position: number, request: Request): boolean {
  const opening = tokens.slice(position, request.end);
  return request.isQuestion === true || opening.some(({ norm }) => norm === '¿');
}

/** Where the text ends without its last "please", "thanks" and the question mark of a request. */
export function beforeClosing(
  search: PhraseSearch,
  tokens: readonly Token[],
  floor: number,
  limit: number,
  isAsked: boolean,
): number {
  let end = isAsked ? withoutMarks(tokens, floor, limit) : limit;
  for (let count = 0; count < MAX_CLOSINGS; count++) {
    const start = closingStart(search, tokens, floor, end);
    if (start === undefined) break;
    end = isAsked ? withoutMarks(tokens, floor, start) : start;
  }
  return end;
}

function closingStart(
  search: PhraseSearch,
  tokens: readonly Token[],
  floor: number,
  end: number,
): number | undefined {
  const last = tokens[end - 1];
  const isMarked = last?.kind === 'symbol' && ['.', '!', '?'].includes(last.norm);
  const inner = isMarked ? end - 1 : end;
  for (let start = Math.max(floor + 1, inner - LONGEST_CLOSING); start < inner; start++) {
    if (search.rule('closing', start, inner)?.end === inner) return start;
  }
  return undefined;
}

/** Past "please" and "can you", to the verb. */
function verbAt(
  search: PhraseSearch,
  position: number,
  end: number,
): { start: number; isQuestion?: boolean } {
  let start = position;
  let isQuestion = false;
  for (const rule of ['polite', 'modal', 'polite']) {
    const match = search.rule(rule, start, end);
    if (!match || match.end >= end) continue;
    start = match.end;
    isQuestion ||= rule === 'modal';
  }
  return { start, ...(isQuestion && { isQuestion }) };
}

/** Back over the question marks before `limit`. */
export function withoutMarks(tokens: readonly Token[], floor: number, limit: number): number {
  let end = limit;
  while (end > floor && tokens[end - 1]?.norm === '?') end--;
  return end;
}
