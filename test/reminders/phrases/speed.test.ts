/** What keeps reading fast without a clock: the limit on length. How fast it is, `npm run bench -- phrases` says. */
import { parsePhrase } from '../../../src/reminders/phrases/parsePhrase';

const CONTEXT = { now: Date.parse('2026-03-11T09:30:00Z'), zone: 'Europe/Madrid' };

describe('a text that is far too long', () => {
  it.each(['remind me tomorrow at 9 ', 'recuérdame mañana a las 9 ', '(', '9 '])(
    'is refused, whatever it repeats: %j',
    (shape) => {
      expect(['reject', 'none']).toContain(parsePhrase(shape.repeat(100_000), CONTEXT).kind);
    },
  );
});
