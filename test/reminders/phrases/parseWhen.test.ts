import { parseWhen } from '../../../src/reminders/phrases/parseWhen';
import type { Ask, Once, Reading } from '../../../src/reminders/phrases/reading';

const NOW = Date.parse('2026-03-11T09:30:00Z');

describe('a time that stands alone', () => {
  test.each([
    ['tomorrow at 9', '2026-03-12T09:00:00'],
    ['mañana por la tarde', '2026-03-12T15:00:00'],
    ['in 20 minutes', '2026-03-11T10:50:00'],
    ['10 min', '2026-03-11T10:40:00'],
    ['1h', '2026-03-11T11:30:00'],
    ['una hora', '2026-03-11T11:30:00'],
    ['2 days', '2026-03-13T10:30:00'],
    ['for 2 hours', '2026-03-11T12:30:00'],
    ['durante 2 horas', '2026-03-11T12:30:00'],
    ['until 5pm', '2026-03-11T17:00:00'],
    ['hasta el lunes', '2026-03-16T09:00:00'],
    ['to friday at 5pm', '2026-03-13T17:00:00'],
    ['para el viernes a las 10.', '2026-03-13T10:00:00'],
  ])('"%s" is %s', (text, wallStart) => {
    expect(read(text)).toMatchObject({ kind: 'once', wallStart, message: '' });
  });

  test('may recur', () => {
    expect(read('every monday at 8')).toMatchObject({
      kind: 'recurring',
      rrule: 'FREQ=WEEKLY;BYDAY=MO;BYHOUR=8;BYMINUTE=0',
    });
  });

  test('is asked about like any other', () => {
    expect(read('next week')).toMatchObject({ kind: 'ask', reason: 'vague-time' });
    expect((read('tomorrow at 5') as Ask).readings).toHaveLength(2);
  });

  test('is refused like any other', () => {
    expect(read('yesterday')).toMatchObject({ kind: 'reject', reason: 'past' });
    expect(read(`tomorrow ${' '.repeat(10)}${'x'.repeat(600)}`)).toMatchObject({
      kind: 'reject',
      reason: 'too-long',
    });
  });

  test('is asked about when more stands beside it, with what was understood', () => {
    const ask = read('tomorrow at 9 foo') as Ask;
    expect(ask).toMatchObject({ kind: 'ask', reason: 'leftover-time' });
    expect((ask.readings[0] as Once).wallStart).toBe('2026-03-12T09:00:00');
  });

  test.each(['', 'blah', 'the report', 'all day'])('"%s" is none', (text) => {
    expect(read(text).kind).toBe('none');
  });
});

function read(text: string): Reading {
  return parseWhen(text, { now: NOW, zone: 'Europe/Madrid' });
}
