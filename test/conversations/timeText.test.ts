import { dateTimeText, timeText } from '../../src/conversations/timeText';
import { languageOf } from '../../src/conversations/chatTurn';
import { WEDNESDAY_MORNING } from '../support/clock';

const MADRID = { language: 'en', zone: 'Europe/Madrid' } as const;
/** Newer ICU data writes narrow no-break spaces, which a reader does not tell from spaces. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
const dateTime = (...args: Parameters<typeof dateTimeText>): string => plain(dateTimeText(...args));

describe('a time is written', () => {
  it('with its date and zone, in the zone’s own time', () => {
    expect(dateTime(WEDNESDAY_MORNING, MADRID)).toBe('Wed, 11 Mar 2026, 10:30 (Europe/Madrid)');
    expect(dateTime(WEDNESDAY_MORNING, { ...MADRID, zone: 'Asia/Kathmandu' })).toContain('15:15');
  });

  it('with seconds only where there are some', () => {
    expect(dateTime(WEDNESDAY_MORNING + 7000, MADRID)).toContain('10:30:07');
    expect(dateTime(WEDNESDAY_MORNING, MADRID)).not.toContain('10:30:');
  });

  it('as the person’s locale has it when that is of the language spoken', () => {
    expect(dateTime(WEDNESDAY_MORNING, { ...MADRID, locale: 'en-US' })).toContain(
      'Wed, Mar 11, 2026, 10:30 AM',
    );
    expect(dateTime(WEDNESDAY_MORNING, { ...MADRID, locale: 'de-DE' })).toContain('Wed, 11 Mar');
    expect(dateTime(WEDNESDAY_MORNING, { ...MADRID, language: 'es', locale: 'es-ES' })).toContain(
      'mié, 11 mar 2026',
    );
  });

  it.each(['es_ES', 'es-', 'es-!', 'es-aaaaaaaaaaaaaaaaaaaa'])(
    'in the language spoken when the locale is “%s”',
    (locale) => {
      expect(dateTime(WEDNESDAY_MORNING, { ...MADRID, language: 'es', locale })).toContain('mié');
    },
  );

  it('with its date only where it is not today in that zone', () => {
    const hour = 3_600_000;
    expect(timeText(WEDNESDAY_MORNING, MADRID, WEDNESDAY_MORNING - hour)).toBe('10:30');
    expect(plain(timeText(WEDNESDAY_MORNING, MADRID, WEDNESDAY_MORNING + 24 * hour))).toBe(
      'Wed 11 Mar, 10:30',
    );
    const lateInUtc = Date.UTC(2026, 2, 11, 23, 30);
    expect(timeText(lateInUtc, { ...MADRID, zone: 'UTC' }, WEDNESDAY_MORNING)).toBe('23:30');
    expect(plain(timeText(lateInUtc, MADRID, WEDNESDAY_MORNING))).toBe('Thu 12 Mar, 0:30');
  });

  it('the same after more zones and locales than are kept', () => {
    const before = dateTime(WEDNESDAY_MORNING, MADRID);
    for (let i = 0; i < 600; i += 1) dateTime(i, { ...MADRID, locale: `en-u-nu-latn-x-a${i}` });
    expect(dateTime(WEDNESDAY_MORNING, MADRID)).toBe(before);
  });
});

describe('the bot’s language', () => {
  it.each([
    ['es', 'es'],
    ['es-419', 'es'],
    ['ES_mx', 'es'],
    ['est-EE', 'en'],
    ['en-US', 'en'],
    ['fr', 'en'],
    [undefined, 'en'],
  ])('for a person of the locale %s is %s', (locale, language) => {
    expect(languageOf(locale)).toBe(language);
  });
});
