import { resolveZone } from '../../../src/reminders/phrases/resolveZone';

describe('the name of a zone', () => {
  test.each([
    ['Europe/Madrid', 'Europe/Madrid'],
    ['europe/madrid', 'Europe/Madrid'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['america/new york', 'America/New_York'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Madrid', 'Europe/Madrid'],
    ['madrid time', 'Europe/Madrid'],
    ['New York', 'America/New_York'],
    ['hora de Nueva York', 'America/New_York'],
    ['hora peninsular', 'Europe/Madrid'],
    ['hora de México', 'America/Mexico_City'],
    ['Ciudad de México', 'America/Mexico_City'],
    ['Buenos Aires', 'America/Argentina/Buenos_Aires'],
    ['ET', 'America/New_York'],
    ['et', 'America/New_York'],
    ['Eastern time', 'America/New_York'],
    ['cet', 'Europe/Paris'],
    ['UTC', 'UTC'],
    ['GMT', 'UTC'],
    ['UTC+2', 'Etc/GMT-2'],
    ['UTC-03:00', 'Etc/GMT+3'],
    ['UTC+5:30', '+05:30'],
    ['Tokio', 'Asia/Tokyo'],
  ])('"%s" is %s', (text, zone) => {
    expect(resolveZone(text)).toEqual({ zone });
  });

  test.each(['US', 'IST', 'hora de Brasil', 'Australia'])('"%s" stands for several', (text) => {
    const choice = resolveZone(text);
    expect((choice as { candidates: string[] }).candidates.length).toBeGreaterThan(1);
  });

  test.each(['', 'Narnia', 'Europe/Narnia', 'Madrid please', 'UTC+99', '42', 'the'])(
    '"%s" is not one',
    (text) => {
      expect(resolveZone(text)).toBeUndefined();
    },
  );

  test('is always one that the runtime knows', () => {
    for (const text of ['Kyiv', 'Ho Chi Minh City', 'Hanoi', 'Bogotá', 'São Paulo', 'UTC+5:30', 'Honolulu']) {
      const choice = resolveZone(text);
      if (choice && 'zone' in choice)
        expect(() => new Intl.DateTimeFormat('en', { timeZone: choice.zone })).not.toThrow();
    }
  });
});
