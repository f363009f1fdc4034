import fc from 'fast-check';
import { describeSchedule } from '../../../src/reminders/phrases/describeSchedule';
import { parsePhrase } from '../../../src/reminders/phrases/parsePhrase';
import type { Once, PhraseContext, Reading, Recurring } from '../../../src/reminders/phrases/reading';
import { occurrencesAfter } from '../../../src/reminders/recurrence/occurrences';
import { LANGUAGES } from '../../../src/reminders/phrases/languages/languages';

const ZONES = [
  'Europe/Madrid',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Kolkata',
];
const MONTHS = {
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  es: [
    'enero',
    'febrero',
    'marzo',
    'abril',
    'mayo',
    'junio',
    'julio',
    'agosto',
    'septiembre',
    'octubre',
    'noviembre',
    'diciembre',
  ],
};
const WEEKDAYS = {
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  es: ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'],
};
const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Any moment from 2026 to 2030 in any of the zones. */
const context = fc.record({
  now: fc
    .integer({ min: Date.UTC(2026, 0, 1) / 1000, max: Date.UTC(2030, 11, 31) / 1000 })
    .map((second) => second * 1000),
  zone: fc.constantFrom(...ZONES),
});
const hour = fc.integer({ min: 13, max: 23 });
const minute = fc.integer({ min: 0, max: 59 });
const message = fc
  .array(fc.constantFrom('check', 'Zoë’s', 'ñandú', 'résumé', '🎉', '(v2)', 'éclair', 'PR', 'خبز'), {
    minLength: 1,
    maxLength: 5,
  })
  .map((words) => words.join(' '));

describe('whatever the moment and zone', () => {
  test('"tomorrow at H:MM" is that wall time on the next day of the zone, and the message is kept', () => {
    fc.assert(
      fc.property(context, hour, minute, message, fc.constantFrom('en', 'es'), (at, h, m, what, language) => {
        const time = `${h}:${String(m).padStart(2, '0')}`;
        const text =
          language === 'en'
            ? `remind me tomorrow at ${time} to ${what}`
            : `recuérdame mañana a las ${time} ${what}`;
        const once = parsePhrase(text, at) as Once;
        expect(once).toMatchObject({ kind: 'once', message: what, tzid: at.zone });
        expect(once.wallStart).toBe(`${dayShown(at.now, at.zone, 1)}T${time}:00`);
        expect(shown(once.at, at.zone)).toBe(once.wallStart);
      }),
    );
  });

  test('a date in words is the next such day, in either language and at either end', () => {
    const date = fc.record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) });
    fc.assert(
      fc.property(context, date, hour, message, fc.boolean(), (at, { month, day }, h, what, isAtEnd) => {
        const english = `on ${day} ${MONTHS.en[month - 1] as string} at ${h}:00`;
        const spanish = `el ${day} de ${MONTHS.es[month - 1] as string} a las ${h}:00`;
        const [first, second] = [`${english}`, spanish].map((when) =>
          parsePhrase(isAtEnd ? `${what} ${when}` : `${when} ${what}`, at),
        );
        expect(stripped(first)).toEqual(stripped(second));
        const reading = first as Reading;
        if (reading.kind !== 'once') return expect(reading.kind).toBe('ask');
        expect(reading.message).toBe(what);
        expect(reading.at).toBeGreaterThan(at.now);
        expect(reading.wallStart.slice(5)).toBe(`${pad(month)}-${pad(day)}T${h}:00:00`);
      }),
    );
  });

  test('"in N minutes" elapses exactly', () => {
    fc.assert(
      fc.property(context, fc.integer({ min: 1, max: 5000 }), message, (at, n, what) => {
        const once = parsePhrase(`in ${n} minutes ${what}`, at) as Once;
        expect(once).toMatchObject({ kind: 'once', at: at.now + n * 60_000, message: what });
      }),
    );
  });

  test('a weekly rule, parsed and scheduled, comes on its days at its time, one after the other', () => {
    const days = fc
      .uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 5 })
      .map((list) => list.sort());
    fc.assert(
      fc.property(
        context,
        days,
        hour,
        minute,
        fc.constantFrom('en' as const, 'es' as const),
        (at, list, h, m, language) => {
          const names = list.map((day) => WEEKDAYS[language][day] as string);
          const time = `${h}:${String(m).padStart(2, '0')}`;
          const joined = listed(names, language === 'en' ? 'and' : 'y');
          const text =
            language === 'en' ? `every ${joined} at ${time} stretch` : `cada ${joined} a las ${time} estirar`;
          const recurring = parsePhrase(text, at) as Recurring;
          expect(recurring.rrule).toBe(
            `FREQ=WEEKLY;BYDAY=${list.map((day) => CODES[day]).join(',')};BYHOUR=${h};BYMINUTE=${m}`,
          );
          const next = occurrencesAfter(recurring, at.now, 10);
          expect(next.slice(0, 3)).toEqual(recurring.next);
          let after = at.now;
          for (const instant of next) {
            expect(instant).toBeGreaterThan(after);
            expect(instant - after).toBeLessThan(8 * 86_400_000);
            expect(shown(instant, at.zone).slice(11)).toBe(`${time}:00`);
            expect(list).toContain((new Date(`${shown(instant, at.zone)}Z`).getUTCDay() + 6) % 7);
            after = instant;
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('what is stored of a rule gives the same occurrences again, from any of them on', () => {
    const phrase = fc.constantFrom(
      'every day at 2:30am rotate',
      'cada 2 semanas el martes a las 10 uno',
      'on the last day of each month at 18:00 close',
      'el primer lunes de cada mes a las 10 comida',
      'every 3 hours drink',
      'every other day at 7am run',
      'every 30 minutes from 9 to 11 breathe',
      'every day at 8:00 and 20:30 pills',
      'every year on May 3 at 9am cake',
    );
    fc.assert(
      fc.property(context, phrase, (at, text) => {
        const recurring = parsePhrase(text, at) as Recurring;
        const all = occurrencesAfter(recurring, at.now, 8);
        expect(all[0]).toBe(recurring.next[0]);
        expect(occurrencesAfter(recurring, all[3] as number, 4)).toEqual(all.slice(4));
      }),
      { numRuns: 60 },
    );
  });
});

describe('whatever people write', () => {
  const vocabulary = [
    ...new Set(
      LANGUAGES.flatMap(({ file }) => file.grammar.replace(/\{[^}]*\}|=>.*|[()?~/]/g, ' ').split(/[\s|]+/)),
    ),
    ...[
      '9',
      '17:30',
      '31',
      '2026',
      '0900',
      '3/4',
      '30/02',
      '2026-02-30',
      '25:00',
      '1,5',
      '5pm',
      '1h30',
      '99999999',
      '🎉',
      '\u0000',
      'ET',
      'Asia/Tokyo',
      'UTC+99',
    ],
  ];
  const likeTime = fc
    .array(fc.constantFrom(...vocabulary), { maxLength: 25 })
    .map((words) => words.join(' '));
  const anything = fc.oneof(
    likeTime,
    fc.string({ unit: 'grapheme', maxLength: 120 }),
    fc.string({ unit: 'binary', maxLength: 120 }),
  );

  test('nothing throws; what is scheduled lies ahead, can be said, and its message stands in the text', () => {
    fc.assert(
      fc.property(anything, context, (text, at) => expectSound(parsePhrase(text, at), text, at)),
      { numRuns: 3000 },
    );
  });

  test('the same text is always read the same way', () => {
    fc.assert(
      fc.property(anything, context, (text, at) =>
        expect(parsePhrase(text, at)).toEqual(parsePhrase(text, at)),
      ),
      { numRuns: 300 },
    );
  });
});

function expectSound(reading: Reading, text: string, { now }: PhraseContext): void {
  const schedulables =
    reading.kind === 'ask'
      ? reading.readings
      : reading.kind === 'once' || reading.kind === 'recurring'
        ? [reading]
        : [];
  for (const each of schedulables) {
    expect(each.kind === 'once' ? each.at : (each.next[0] as number)).toBeGreaterThan(now);
    expect(text).toContain(each.message);
    expect(describeSchedule(each, each.language)).not.toMatch(/undefined|NaN|[{}]/);
    if (each.kind === 'recurring') expect(occurrencesAfter(each, now, 3)).toEqual(each.next);
  }
}

/** What the runtime's own formatter says the clocks show. */
function shown(at: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return format.format(at).replace(' ', 'T');
}

function dayShown(at: number, zone: string, ahead: number): string {
  const day = new Date(`${shown(at, zone).slice(0, 10)}T00:00:00Z`);
  return new Date(day.getTime() + ahead * 86_400_000).toISOString().slice(0, 10);
}

function stripped(reading: Reading | undefined): object {
  const { language: _, assumed: __, ...rest } = { assumed: [], ...reading } as Once;
  return 'readings' in rest ? { kind: reading?.kind } : rest;
}

function listed(names: readonly string[], and: string): string {
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1) as string}`;
}

function pad(n: number): string {
  return String(n).padStart(2, '0');
}
