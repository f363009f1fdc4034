/** Reads `watch <url> at /price below 100 every 15 minutes for 7 days`, and the same in Spanish. */
import type { Language } from '../conversations/chatTurn';
import { INTERRUPTION_POLICIES, type InterruptionPolicy } from '../delivery/interruption';
import { msOf } from './durations';
import { pointerOf } from './jsonPointer';
import { localeFor } from './localeFor';
import { readNumber } from './readNumber';
import type { Condition, Target } from './watch';
import { ALONE, type Part, PARTS, STARTS } from './watchParts';

/** What was said; what was left out is undefined. */
export interface WatchPhrase {
  language: Language;
  target: Target;
  condition: Condition;
  intervalMs?: number;
  durationMs?: number;
  /** What its alerts do to what the person is in the middle of. */
  interruption?: InterruptionPolicy;
}

export type ReadPhrase =
  | { kind: 'watch'; phrase: WatchPhrase }
  /** It is about a watch, but this part of it is not understood; '' when there is no address. */
  | { kind: 'unclear'; language: Language; part: string };

type Groups = Readonly<Record<string, string | undefined>>;
type FoundParts = ReadonlyMap<Part, Groups>;

/** Undefined when the message is about something else. */
export function readWatchPhrase(text: string, locale: string | undefined): ReadPhrase | undefined {
  for (const language of ['en', 'es'] as const) {
    if (ALONE[language].test(text)) return { kind: 'unclear', language, part: '' };
    const groups = STARTS[language].exec(text)?.groups;
    if (groups) return readParts(language, urlOf(groups), (groups['rest'] ?? '').trim(), locale);
  }
  return undefined;
}

/** Chats link what people type and escape what they link; people leave the scheme out and end their sentences. */
function urlOf({ linked, url = '' }: Groups): string {
  const typed = (linked ?? url.replace(/[>,;.!]+$/, '')).replaceAll('&amp;', '&');
  return /^[a-z][a-z0-9+.-]*:(?!\d+(?:[/?#]|$))/i.test(typed) ? typed : `https://${typed}`;
}

function readParts(language: Language, url: string, rest: string, locale: string | undefined): ReadPhrase {
  const unclear = (part: string): ReadPhrase => ({ kind: 'unclear', language, part });
  const found = new Map<Part, Groups>();
  for (let left = rest; left !== '';) {
    const taken = PARTS[language]
      .map(([part, pattern]) => ({ part, match: pattern.exec(left) }))
      .find(({ part, match }) => match !== null && !found.has(part));
    if (!taken?.match) return unclear(left);
    found.set(taken.part, taken.match.groups ?? {});
    left = left.slice(taken.match[0].length);
  }
  const target = targetOf(url, found);
  const conditions = conditionsOf(found, localeFor(language, locale));
  const condition = conditions.length === 0 ? usualCondition(found) : conditions[0];
  if (conditions.length > 1 || !condition || !target) return unclear(rest);
  return { kind: 'watch', phrase: { language, target, condition, ...rhythmOf(found) } };
}

function rhythmOf(found: FoundParts): Pick<WatchPhrase, 'intervalMs' | 'durationMs' | 'interruption'> {
  const manner = found.get('manner') ?? {};
  const interruption = INTERRUPTION_POLICIES.find((policy) => manner[policy] !== undefined);
  const [intervalMs, durationMs] = [msOf(found.get('interval')), msOf(found.get('duration'))];
  return {
    ...(intervalMs === undefined ? {} : { intervalMs }),
    ...(durationMs === undefined ? {} : { durationMs }),
    ...(interruption ? { interruption } : {}),
  };
}

const usualCondition = (found: FoundParts): Condition => ({
  kind: found.has('pattern') ? 'matches' : 'changes',
});

function conditionsOf(found: FoundParts, locale: string): (Condition | undefined)[] {
  return [...found].flatMap(([part, { amount = '', percent = '' }]): (Condition | undefined)[] => {
    if (part === 'changes') return [{ kind: part }];
    if (part === 'drops' || part === 'rises') {
      const number = readNumber(percent, locale) ?? 0;
      return [
        number > 0 && (part === 'rises' || number <= 100) ? { kind: part, percent: number } : undefined,
      ];
    }
    if (part !== 'below' && part !== 'above') return [];
    const limit = readNumber(amount, locale);
    return [limit === undefined ? undefined : { kind: part, limit }];
  });
}

/** Undefined when what it points at is no pointer. */
function targetOf(url: string, found: FoundParts): Target | undefined {
  const { spaced, pointer: typed = spaced } = found.get('pointer') ?? {};
  const { slashed, quoted, single, curly, low, angled, bare } = found.get('pattern') ?? {};
  const pattern = slashed ?? quoted ?? single ?? curly ?? low ?? angled ?? bare;
  const pointer = typed === undefined ? undefined : pointerOf(typed);
  if (typed !== undefined && pointer === undefined) return undefined;
  return {
    url,
    ...(pointer === undefined ? {} : { pointer }),
    ...(pattern === undefined ? {} : { pattern }),
  };
}
