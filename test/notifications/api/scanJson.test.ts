import fc from 'fast-check';
import { scanJson } from '../../../src/notifications/api/scanJson';

describe('a look through JSON', () => {
  it('finds fields that stand twice in one object, wherever it is', () => {
    const json = '{"a":1,"b":[{},{"x":{"c/d":1,"c\\u002fd":2}}],"a":{"a":1}}';
    expect(scanJson(json, 10)).toEqual({ ok: false, twice: ['/b/1/x/c~1d', '/a'] });
  });

  it('is not led astray by what texts hold', () => {
    expect(scanJson('{"a":"{\\"a\\":1,\\"a\\":[2]}","b":",:}]"}', 2)).toEqual({ ok: true });
  });

  it('finds nothing in what was made from values', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (json) => {
        expect(scanJson(json, 64)).toEqual({ ok: true });
      }),
    );
  });

  it('stops at nesting without end', () => {
    const levels = 1_000_000;
    expect(scanJson('['.repeat(levels) + ']'.repeat(levels), 64)).toEqual({ ok: false, reason: 'too-deep' });
    expect(scanJson('[[]]', 2)).toEqual({ ok: true });
    expect(scanJson('[[[]]]', 2)).toEqual({ ok: false, reason: 'too-deep' });
  });
});
