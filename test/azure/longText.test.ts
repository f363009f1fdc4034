import fc from 'fast-check';
import { MAX_PART_CHARACTERS, textColumns, textOf } from '../../src/azure/longText';

describe('a text in columns', () => {
  it('keeps a short one in the column of its name', () => {
    expect(textColumns('note', 'short')).toEqual({ note: 'short' });
    expect(textColumns('note', '')).toEqual({ note: '' });
  });

  it('keeps a long one in parts that storage takes', () => {
    const columns = textColumns('note', 'x'.repeat(2 * MAX_PART_CHARACTERS + 1));
    expect(Object.keys(columns)).toEqual(['note', 'note2', 'note3']);
    for (const part of Object.values(columns)) expect(part.length * 2).toBeLessThanOrEqual(64 * 1024);
  });

  it('gives back every text, and an empty one where there is none', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 9 }), (text, times) => {
        const long = text.repeat(times * 9000);
        expect(textOf({ ...textColumns('note', long), other: 'x' }, 'note')).toBe(long);
      }),
      { numRuns: 30 },
    );
    expect(textOf({}, 'note')).toBe('');
  });
});
