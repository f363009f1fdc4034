import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { z } from 'zod';
import { readCorpus } from '../../../dev/phrases/score';
import { Matcher } from '../../../src/reminders/phrases/grammar/matcher';
import { tokenize } from '../../../src/reminders/phrases/grammar/tokens';
import type { CompiledLanguage } from '../../../src/reminders/phrases/languages/languages';
import { LANGUAGES } from '../../../src/reminders/phrases/languages/languages';
import type { PieceKind } from '../../../src/reminders/phrases/meaning/pieces';
import { PIECE_KINDS } from '../../../src/reminders/phrases/meaning/pieces';

const UNIT = z.enum(['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']);
const PART = z.enum([
  'madrugada',
  'morning',
  'first',
  'noon',
  'lunch',
  'afternoon',
  'evening',
  'night',
  'eod',
  'daytime',
]);
const FLAG = z.literal(true).optional();
const DOW = z.number().int().min(1).max(7);
const MONTH = z.number().int().min(1).max(12);
const NTH = z.object({ nth: z.number().int() });
const TIME = z.object({
  hour: z.number().int(),
  minute: z.number().int().optional(),
  minus: z.number().int().optional(),
  second: z.number().int().optional(),
  meridiem: z.enum(['am', 'pm']).optional(),
  part: PART.optional(),
  named: z.enum(['noon', 'midnight']).optional(),
  isExact: FLAG,
});
const SPANS = z
  .array(z.object({ n: z.number(), unit: UNIT, plus: z.number().optional(), minutes: z.number().optional() }))
  .min(1);
const DAY = z.object({ offset: z.number().int() });
const WEEKDAY = z.object({
  dow: DOW,
  which: z.enum(['nearest', 'coming', 'next', 'last', 'week', 'week-after', 'after-next']).optional(),
  weeks: z.number().int().optional(),
});
const NAMED_DATE = z.object({
  day: z.number().int(),
  month: MONTH,
  year: z.number().int().optional(),
  plus: z.number().optional(),
});
const ISO_DATE = z.object({ year: z.number().int(), month: z.number().int(), day: z.number().int() });
const NUMERIC_DATE = z.object({
  first: z.number().int(),
  second: z.number().int(),
  year: z.number().int().optional(),
});
const DATE = z.union([NAMED_DATE, ISO_DATE, NUMERIC_DATE]);
const MONTHDAY = z.object({
  day: z.number().int(),
  plus: z.number().optional(),
  month: z.number().int().optional(),
});
const EDGE = z.object({
  edge: z.enum(['end', 'start']),
  unit: z.enum(['week', 'month', 'year']),
  offset: z.number().int().optional(),
  month: MONTH.optional(),
});
const NTH_DAY = z.object({
  nths: z.array(NTH).min(1),
  dow: DOW.optional(),
  isWorkday: FLAG,
  offset: z.number().int().optional(),
  month: MONTH.optional(),
});
const PERIOD = z.object({
  unit: z.enum(['week', 'weekend', 'month', 'quarter', 'year']),
  offset: z.number().int().optional(),
  month: MONTH.optional(),
});
const MOMENT = z
  .object({
    day: DAY,
    weekday: WEEKDAY,
    date: DATE,
    monthday: MONTHDAY,
    edge: EDGE,
    period: PERIOD,
    nth: NTH_DAY,
    clock: TIME,
  })
  .partial()
  .refine((moment) => Object.keys(moment).length > 0);
const WEEKDAYS = z.array(z.union([DOW, z.object({ dow: DOW })])).min(1);

/** What the rule of each piece may give, beside flags of its own: what meaning/pieces.ts promises to the core. */
const CONTRACT: Record<PieceKind, z.ZodType> = {
  every: z
    .object({
      unit: UNIT,
      n: z.number(),
      spans: SPANS,
      weekdays: WEEKDAYS,
      range: z.object({ from: DOW, to: DOW }),
      nth: NTH_DAY,
      days: z.array(MONTHDAY).min(1),
      date: DATE,
      part: PART,
      minute: z.number(),
      per: z.number(),
      isUnclear: z.literal(true),
    })
    .partial()
    .refine((every) =>
      [
        every.unit,
        every.spans,
        every.weekdays,
        every.range,
        every.nth,
        every.days,
        every.date,
        every.isUnclear,
      ].some((frame) => frame !== undefined),
    ),
  after: z.union([z.object({ spans: SPANS }), z.object({ minutes: z.number().int() })]),
  shift: z.object({ spans: SPANS, anchor: MOMENT }),
  until: MOMENT,
  starting: MOMENT,
  count: z.object({ count: z.number().int() }),
  lasting: z.object({ spans: SPANS }),
  except: z.object({
    weekdays: z.array(
      z.union([
        z.object({ dow: DOW }),
        z.object({ weekend: z.literal(true) }),
        z.object({ weekday: z.literal(true) }),
      ]),
    ),
  }),
  window: z.object({ from: TIME, to: TIME }),
  event: z.object({}),
  deadline: z.object({}),
  vague: z.object({}),
  gone: z.object({}),
  day: DAY,
  weekday: WEEKDAY,
  date: DATE,
  monthday: MONTHDAY,
  edge: EDGE,
  nth: NTH_DAY,
  period: PERIOD,
  part: z.object({ part: PART, day: z.number().optional() }),
  clock: z.union([z.object({ times: z.array(TIME).min(1) }), z.object({ first: TIME, second: TIME })]),
  zone: z.union([
    z.object({ zone: z.string() }),
    z.object({ candidates: z.array(z.string()) }),
    z.object({ unknown: z.string() }),
    z.object({ isLocal: z.literal(true) }),
  ]),
};

const CORPUS = join(__dirname, 'corpus');

describe.each(LANGUAGES.map((language) => [language.file.code, language] as const))(
  'the grammar of %s',
  (_, language) => {
    test('has every piece in the shape that the core expects, in all phrases of the corpus', () => {
      const found = new Set<PieceKind>();
      for (const file of readdirSync(CORPUS)) {
        for (const { text } of readCorpus(readFileSync(join(CORPUS, file), 'utf8')))
          check(language, text, found);
      }
      expect([...found].sort()).toEqual(
        expect.arrayContaining([
          'after',
          'clock',
          'date',
          'day',
          'every',
          'part',
          'until',
          'weekday',
          'zone',
        ]),
      );
    });

    test('has every piece in that shape however its words are strung together', () => {
      const word = fc.constantFrom(...vocabulary(language));
      const text = fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join(' '));
      fc.assert(
        fc.property(text, (phrase) => check(language, phrase, new Set())),
        { numRuns: 3000 },
      );
    });
  },
);

function check({ grammar }: CompiledLanguage, text: string, found: Set<PieceKind>): void {
  const tokens = tokenize(text);
  const matcher = new Matcher(grammar, tokens, text);
  for (let position = 0; position < tokens.length; position++) {
    for (const kind of PIECE_KINDS) {
      for (const { value } of matcher.match(kind, position)) {
        const result = CONTRACT[kind].safeParse(value);
        if (!result.success) throw new Error(`${kind} in "${text}" is ${JSON.stringify(value)}`);
        found.add(kind);
      }
    }
  }
}

/** Every word that the grammar's patterns and classes write, and figures. */
function vocabulary({ file }: CompiledLanguage): string[] {
  const words = file.grammar.replace(/\{[^}]*\}|=>.*|[()?~/]/g, ' ').split(/[\s|]+/);
  const figures = [
    '9',
    '17:30',
    '9.30',
    '20',
    '2026',
    '0900',
    '3/4',
    '24/12/2026',
    '2026-12-24',
    '1,5',
    '5pm',
    '1h30',
    '3rd',
    ',',
    '-',
  ];
  return [...new Set([...words.filter((word) => /^[\p{L}'º]+$/u.test(word)), ...figures])];
}
