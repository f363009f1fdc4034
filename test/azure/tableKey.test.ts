import fc from 'fast-check';
import { tableKey } from '../../src/azure/tableKey';
import { openTestAccount } from '../support/tables';

/** Texts as hostile as JSON can carry them: controls, halves of characters, the key's own marks, long ones. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('!', '|', '~', '/', '\\', '#', '?', '%', "'", '\n', '\ud800', '7', 'c'), {
      maxLength: 8,
    })
    .map((chars) => chars.join('')),
  fc
    .tuple(fc.constantFrom('a', '😀', '!|'), fc.integer({ min: 60, max: 400 }))
    .map(([char, count]) => char.repeat(count)),
);
const anyParts = fc.array(anyText, { minLength: 1, maxLength: 4 });

describe('a table key', () => {
  it('joins plain parts as they are', () => {
    expect(tableKey('conversation', 'msteams', '19:abc@thread.v2')).toBe(
      'conversation|msteams|19:abc@thread.v2',
    );
  });

  it('is different for different parts', () => {
    fc.assert(
      fc.property(anyParts, anyParts, (a, b) => {
        fc.pre(JSON.stringify(a) !== JSON.stringify(b));
        expect(tableKey(...a)).not.toBe(tableKey(...b));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    [['a|b'], ['a', 'b']],
    [['a', ''], ['a']],
    [
      ['', 'a'],
      ['a', ''],
    ],
    [['!7c'], ['|']],
    [['a/b'], ['a!2fb']],
    [['x'.repeat(181)], ['x'.repeat(182)]],
    [['\ud800'], ['\ud801']],
  ])('tells different parts apart, however they are cut or escaped (%#)', (a, b) => {
    expect(tableKey(...a)).not.toBe(tableKey(...b));
  });

  it('holds nothing that Table Storage forbids or that cannot stand in a URL, and fits', () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        const key = tableKey(...parts);
        expect(key).not.toMatch(/[/\\#?%'\p{Cc}]/u);
        expect(() => encodeURIComponent(key)).not.toThrow();
        expect(key.length).toBeLessThanOrEqual(512);
      }),
      { numRuns: 2000 },
    );
  });

  it('does not cut through a character of a long part', () => {
    for (const lead of ['', 'x']) {
      const key = tableKey(lead + '😀'.repeat(200));
      expect(encodeURIComponent(key)).toContain('!~');
    }
  });

  it('is a key that storage takes and finds again', async () => {
    const table = openTestAccount().table<{ parts: string }>('Keys');
    const hostile = [
      ...fc.sample(anyParts, { numRuns: 40, seed: 11 }),
      ['a/b', "o'neil"],
      ['😀'.repeat(200)],
    ];
    for (const parts of hostile) {
      const key = tableKey(...parts);
      await table.upsert({ partitionKey: key, rowKey: key, parts: 'here' });
      await expect(table.get(key, key)).resolves.toMatchObject({ rowKey: key, parts: 'here' });
    }
  });
});
