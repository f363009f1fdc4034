import { observe, type Reading } from '../../src/watches/observe';
import { anAnswer, HOTEL_URL, NOW } from './buildersWatches';

const reading = (changes: Partial<Reading> & { pointer?: string; pattern?: string } = {}): Reading => {
  const { pointer, pattern, ...rest } = changes;
  return {
    target: {
      url: HOTEL_URL,
      ...(pointer === undefined ? {} : { pointer }),
      ...(pattern ? { pattern } : {}),
    },
    condition: { kind: 'below', limit: 100 },
    locale: 'en-US',
    now: NOW,
    ...rest,
  };
};
const numberOf = async (body: string, changes: Parameters<typeof reading>[0]): Promise<unknown> => {
  const seen = await observe(anAnswer(body), reading(changes));
  return seen.kind === 'seen' ? seen.value.number : seen;
};
const failure = (more: object) => ({ kind: 'failed', failure: more });

describe('a value', () => {
  test('is what the pointer leads to', async () => {
    const body = JSON.stringify({ rooms: [{ price: 250 }, { price: 1299.5 }], 'a/b': { '~': 7 }, '': 3 });
    await expect(numberOf(body, { pointer: '/rooms/1/price' })).resolves.toBe(1299.5);
    await expect(numberOf(body, { pointer: '/a~1b/~0' })).resolves.toBe(7);
    await expect(numberOf(body, { pointer: '/' })).resolves.toBe(3);
    await expect(numberOf('250', { pointer: '' })).resolves.toBe(250);
  });

  test('is read by the person’s language, and by that of the page before it', async () => {
    const body = '{"price":"€1.299"}';
    await expect(numberOf(body, { pointer: '/price', locale: 'es-ES' })).resolves.toBe(1299);
    await expect(numberOf(body, { pointer: '/price', locale: 'en-US' })).resolves.toBe(1.299);
    const german = await observe(
      anAnswer(body, { 'content-language': 'de' }),
      reading({ pointer: '/price' }),
    );
    expect(german).toMatchObject({ value: { number: 1299, text: '€1.299' } });
  });

  test.each([
    ['es, en', 1299],
    ['', 1299],
    ['es_ES', 1299],
    ['no language at all', 1299],
    ['en_GB', 1.299],
  ])('is read by the person’s language where the page names not one: %j', async (language, number) => {
    const headers = { 'content-language': language };
    await expect(
      observe(anAnswer('{"price":"1.299"}', headers), reading({ pointer: '/price', locale: 'es-ES' })),
    ).resolves.toMatchObject({ value: { number } });
  });

  test('is what the pattern finds in a text, its first group', async () => {
    const page = '<p>Rooms from <b>$199.00</b> a night</p>';
    await expect(numberOf(page, { pattern: 'from <b>([^<]+)' })).resolves.toBe(199);
    await expect(numberOf(page, { pattern: String.raw`\$\d+` })).resolves.toBe(199);
  });

  test('is whether the pattern matches, where that is what is waited for', async () => {
    const matches = { condition: { kind: 'matches' }, pattern: 'sold out' } as const;
    await expect(observe(anAnswer('SOLD OUT!'), reading(matches))).resolves.toMatchObject({
      isSo: true,
      value: { text: 'SOLD OUT' },
    });
    await expect(observe(anAnswer('3 left'), reading(matches))).resolves.toMatchObject({ isSo: false });
  });

  test('is told from another by all of a long text, and shown by its beginning', async () => {
    const seen = (body: string) => observe(anAnswer(body), reading({ condition: { kind: 'changes' } }));
    const [one, other] = [await seen(`${'x'.repeat(5000)}1`), await seen(`${'x'.repeat(5000)}2`)];
    if (one.kind !== 'seen' || other.kind !== 'seen') throw new Error('not seen');
    expect(one.value.mark).not.toBe(other.value.mark);
    expect(one.value.text).toBe(`${'x'.repeat(79)}…`);
    expect(one.value.mark.length).toBeLessThan(100);
  });

  test('brings what the server wants to hear again', async () => {
    const seen = await observe(
      anAnswer('1', { etag: 'W/"7"', 'last-modified': 'Mon, 09 Mar 2026 09:00:00 GMT' }),
      reading(),
    );
    expect(seen).toMatchObject({
      validators: { etag: 'W/"7"', lastModified: 'Mon, 09 Mar 2026 09:00:00 GMT' },
    });
  });
});

describe('no value', () => {
  test.each([
    ['<html>', '/price', 'not-json'],
    ['{"price":NaN}', '/price', 'not-json'],
    ['', '/price', 'not-json'],
    ['{"price":1', '/price', 'not-json'],
    ['{"price":1}', '/cost', 'no-such-value'],
    ['{"price":1}', '/price/eur', 'no-such-value'],
    ['{"price":1}', '/__proto__', 'no-such-value'],
    ['{"price":1}', '/constructor/name', 'no-such-value'],
    ['[1]', '/length', 'no-such-value'],
    ['[1]', '/-', 'no-such-value'],
    ['[1]', '/00', 'no-such-value'],
    ['[1,2]', '/01', 'no-such-value'],
    ['"text"', '/length', 'no-such-value'],
    ['null', '/price', 'no-such-value'],
    ['{}', '', 'not-a-number'],
  ])('in %j at %j: %s', async (body, pointer, reason) => {
    await expect(observe(anAnswer(body), reading({ pointer }))).resolves.toMatchObject(failure({ reason }));
  });

  test.each([
    ['NaN'],
    ['Infinity'],
    ['on request'],
    ['2 nights for 300'],
    [''],
    [true],
    [null],
    [{ eur: 5 }],
  ])('of %j as a number', async (price) => {
    const seen = await observe(anAnswer(JSON.stringify({ price })), reading({ pointer: '/price' }));
    expect(seen).toMatchObject(failure({ reason: 'not-a-number' }));
  });

  test('of a number that is too large to be one', async () => {
    await expect(observe(anAnswer('{"price":1e999}'), reading({ pointer: '/price' }))).resolves.toMatchObject(
      failure({ reason: 'not-a-number' }),
    );
  });

  test('of what is nested deeper than anybody can read', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    await expect(
      observe(anAnswer(deep), reading({ pointer: '', condition: { kind: 'changes' } })),
    ).resolves.toMatchObject({ kind: 'failed' });
  });

  test('where the pattern finds nothing', async () => {
    await expect(observe(anAnswer('abc'), reading({ pattern: 'x' }))).resolves.toEqual(
      failure({ reason: 'no-match' }),
    );
  });

  test('where the call brought none', async () => {
    const of = (outcome: Parameters<typeof observe>[0]) => observe(outcome, reading());
    await expect(of({ kind: 'timeout' })).resolves.toEqual(failure({ reason: 'timeout' }));
    await expect(of({ kind: 'unreachable', reason: 'x' })).resolves.toEqual(
      failure({ reason: 'unreachable' }),
    );
    await expect(of({ kind: 'tooLarge' })).resolves.toEqual(failure({ reason: 'too-large' }));
    await expect(of({ kind: 'refused', reason: 'private' })).resolves.toEqual(
      failure({ reason: 'refused', refusal: 'private' }),
    );
    await expect(of({ kind: 'status', status: 503, headers: { 'retry-after': '120' } })).resolves.toEqual({
      ...failure({ reason: 'status', status: 503 }),
      retryAfterMs: 120_000,
    });
    const at = new Date(NOW + 90_000).toUTCString();
    await expect(of({ kind: 'status', status: 503, headers: { 'retry-after': at } })).resolves.toMatchObject({
      retryAfterMs: 90_000,
    });
    await expect(of({ kind: 'status', status: 304, headers: {} })).resolves.toEqual({ kind: 'same' });
  });
});
