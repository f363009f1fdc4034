import { parsePhrase } from '../../../src/reminders/phrases/parsePhrase';
import type { Ask, Once, PhraseContext, Reading, Recurring } from '../../../src/reminders/phrases/reading';

/** A Wednesday, 10:30 in Madrid. */
const NOW = Date.parse('2026-03-11T09:30:00Z');
const MADRID: PhraseContext = { now: NOW, zone: 'Europe/Madrid' };

describe('the message', () => {
  test.each([
    ['remind me to buy 2 5-litre cans of paint tomorrow at 10', 'buy 2 5-litre cans of paint'],
    ['remind me at 16:00 to ask whether may 5 people join', 'ask whether may 5 people join'],
    ['remind me to read chapter 3 at 5pm tomorrow', 'read chapter 3'],
    ['remind me to read 1984 tomorrow', 'read 1984'],
    ['remind me to check flight 1730 tomorrow', 'check flight 1730'],
    ['remind me at 5 to book a table for 8', 'book a table for 8'],
    ['remind me to cancel the Monday meeting on Friday at noon', 'cancel the Monday meeting'],
    ['tomorrow at 11am: meeting w/ Ana (bring laptop!)', 'meeting w/ Ana (bring laptop!)'],
    ['recuérdame hacer la rutina de la mañana mañana a las 8', 'hacer la rutina de la mañana'],
    ['recuérdame a las 19h la contraseña: ñandú_7!', 'la contraseña: ñandú_7!'],
    ['mañana a las 11 ¿llamaste a José? ✈️👨‍👩‍👧', '¿llamaste a José? ✈️👨‍👩‍👧'],
    ['remind me tomorrow at 9 שלום עולם', 'שלום עולם'],
    ['remind me tomorrow at 9 <b>bold</b> [x](http://y) @everyone', '<b>bold</b> [x](http://y) @everyone'],
    ['remind me that the  Spaces   stay at 5pm', 'the  Spaces   stay'],
  ])('of "%s" is kept exactly', (text, message) => {
    expect(read(text)).toMatchObject({ kind: 'once', message });
  });

  test.each([
    ['remind me about the invoice in one month', 'the invoice'],
    ['remind me that Ana called at 5pm', 'Ana called'],
    ['avísame en 1h30 de la reunión', 'la reunión'],
    ['avísame en 1h30 del pago', 'el pago'],
    ['hazme acordar en 30 minutos de apagar el gas', 'apagar el gas'],
    ['in 20 minutes to check the oven', 'check the oven'],
  ])('of "%s" is parted from the words that join it', (text, message) => {
    expect(read(text)).toMatchObject({ kind: 'once', message });
  });

  test.each([
    ['can you remind me in 10 minutes to call mum?', 'call mum'],
    ['¿puedes recordarme mañana a las 8 llamar a mamá?', 'llamar a mamá'],
    ['remind me tomorrow at 9 to ask: are we ready?', 'ask: are we ready?'],
    ['call Bob at 5pm please', 'call Bob'],
    ['recuérdame a las 17:00 llamar a Luis, por favor', 'llamar a Luis'],
  ])('of "%s" has no part of the courtesy', (text, message) => {
    expect(read(text)).toMatchObject({ kind: 'once', message });
  });

  test('is what asks when nothing else is said', () => {
    expect(read('wake me up at 6am tomorrow')).toMatchObject({ kind: 'once', message: 'wake me up' });
    expect(read('in 10 minutes ping me')).toMatchObject({ kind: 'once', message: 'ping me' });
  });
});

describe('what is not sure is asked', () => {
  test.each([
    ['next friday at 8pm team dinner', 'ambiguous', ['2026-03-13T20:00:00', '2026-03-20T20:00:00']],
    ['tomorrow at midnight backup', 'ambiguous', ['2026-03-12T00:00:00', '2026-03-13T00:00:00']],
    ['tomorrow at 5 call Bob', 'ambiguous', ['2026-03-12T05:00:00', '2026-03-12T17:00:00']],
    [
      'mañana a las 9 y a las 17:00 tomar la pastilla',
      'several-times',
      ['2026-03-12T09:00:00', '2026-03-12T17:00:00'],
    ],
    ['at 9am call the office', 'past-today', ['2026-03-12T09:00:00']],
    [
      'recuérdame mañana llamar a Juan a las 17:00',
      'ambiguous',
      ['2026-03-12T17:00:00', '2026-03-12T09:00:00'],
    ],
    ['remind me tomorrow at 3pm', 'missing-message', ['2026-03-12T15:00:00']],
    ['recuérdame la reunión de mañana a las 10', 'leftover-time', ['2026-03-12T10:00:00']],
    ['remind me Monday is a holiday', 'leftover-time', ['2026-03-16T09:00:00']],
    ['are you free tomorrow at 9am?', 'ambiguous', ['2026-03-12T09:00:00']],
  ])('"%s": %s', (text, reason, wallTimes) => {
    const ask = read(text) as Ask;
    expect(ask).toMatchObject({ kind: 'ask', reason });
    expect(ask.readings.map(({ wallStart }) => wallStart)).toEqual(wallTimes);
  });

  test.each([
    ['later check the logs', 'vague-time', 'check the logs'],
    ['un día de estos ordenar el armario', 'vague-time', 'ordenar el armario'],
    ['remind me to buy milk', 'missing-time', 'buy milk'],
    ['remind me half an hour before the meeting to print', 'relative-to-event', undefined],
    ['recuérdame entregar el informe antes del viernes', 'ambiguous', 'entregar el informe'],
  ])('"%s" has no moment to offer: %s', (text, reason, message) => {
    expect(read(text)).toMatchObject({ kind: 'ask', reason, readings: [], ...(message && { message }) });
  });

  test('each reading carries the message that belongs to it', () => {
    const ask = read('tomorrow 2 eggs for breakfast') as Ask;
    expect(ask.readings.map(({ message }) => message)).toEqual([
      '2 eggs for breakfast',
      'eggs for breakfast',
      'eggs for breakfast',
    ]);
  });
});

describe('what cannot be is refused, with what would work', () => {
  test.each([
    ['on February 30 at 10:00 pay', 'impossible-date', 'on 28 February'],
    ['el 31 de abril pagar', 'impossible-date', 'el 30 de abril'],
    ['today at 8am take vitamins', 'past', 'tomorrow at 08:00'],
    ['cada 2 minutos parpadear', 'too-often', 'cada 5 minutos'],
    ['every day at 9:00 and 9:02 blink', 'too-often', 'every 5 minutes'],
    ['at 10:75 call Bob', 'impossible-time', undefined],
    ['in 20 years open the capsule', 'too-far', undefined],
    ['yesterday send the email', 'past', undefined],
    ['tomorrow at 9 Europe/Nowhere call', 'unknown-zone', undefined],
  ])('"%s": %s', (text, reason, suggestion) => {
    const reading = read(text);
    expect(reading).toMatchObject({ kind: 'reject', reason });
    expect((reading as { suggestion?: string }).suggestion).toBe(suggestion);
  });

  test('a text longer than the limit is not read, whatever it says', () => {
    expect(read(`remind me tomorrow at 9 to ${'x'.repeat(500)}`)).toMatchObject({
      kind: 'reject',
      reason: 'too-long',
    });
    expect(read(`remind me tomorrow at 9 to ${'x'.repeat(470)}`)).toMatchObject({ kind: 'once' });
  });

  test('the limits are settings', () => {
    const limits = { maxYearsAhead: 30, minIntervalMinutes: 1, maxCharacters: 20 };
    expect(read('in 20 years x', { limits })).toMatchObject({ kind: 'once' });
    expect(read('every minute x', { limits })).toMatchObject({ kind: 'recurring' });
    expect(read('remind me in 20 years to x', { limits })).toMatchObject({ reason: 'too-long' });
  });
});

describe('the zone', () => {
  test('is not needed for a duration that elapses', () => {
    expect(read('in 20 minutes stretch', { zone: undefined })).toMatchObject({
      kind: 'once',
      tzid: 'UTC',
      at: NOW + 1_200_000,
    });
    expect(read('every 3 hours stretch', { zone: undefined })).toMatchObject({
      kind: 'recurring',
      tzid: 'UTC',
    });
  });

  test('is asked for where a wall time is meant', () => {
    expect(read('tomorrow at 9 stretch', { zone: undefined })).toMatchObject({
      kind: 'ask',
      reason: 'missing-zone',
    });
    expect(read('in 2 days stretch', { zone: undefined })).toMatchObject({
      kind: 'ask',
      reason: 'missing-zone',
    });
  });

  test('is not asked for where no zone would help', () => {
    expect(read('on February 30 pay', { zone: undefined })).toMatchObject({
      kind: 'reject',
      reason: 'impossible-date',
    });
    expect(read('later pay', { zone: undefined })).toMatchObject({ kind: 'ask', reason: 'vague-time' });
  });

  test("of the phrase stands over the person's", () => {
    expect(read('mañana a las 9 hora de Nueva York abrir')).toMatchObject({
      tzid: 'America/New_York',
      wallStart: '2026-03-12T09:00:00',
    });
    expect(read('tomorrow at 12:00 UTC+3 webinar')).toMatchObject({
      tzid: 'Etc/GMT-3',
      at: Date.parse('2026-03-12T09:00:00Z'),
    });
    expect(read('tomorrow at 12:00 UTC+5:30 webinar')).toMatchObject({
      tzid: '+05:30',
      at: Date.parse('2026-03-12T06:30:00Z'),
    });
  });

  test("that stands for several is asked about, unless one of them is the person's own", () => {
    expect((read('tomorrow at 3pm CST call') as Ask).readings).toHaveLength(4);
    expect(read('tomorrow at 3pm CST call', { zone: 'America/Chicago' })).toMatchObject({
      kind: 'once',
      tzid: 'America/Chicago',
    });
  });

  test('makes "tomorrow" a question when it is another day there', () => {
    const context = { now: Date.parse('2026-03-11T20:00:00Z') };
    const ask = read('tomorrow at 9am Tokyo time call Hiro', context) as Ask;
    expect(ask.readings.map(({ wallStart }) => wallStart)).toEqual([
      '2026-03-12T09:00:00',
      '2026-03-13T09:00:00',
    ]);
  });
});

describe('what was taken for granted is said', () => {
  test.each([
    ['tomorrow water the plants', ['default-hour']],
    ['tonight take out the trash', ['part-of-day']],
    ['by end of day send it', ['end-of-day']],
    ['at 5 call the office', ['half-of-day']],
    ['on 03/04 at 10:00 pay', ['half-of-day', 'day-order']],
    ['every 31st at 12:00 reconcile', ['missing-day']],
  ])('"%s": %j', (text, assumed) => {
    expect((read(text) as Once).assumed).toEqual(assumed);
  });

  test.each([
    ['tomorrow at 2:30am migrate', '2026-03-28T11:00:00Z', 'clock-gap', '2026-03-29T01:30:00Z'],
    ['tomorrow at 2:30am migrate', '2026-10-24T10:00:00Z', 'clock-overlap', '2026-10-25T00:30:00Z'],
    ['on friday at 9am notes', '2026-03-13T09:30:00Z', 'next-occurrence', '2026-03-20T08:00:00Z'],
  ])('"%s" at %s: %s', (text, now, assumption, at) => {
    const once = read(text, { now: Date.parse(now) }) as Once;
    expect(once.assumed).toEqual([assumption]);
    expect(once.at).toBe(Date.parse(at));
  });
});

describe('the language', () => {
  test("is the text's own, whatever the locale", () => {
    expect(read('recuérdame mañana a las 9 llamar', { locale: 'en-US' }).language).toBe('es');
    expect(read('remind me tomorrow at 9 to call', { locale: 'es-MX' }).language).toBe('en');
  });

  test("is the locale's where the text does not show it", () => {
    expect(read('17:30 x', { locale: 'es' }).language).toBe('es');
    expect(read('17:30 x', { locale: 'en' }).language).toBe('en');
  });

  test.each([
    ['remind me mañana a las 17:00 to call Ana', '2026-03-12T17:00:00', 'call Ana'],
    ['recuérdame call the bank tomorrow at 9', '2026-03-12T09:00:00', 'call the bank'],
    ['el lunes at 9am call Bob', '2026-03-16T09:00:00', 'call Bob'],
  ])('may change within "%s"', (text, wallStart, message) => {
    expect(read(text)).toMatchObject({ kind: 'once', wallStart, message });
  });

  test.each([
    ['6/10 at 3pm exam', { zone: 'America/New_York' }, '2026-06-10'],
    ['6/10 at 3pm exam', { zone: 'Europe/London' }, '2026-10-06'],
    ['el 6/10 a las 15:00 examen', { zone: 'America/Mexico_City' }, '2026-10-06'],
    ['25/12 at 3pm party', { zone: 'America/New_York' }, '2026-12-25'],
  ])('and the zone order the day and month of "%s" in %j', (text, context, date) => {
    expect((read(text, context) as Once).wallStart.slice(0, 10)).toBe(date);
  });

  test('is asked about where zone and locale disagree on day and month', () => {
    const ask = read('on 6/10 at 3pm exam', { zone: 'Europe/Madrid', locale: 'en-US' }) as Ask;
    expect(ask.readings.map(({ wallStart }) => wallStart.slice(0, 10))).toEqual(['2026-06-10', '2026-10-06']);
  });
});

describe('a recurrence', () => {
  test.each([
    ['every Tuesday and Thursday at 18:30 gym', 'FREQ=WEEKLY;BYDAY=TU,TH;BYHOUR=18;BYMINUTE=30'],
    ['every other day at 7am run', 'FREQ=DAILY;INTERVAL=2;BYHOUR=7;BYMINUTE=0'],
    [
      'último día laborable de cada mes a las 16:00 cierre',
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;BYHOUR=16;BYMINUTE=0',
    ],
    ['every day at 8:00 and 20:30 pills', 'FREQ=DAILY;BYSETPOS=1,4;BYHOUR=8,20;BYMINUTE=0,30'],
    [
      'every weekday at 8:00 and 16:45 pills',
      'FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,4;BYHOUR=8,16;BYMINUTE=0,45',
    ],
    ['every 90 minutes stretch', 'FREQ=MINUTELY;INTERVAL=90'],
    [
      'todos los días menos el domingo a las 8 correr',
      'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA;BYHOUR=8;BYMINUTE=0',
    ],
    ['every Monday at 10am for 6 weeks physio', 'FREQ=WEEKLY;COUNT=6;BYDAY=MO;BYHOUR=10;BYMINUTE=0'],
    ['every day at 9am until March 20 report', 'FREQ=DAILY;UNTIL=20260320T080000Z;BYHOUR=9;BYMINUTE=0'],
  ])('"%s" is %s', (text, rrule) => {
    expect(read(text)).toMatchObject({ kind: 'recurring', rrule });
  });

  test('every half hour in a window ends with the window', () => {
    const recurring = read('every 30 minutes from 9 to 11 breathe', {
      now: Date.parse('2026-03-11T22:00:00Z'),
    }) as Recurring;
    expect(recurring.rrule).toBe('FREQ=DAILY;BYSETPOS=1,2,3,4,5;BYHOUR=9,10,11;BYMINUTE=0,30');
  });

  test('at a time that some people hear as another is asked about', () => {
    expect(read('every second Friday at 4pm timesheets')).toMatchObject({ kind: 'ask', reason: 'ambiguous' });
    expect(read('cada tercer día a las 10 regar')).toMatchObject({ kind: 'ask', reason: 'ambiguous' });
  });

  test("that names no day offers today's, from one interval on", () => {
    const ask = read('water the plants every week') as Ask;
    expect(ask).toMatchObject({ kind: 'ask', reason: 'missing-time' });
    expect(ask.readings[0]).toMatchObject({
      rrule: 'FREQ=WEEKLY;BYDAY=WE;BYHOUR=9;BYMINUTE=0',
      wallStart: '2026-03-18T09:00:00',
    });
  });

  test('is bounded by words after the message, unless they belong to it', () => {
    expect(read('every day at 8 take antibiotics for 7 days')).toMatchObject({
      message: 'take antibiotics',
      rrule: 'FREQ=DAILY;COUNT=7;BYHOUR=8;BYMINUTE=0',
    });
    expect(read('every day at 8 do yoga for 30 minutes')).toMatchObject({
      message: 'do yoga for 30 minutes',
      rrule: 'FREQ=DAILY;BYHOUR=8;BYMINUTE=0',
    });
  });
});

describe('what is no reminder', () => {
  test.each([
    'hello there',
    'what can you do?',
    '¿qué sabes hacer?',
    '',
    '   ',
    '🎉',
    "don't remind me",
    'list my reminders',
  ])('"%s" is none', (text) => {
    expect(read(text).kind).toBe('none');
  });
});

describe('reminders for the whole conversation', () => {
  test.each([
    'remind us tomorrow at 9 to vote',
    'remind the team tomorrow at 9 to vote',
    'recuérdanos mañana a las 9 vote',
  ])('"%s" say so', (text) => {
    expect(read(text)).toMatchObject({ kind: 'once', message: 'vote', audience: 'here' });
  });

  test('others do not', () => {
    expect(read('remind me tomorrow at 9 to vote')).not.toHaveProperty('audience');
  });
});

function read(text: string, context: Partial<PhraseContext> | { zone: undefined } = {}): Reading {
  const { zone, ...rest } = { ...MADRID, ...context };
  return parsePhrase(text, { ...rest, ...(zone !== undefined && { zone }) } as PhraseContext);
}
