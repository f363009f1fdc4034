import { describeSchedule } from '../../../src/reminders/phrases/describeSchedule';
import { parsePhrase } from '../../../src/reminders/phrases/parsePhrase';
import type { Recurring } from '../../../src/reminders/phrases/reading';

const MADRID = { tzid: 'Europe/Madrid', wallStart: '2026-03-12T09:00:00' };

describe('a schedule in words', () => {
  test.each([
    ['FREQ=DAILY;BYHOUR=9;BYMINUTE=0', 'every day at 09:00', 'cada día a las 9:00'],
    ['FREQ=DAILY;BYHOUR=13;BYMINUTE=5', 'every day at 13:05', 'cada día a las 13:05'],
    ['FREQ=DAILY;BYHOUR=1;BYMINUTE=30', 'every day at 01:30', 'cada día a la 1:30'],
    [
      'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9;BYMINUTE=0',
      'every weekday at 09:00',
      'cada día laborable a las 9:00',
    ],
    [
      'FREQ=WEEKLY;BYDAY=SA,SU;BYHOUR=10;BYMINUTE=0',
      'every weekend at 10:00',
      'cada fin de semana a las 10:00',
    ],
    ['FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0', 'every Monday at 09:00', 'cada lunes a las 9:00'],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;BYHOUR=9;BYMINUTE=0',
      'every 2 weeks on Tuesday and Thursday at 09:00',
      'cada 2 semanas el martes y jueves a las 9:00',
    ],
    [
      'FREQ=MONTHLY;BYMONTHDAY=1,15;BYHOUR=9;BYMINUTE=0',
      'every month on the 1st and on the 15th at 09:00',
      'cada mes el día 1 y el día 15 a las 9:00',
    ],
    [
      'FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=18;BYMINUTE=0',
      'every month on the last day at 18:00',
      'cada mes el último día a las 18:00',
    ],
    [
      'FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=16;BYMINUTE=0',
      'every month on the last Friday at 16:00',
      'cada mes el último viernes a las 16:00',
    ],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1;BYHOUR=9;BYMINUTE=0',
      'every month on the first working day at 09:00',
      'cada mes el primer día laborable a las 9:00',
    ],
    [
      'FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=1;BYHOUR=9;BYMINUTE=0',
      'every month on the 1st in January, April, July and October at 09:00',
      'cada mes el día 1 en enero, abril, julio y octubre a las 9:00',
    ],
    [
      'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=3;BYHOUR=9;BYMINUTE=0',
      'every year on 3 May at 09:00',
      'cada año el 3 de mayo a las 9:00',
    ],
    ['FREQ=HOURLY;INTERVAL=3', 'every 3 hours', 'cada 3 horas'],
    [
      'FREQ=DAILY;BYSETPOS=1,4;BYHOUR=8,20;BYMINUTE=0,30',
      'every day at 08:00 and 20:30',
      'cada día a las 8:00 y 20:30',
    ],
    [
      'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9,10,11,12,13,14,15,16,17;BYMINUTE=0',
      'every weekday every hour from 09:00 to 17:00',
      'cada día laborable cada hora de 9:00 a 17:00',
    ],
    ['FREQ=DAILY;COUNT=5;BYHOUR=9;BYMINUTE=0', 'every day at 09:00, 5 times', 'cada día a las 9:00, 5 veces'],
    [
      'FREQ=DAILY;UNTIL=20260320T080000Z;BYHOUR=9;BYMINUTE=0',
      'every day at 09:00 until 20 March 2026',
      'cada día a las 9:00 hasta el 20 de marzo de 2026',
    ],
    [
      'FREQ=HOURLY;UNTIL=20260311T170000Z',
      'every hour until 11 March 2026 at 18:00',
      'cada hora hasta el 11 de marzo de 2026 a las 18:00',
    ],
  ])('%s', (rrule, english, spanish) => {
    expect(describeSchedule({ ...MADRID, rrule }, 'en')).toBe(english);
    expect(describeSchedule({ ...MADRID, rrule }, 'es')).toBe(spanish);
  });

  test('of a single moment is its day and time', () => {
    expect(describeSchedule(MADRID, 'en')).toBe('Thursday, 12 March 2026 at 09:00');
    expect(describeSchedule(MADRID, 'es')).toBe('jueves, 12 de marzo de 2026 a las 9:00');
  });

  test.each([
    'every weekday at 9',
    'every 2 weeks on Tuesday at 10am',
    'every month on the 15th at 8:00',
    'every year on May 3 at 9am',
    'every day at 9am for 5 days',
  ])('of "%s" is understood as the same schedule again', (text) => {
    const context = { now: Date.parse('2026-03-11T09:30:00Z'), zone: 'Europe/Madrid' };
    const first = parsePhrase(`${text} x`, context) as Recurring;
    const said = describeSchedule(first, 'en').replace(/, (\d+ times)$/, ' $1');
    expect(parsePhrase(`${said} x`, context)).toMatchObject({
      rrule: first.rrule,
      wallStart: first.wallStart,
    });
  });
});
