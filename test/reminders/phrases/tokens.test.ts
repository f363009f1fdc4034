import fc from 'fast-check';
import { tokenize } from '../../../src/reminders/phrases/grammar/tokens';

describe('the tokens of a text', () => {
  test.each([
    ['at 5pm', ['at', '5', 'pm']],
    ['1h30 más', ['1', 'h', '30', 'mas']],
    ['5 p.m. ok', ['5', 'pm', 'ok']],
    ['don’t 9:30 2026-04-10T15:00', ["don't", '9:30', '2026-04-10', '15:00']],
    ['24/12/26 3/4 1,5 9.30', ['24/12/26', '3/4', '1,5', '9.30']],
    ['10.000', ['10', '.', '000']],
    ['a\u200Bb\u0000c', ['a', 'b', 'c']],
    ['✈️ ñandú', ['✈', '', 'nandu']],
  ])('"%s" are %j', (text, norms) => {
    expect(tokenize(text).map(({ norm }) => norm)).toEqual(norms);
  });

  test('cover the text in order, without overlap, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        let last = 0;
        for (const { start, end } of tokenize(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
