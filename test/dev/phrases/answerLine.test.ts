import { answerLine } from '../../../dev/phrases/answerLine';

const MOMENT = { now: '2026-03-11T09:30:00Z', zone: 'Europe/Madrid' };

describe('the answer to a line', () => {
  test('of one moment has its time, zone and message', () => {
    expect(answer({ id: 'a', text: 'tomorrow at 8am pay rent', ...MOMENT })).toEqual({
      id: 'a',
      kind: 'once',
      at: '2026-03-12T07:00:00Z',
      tzid: 'Europe/Madrid',
      message: 'pay rent',
    });
  });

  test('of a recurrence has its rule and first three times', () => {
    expect(answer({ id: 7, text: 'every Monday at 9am ET weekly report', ...MOMENT })).toEqual({
      id: 7,
      kind: 'recurring',
      rrule: 'FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0',
      tzid: 'America/New_York',
      next3: ['2026-03-16T13:00:00Z', '2026-03-23T13:00:00Z', '2026-03-30T13:00:00Z'],
      message: 'weekly report',
    });
  });

  test('of a question has its reason and readings', () => {
    const { readings, ...rest } = answer({ id: 'q', text: 'next friday at 8pm dinner', ...MOMENT });
    expect(rest).toEqual({ id: 'q', kind: 'ask', reason: 'ambiguous', message: 'dinner' });
    expect(readings).toMatchObject([{ at: '2026-03-13T19:00:00Z' }, { at: '2026-03-20T19:00:00Z' }]);
  });

  test('of a refusal has its reason and what would work', () => {
    expect(answer({ id: 'r', text: 'on February 30 pay', ...MOMENT })).toEqual({
      id: 'r',
      kind: 'reject',
      reason: 'impossible-date',
      message: 'pay',
      suggestion: 'on 28 February',
    });
  });

  test('of a text that is no reminder asks for a time', () => {
    expect(answer({ id: 'n', text: ' hello ', ...MOMENT })).toEqual({
      id: 'n',
      kind: 'ask',
      reason: 'missing-time',
      message: 'hello',
      readings: [],
    });
  });

  test('lets the language break ties', () => {
    const line = { id: 'l', text: '6/10 at 3pm exam', now: MOMENT.now, zone: 'America/New_York' };
    expect(answer({ ...line, lang: 'en-US' })).toMatchObject({ at: '2026-06-10T19:00:00Z' });
  });

  test.each([
    ['{"id":1}', { id: 1, kind: 'reject' }],
    ['{"id":"x","text":5,"now":"2026-03-11T09:30:00Z"}', { id: 'x', kind: 'reject' }],
    ['{"id":"x","text":"a","now":"soon"}', { id: 'x', kind: 'reject' }],
    [
      `{"id":"z","text":"tomorrow x","now":"${MOMENT.now}","zone":"Mars/Base"}`,
      { id: 'z', kind: 'reject', reason: 'unknown-zone' },
    ],
    ['not json', { kind: 'reject', reason: 'malformed-json' }],
    ['', { kind: 'reject', reason: 'malformed-json' }],
    ['null', { kind: 'reject' }],
    ['[]', { kind: 'reject' }],
  ])('that is malformed (%s) is a refusal', (line, expected) => {
    const parsed = JSON.parse(answerLine(line)) as object;
    expect(parsed).toMatchObject(expected);
    expect(parsed).toHaveProperty('reason');
  });
});

function answer(line: object): Record<string, unknown> {
  return JSON.parse(answerLine(JSON.stringify(line))) as Record<string, unknown>;
}
