import { isJson, MAX_BODY_BYTES, readActivity } from '../../src/bot/readActivity';
import { aMessage } from '../support/buildersActivity';

const bodyOf = (change: Record<string, unknown>): string => JSON.stringify({ ...wire(), ...change });
/** Ana's message as it comes over the wire. */
const wire = (): Record<string, unknown> => JSON.parse(JSON.stringify(aMessage())) as Record<string, unknown>;
const problemOf = (body: string) => {
  const read = readActivity(body);
  return read.ok ? undefined : read.problem;
};
const pointersOf = (body: string): string[] => (problemOf(body)?.errors ?? []).map(({ pointer }) => pointer);

describe('the gate before the adapter', () => {
  it('reads a channel’s activity, dates as dates and everything else as it came', () => {
    const read = readActivity(JSON.stringify(aMessage({ text: 'mañana “a las 9” 😀' })));
    expect(read).toEqual({ ok: true, activity: aMessage({ text: 'mañana “a las 9” 😀' }) });
  });

  it('reads an activity of a type that nobody knows', () => {
    expect(readActivity(bodyOf({ type: 'somethingNew', text: undefined }))).toMatchObject({ ok: true });
  });

  it.each([
    ['nothing', '', 400],
    ['spaces', ' \r\n\t', 400],
    ['words', 'remind me', 400],
    ['half of it', '{"type":"message"', 400],
    ['two of them', '{}{}', 400],
    ['an array', '[{"type":"message"}]', 400],
    ['null', 'null', 400],
    ['a text', '"message"', 400],
    ['a number', '7', 400],
    ['true', 'true', 400],
    ['an empty object', '{}', 400],
    ['1 MB', bodyOf({ text: 'x'.repeat(1024 * 1024) }), 413],
    ['more bytes than letters', bodyOf({ text: 'ñ'.repeat(MAX_BODY_BYTES / 2) }), 413],
    ['deep nesting', bodyOf({ value: nested(500) }), 400],
    ['nesting that never ends', '{"a":'.repeat(50_000), 400],
    ['lists that never end', '['.repeat(200_000), 400],
  ])('refuses %s', (_what, body, status) => {
    expect(problemOf(body)).toMatchObject({ status, title: expect.stringMatching(/^The body is .+\.$/) });
  });

  it('says at once all that is missing', () => {
    const missing = ['/type', '/channelId', '/conversation/id', '/from/id', '/serviceUrl'];
    expect(pointersOf('{}')).toEqual(missing);
  });

  it.each([
    ['type', 7, '/type'],
    ['type', '', '/type'],
    ['channelId', null, '/channelId'],
    ['conversation', 'a:1', '/conversation/id'],
    ['conversation', [], '/conversation/id'],
    ['conversation', { id: 5 }, '/conversation/id'],
    ['conversation', { id: 'a', name: {} }, '/conversation/name'],
    ['from', {}, '/from/id'],
    ['from', { id: 'a', name: 5 }, '/from/name'],
    ['from', { id: 'a', aadObjectId: ['x'] }, '/from/aadObjectId'],
    ['serviceUrl', 'nowhere', '/serviceUrl'],
    ['serviceUrl', 'file:///etc/passwd', '/serviceUrl'],
    ['serviceUrl', ['http://127.0.0.1'], '/serviceUrl'],
    ['recipient', 'bot', '/recipient'],
    ['id', 5, '/id'],
    ['text', { a: 1 }, '/text'],
    ['locale', ['en'], '/locale'],
    ['name', 1, '/name'],
    ['action', {}, '/action'],
    ['localTimezone', 1, '/localTimezone'],
    ['replyToId', 1, '/replyToId'],
    ['entities', {}, '/entities'],
    ['entities', [null], '/entities'],
    ['attachments', 'x', '/attachments'],
    ['membersAdded', ['bot'], '/membersAdded'],
    ['membersRemoved', 1, '/membersRemoved'],
  ])('says what is wrong with %s = %j', (name, value, pointer) => {
    expect(pointersOf(bodyOf({ [name]: value }))).toEqual([pointer]);
  });

  it('takes null for absent where a part may be absent', () => {
    const absent = ['id', 'text', 'recipient', 'entities', 'membersAdded', 'locale'];
    expect(readActivity(bodyOf(Object.fromEntries(absent.map((name) => [name, null]))))).toMatchObject({
      ok: true,
    });
  });

  it.each(['from', 'conversation', 'recipient'])('refuses names in %s that no reference can keep', (name) => {
    const named = { ...(wire()[name] as object), name: 'x'.repeat(20_000) };
    expect(pointersOf(bodyOf({ [name]: named }))).toEqual(['']);
  });

  it('takes hostile keys for data', () => {
    const body = bodyOf({}).replace(
      '{',
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},',
    );
    const read = readActivity(body);
    expect(read).toMatchObject({ ok: true, activity: { text: 'help' } });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(read.ok && Object.getPrototypeOf(read.activity)).toBe(Object.prototype);
  });

  it('is not misled by brackets inside texts', () => {
    expect(readActivity(bodyOf({ text: '{['.repeat(1000) + '\\"' + '}'.repeat(10) }))).toMatchObject({
      ok: true,
    });
  });

  it('keeps a date that is none from being anything but a date that is none', () => {
    const read = readActivity(bodyOf({ timestamp: 'yesterday' }));
    expect(read.ok && read.activity.timestamp?.getTime()).toBeNaN();
  });
});

describe('a content type', () => {
  it.each([
    ['application/json', true],
    ['application/json; charset=utf-8', true],
    ['Application/JSON ;charset=utf-8', true],
    ['application/activity+json', true],
    ['text/plain', false],
    ['application/jsonp', false],
    ['text/application/json', false],
    ['', false],
    [null, false],
  ])('“%s” is JSON: %s', (contentType, expected) => {
    expect(isJson(contentType)).toBe(expected);
  });
});

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < levels; i += 1) value = i % 2 ? [value] : { a: value };
  return value;
}
