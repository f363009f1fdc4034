import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/clock';
import { readWatchPhrase } from '../../src/watches/watchPhrase';

const URL = 'https://hotel.example/vegas.json';
const read = (text: string, locale = 'en-US') => readWatchPhrase(text.trim(), locale);

describe('a watch as it is said', () => {
  test('has an address, a pointer, a condition, an interval and a duration', () => {
    expect(read(`watch ${URL} at /price below 100 every 15 minutes for 7 days`)).toEqual({
      kind: 'watch',
      phrase: {
        language: 'en',
        target: { url: URL, pointer: '/price' },
        condition: { kind: 'below', limit: 100 },
        intervalMs: 15 * MINUTE_MS,
        durationMs: 7 * DAY_MS,
      },
    });
  });

  test('is understood in Spanish, with its numbers', () => {
    expect(
      read(
        `vigila ${URL} en /precio por debajo de 1.299,00 € cada 2 horas durante una semana en silencio`,
        'es-ES',
      ),
    ).toEqual({
      kind: 'watch',
      phrase: {
        language: 'es',
        target: { url: URL, pointer: '/precio' },
        condition: { kind: 'below', limit: 1299 },
        intervalMs: 2 * HOUR_MS,
        durationMs: 7 * DAY_MS,
        interruption: 'inject',
      },
    });
  });

  test.each([
    ['changes', { kind: 'changes' }],
    ['', { kind: 'changes' }],
    ['when it changes', { kind: 'changes' }],
    ['below $1,299.00', { kind: 'below', limit: 1299 }],
    ['under 1.5', { kind: 'below', limit: 1.5 }],
    ['< 100', { kind: 'below', limit: 100 }],
    ['if the price drops below 100 EUR', { kind: 'below', limit: 100 }],
    ['above 100 for 3 days', { kind: 'above', limit: 100 }],
    ['more than 20', { kind: 'above', limit: 20 }],
    ['above -5', { kind: 'above', limit: -5 }],
    ['drops 20%', { kind: 'drops', percent: 20 }],
    ['drops by 12.5 %', { kind: 'drops', percent: 12.5 }],
    ['falls 20 percent', { kind: 'drops', percent: 20 }],
    ['rises 300%', { kind: 'rises', percent: 300 }],
    ['match /sold out/', { kind: 'matches' }],
    ['<100', { kind: 'below', limit: 100 }],
    ['below 100 euros', { kind: 'below', limit: 100 }],
    ['greater than 100 usd', { kind: 'above', limit: 100 }],
    ['rises 1,000%', { kind: 'rises', percent: 1000 }],
    ['for changes', { kind: 'changes' }],
  ])('“%s” is a condition', (words, condition) => {
    expect(read(`watch ${URL} ${words}`)).toMatchObject({ kind: 'watch', phrase: { condition } });
  });

  test.each([
    ['cambia', { kind: 'changes' }],
    ['baja de 100', { kind: 'below', limit: 100 }],
    ['cuando baje de 100', { kind: 'below', limit: 100 }],
    ['menos de 1.299', { kind: 'below', limit: 1299 }],
    ['por encima de 100', { kind: 'above', limit: 100 }],
    ['más de 20', { kind: 'above', limit: 20 }],
    ['baja un 20 %', { kind: 'drops', percent: 20 }],
    ['sube 5%', { kind: 'rises', percent: 5 }],
    ['coincide «agotado»', { kind: 'matches' }],
    ['menor que 1.299 €', { kind: 'below', limit: 1299 }],
    ['superior a 100 dólares', { kind: 'above', limit: 100 }],
    ['baja 12,5 %', { kind: 'drops', percent: 12.5 }],
    ['sube 1.000 %', { kind: 'rises', percent: 1000 }],
  ])('«%s» es una condición', (words, condition) => {
    expect(read(`vigila ${URL} ${words}`, 'es-ES')).toMatchObject({ kind: 'watch', phrase: { condition } });
  });

  test.each([
    ['match "only (\\d+) left" below 3', 'only (\\d+) left', 'below'],
    ['below 3 match /only (\\d+)/', 'only (\\d+)', 'below'],
    ['match sold changes', 'sold', 'changes'],
    ['match “a b”', 'a b', 'matches'],
    ["match 'a b'", 'a b', 'matches'],
    ['match /a b/i', 'a b', 'matches'],
  ])('takes a pattern: %s', (words, pattern, kind) => {
    expect(read(`watch ${URL} ${words}`)).toMatchObject({
      phrase: { target: { url: URL, pattern }, condition: { kind } },
    });
  });

  test.each([
    ['watch hotel.example/vegas changes', 'https://hotel.example/vegas'],
    ['watch hotel.example:8443/vegas changes', 'https://hotel.example:8443/vegas'],
    [`watch <${URL}> changes`, URL],
    ['watch the price at https://a.example/ below 5', 'https://a.example/'],
    ['watch http://2130706433/', 'http://2130706433/'],
    ['watch file:///etc/passwd', 'file:///etc/passwd'],
    ['watch localhost:3000/x', 'https://localhost:3000/x'],
    [`watch ${URL}.`, URL],
    [`watch ${URL}, below 5`, URL],
    [`watch <${URL}|hotel.example> below 5`, URL],
    ['watch https://a.example/?b=1&amp;c=2 below 5', 'https://a.example/?b=1&c=2'],
  ])('%s: the address is %s', (text, url) => {
    const got = read(text);
    expect(got?.kind === 'watch' ? got.phrase.target.url : undefined).toBe(url);
  });

  test.each([
    ['/a~1b/~0c', '/a~1b/~0c'],
    ['#/price', '/price'],
    ['price', '/price'],
    ['/', '/'],
    ['#/my%20price', '/my price'],
    ['"/my price"', '/my price'],
    ['rooms/0/price', '/rooms/0/price'],
    ['/price,', '/price'],
    ['año', '/año'],
    ['""', ''],
  ])('the pointer %s is %s', (typed, pointer) => {
    expect(read(`watch ${URL} at ${typed} changes`)).toMatchObject({ phrase: { target: { pointer } } });
  });

  test.each([
    ['watch', 'quietly', 'inject'],
    ['watch', 'without interrupting me', 'inject'],
    ['watch', 'once I’m done', 'wait'],
    ['watch', 'dropping everything', 'cancel'],
    ['watch', 'interrupting me', 'interrupt'],
    ['watch', '', undefined],
    ['vigila', 'en silencio', 'inject'],
    ['vigila', 'cuando termine', 'wait'],
    ['vigila', 'dejándolo todo', 'cancel'],
    ['vigila', 'interrumpiéndome', 'interrupt'],
  ])('%s … %s: what an alert does is %s', (verb, words, interruption) => {
    const got = read(`${verb} ${URL} ${words}`);
    expect(got?.kind === 'watch' ? got.phrase.interruption : got).toBe(interruption);
  });

  test('does not choose between two things that an alert could do', () => {
    expect(read(`watch ${URL} quietly interrupting me`)).toMatchObject({ kind: 'unclear' });
  });

  test.each([
    ['every 1.5 hours for a week', 1.5 * HOUR_MS, 7 * DAY_MS],
    ['every hour for one day', HOUR_MS, DAY_MS],
  ])('“%s” is how often and how long', (words, intervalMs, durationMs) => {
    expect(read(`watch ${URL} ${words}`)).toMatchObject({ phrase: { intervalMs, durationMs } });
  });

  test('has its numbers by the language in which it is said, whatever that of the client', () => {
    const limitOf = (text: string, locale: string): unknown => {
      const got = read(text, locale);
      return got?.kind === 'watch' && 'limit' in got.phrase.condition ? got.phrase.condition.limit : got;
    };
    expect(limitOf(`vigila ${URL} por debajo de 1.299`, 'en-US')).toBe(1299);
    expect(limitOf(`watch ${URL} below 1,299`, 'es-ES')).toBe(1299);
    expect(limitOf(`vigila ${URL} por debajo de 1.299`, 'es-MX')).toBe(1.299);
  });

  test.each([
    [`vigila ${URL} por debajo de 5 mil`],
    [`vigila ${URL} por debajo de 5 mil euros`],
    [`watch ${URL} above 5 mln`],
    [`watch ${URL} above 5 not quietly`],
    [`watch ${URL} below - 5`],
    [`watch ${URL} below ${'9'.repeat(400)}`],
    [`watch ${URL} match /abc/g`],
    [`watch ${URL} match "abc`],
    [`watch ${URL} match /abc`],
    [`watch ${URL} at /a~2 changes`],
    [`watch ${URL} for 2 months`],
    [`watch ${URL} every 1.500 minutes`],
  ])('is asked about rather than misread: %s', (text) => {
    expect(read(text, 'es-ES')).toMatchObject({ kind: 'unclear' });
  });

  test('says which part it does not understand', () => {
    expect(read(`watch ${URL} below 100 on Sundays`)).toMatchObject({ kind: 'unclear', part: 'on Sundays' });
    expect(read(`watch ${URL} below many`)).toMatchObject({ kind: 'unclear', part: 'below many' });
    expect(read(`watch ${URL} below 100 above 200`)).toMatchObject({ kind: 'unclear' });
    expect(read(`watch ${URL} below 100 below 50`)).toMatchObject({ kind: 'unclear', part: 'below 50' });
    expect(read(`watch ${URL} drops 120%`)).toMatchObject({ kind: 'unclear' });
    expect(read('watch')).toEqual({ kind: 'unclear', language: 'en', part: '' });
  });

  test.each([
    ['watch the game'],
    ['to watch example.com tomorrow'],
    ['watches'],
    ['watch out!'],
    ['vigila al niño'],
  ])('“%s” is about something else', (text) => {
    expect(read(text)).toBeUndefined();
  });

  test('is quick on what is made to be slow', () => {
    const before = process.cpuUsage();
    read(`watch ${URL} below ${'1 '.repeat(5000)}x`);
    read(`watch ${URL} ${'when '.repeat(2000)}x`);
    read(`watch ${'a.'.repeat(5000)} x`);
    read(`watch ${URL} match "${'a'.repeat(9000)}`);
    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
  });
});
