/** Reads a text with one set of languages and sets what it finds against the moment. */
import type { Token } from '../grammar/tokens';
import type { CompiledLanguage } from '../languages/languages';
import type { Outcome } from '../resolve/outcome';
import { resolveExpression } from '../resolve/resolve';
import type { Ask, AskReason, PhraseContext, PhraseLimits, Reading } from '../reading';
import { PhraseSearch } from './phraseSearch';
import type { Speaker } from './speaker';
import type { Cut, Split, Stretch } from './split';
import { splitText } from './splitText';
import { offered, readingOf } from './readingOf';

/** A text ready to be read. */
export interface TextToRead {
  text: string;
  tokens: readonly Token[];
  context: PhraseContext;
  limits: PhraseLimits;
}

/** A reading and how much of the text it accounts for: 3 scheduled, 2 understood, 1 asked for, 0 nothing. */
export interface RatedReading {
  reading: Reading;
  rating: 0 | 1 | 2 | 3;
}

/** `speakers`: the languages that may speak in this text, the one it is written in first. */
export function readPhrase(input: TextToRead, speakers: readonly [Speaker, ...Speaker[]]): RatedReading {
  const { tokens } = input;
  const search = new PhraseSearch(speakers, tokens);
  const split = splitText({ tokens, search, languages: speakers.map(({ language }) => language.file) });
  const language = speakers[0].language.file.code;
  if (!split || (split.cuts.length === 0 && !split.request))
    return { reading: { kind: 'none', language }, rating: 0 };
  return rated(addressed(toReading(input, split, speakers[0].language), split), split);
}

function toReading(input: TextToRead, split: Split, language: CompiledLanguage): Reading {
  const cuts = split.cuts.map((cut) => ({ cut, message: messageOf(input, split, cut.message) }));
  const outcomes = cuts.map(({ cut, message }) => resolved(input, split, cut, message, language));
  const [outcome] = outcomes;
  const message = cuts[0]?.message ?? messageOf(input, split, split.message);
  const code = language.file.code;
  const ask = (reason: AskReason, readings: Ask['readings']): Ask => ({
    kind: 'ask',
    reason,
    readings,
    message,
    language: code,
  });
  if (!outcome) return ask('missing-time', []);
  if (outcomes.length > 1) {
    return ask(
      'ambiguous',
      outcomes.flatMap((each, index) => offered(each, cuts[index]?.message ?? message, code)),
    );
  }
  const isSchedulable = outcome.kind === 'once' || outcome.kind === 'recurring';
  if (isSchedulable && split.doubt) return ask(split.doubt, offered(outcome, message, code));
  if (isSchedulable && message === '') return ask('missing-message', offered(outcome, message, code));
  return readingOf(outcome, message, language);
}

/** "Remind US": the reading and what it offers are for everyone here. */
function addressed(reading: Reading, { request }: Split): Reading {
  if (request?.audience === undefined || reading.kind === 'none' || reading.kind === 'reject') return reading;
  const { audience } = request;
  if (reading.kind !== 'ask') return { ...reading, audience };
  return { ...reading, audience, readings: reading.readings.map((each) => ({ ...each, audience })) };
}

function resolved(
  { context, limits, tokens }: TextToRead,
  { request }: Split,
  { expression }: Cut,
  message: string,
  language: CompiledLanguage,
): Outcome {
  const isEvening = message !== '' && tokens.some(({ norm }) => language.eveningWords.has(norm));
  const isWaking = request?.form === 'wake';
  return resolveExpression(expression, context, limits, {
    language: language.file.code,
    isEvening,
    isWaking,
  });
}

/** The text as written. "Wake me up" says what it asks for; "ping me" does when nothing else is said. */
function messageOf({ text, tokens }: TextToRead, { request }: Split, { start, end }: Stretch): string {
  const written = text.slice(start, end).trim();
  if (!request) return written;
  const own = text.slice(tokens[request.start]?.start, tokens[request.end - 1]?.end).trim();
  if (request.form === 'wake') return written === '' ? own : written;
  return written === '' && request.form === 'echo' && request.start > 0 ? own : written;
}

function rated(reading: Reading, split: Split): RatedReading {
  switch (reading.kind) {
    case 'none':
      return { reading, rating: 0 };
    case 'ask':
      return { reading, rating: split.cuts.length > 0 && !split.doubt ? 2 : 1 };
    case 'reject':
      return { reading, rating: 2 };
    case 'once':
    case 'recurring':
      return { reading, rating: 3 };
  }
}
