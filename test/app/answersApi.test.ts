/** The HTTP API of answers: its codes for everything that can be wrong, its pages, its keys; and every message as a question. */
import { answersOf, ask, eventually, type Listed, post } from './answersOnStage';
import { saying, startWholeApp, type WholeApp } from './wholeApp';

const UNKNOWN = 'e'.repeat(64);

describe('the HTTP API of answers', () => {
  let app: WholeApp;
  let id: string;
  beforeAll(async () => {
    app = await startWholeApp();
    id = await ask(app, app.sam, 'something that stays open');
  });
  afterAll(() => app.stop());

  const problemOf = async (response: Response): Promise<Record<string, unknown>> => {
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    return (await response.json()) as Record<string, unknown>;
  };

  it.each<[string, number, unknown]>([
    ['nothing', 400, ''],
    ['no JSON', 400, '{'],
    ['a list', 400, []],
    ['null', 400, 'null'],
    ['an object without an answer', 400, { answer: 42 }],
    ['an empty text', 400, { text: '' }],
    ['text and card', 400, { text: 'x', card: { type: 'AdaptiveCard' } }],
    ['a card that is none', 400, { card: {} }],
    ['deep nesting', 400, `{"card":${'{"a":'.repeat(90)}1${'}'.repeat(90)}}`],
    ['a text that is too long', 413, { text: 'x'.repeat(24_001) }],
    ['200 KB', 413, { text: 'x'.repeat(200_000) }],
    ['10 MB', 413, { text: 'x'.repeat(10_000_000) }],
  ])('refuses %s with %i and a problem in words', async (_what, status, body) => {
    const response = await answersOf(app).post(id, body);
    expect(response.status).toBe(status);
    expect(await problemOf(response)).toMatchObject({
      status,
      title: expect.stringMatching(/\.$/) as unknown,
    });
    expect((await answersOf(app).status(id)).state).toBe('open');
  });

  it('names each wrong part by a pointer', async () => {
    const response = await answersOf(app).post(id, { text: 42 });
    expect(await problemOf(response)).toMatchObject({ errors: [{ pointer: '/text' }] });
  });

  it('refuses what is not said to be JSON', async () => {
    const init = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"text":"x"}' };
    expect((await fetch(`${answersOf(app).base}/${id}`, init)).status).toBe(415);
  });

  it.each([
    ['that was never asked', UNKNOWN],
    ['x', 'x'],
    ['of another folder', '..%2f..'],
    ['of another filter', '%27 or 1 eq 1'],
    ['of 5,000 letters', 'a'.repeat(5000)],
  ])('knows no question %s', async (_name, odd) => {
    const response = await answersOf(app).post(odd, { text: 'x' });
    expect([404, 414]).toContain(response.status);
    expect([404, 414]).toContain((await fetch(`${answersOf(app).base}/${odd}`)).status);
  });

  it('has no other methods', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH'])
      expect([404, 405]).toContain((await fetch(`${answersOf(app).base}/${id}`, { method })).status);
  });

  it('asks for a token at the callback before it says anything else', async () => {
    for (const odd of [id, UNKNOWN, 'x'])
      expect((await post(`${answersOf(app).base}/${odd}/callback`, '{')).status).toBe(401);
  });

  it('lists open questions page by page, and only those', async () => {
    const question = (index: number) =>
      post(app.stage.messagesUrl, {
        ...{ type: 'message', channelId: 'test', id: `q${index}`, text: `ask number ${index}` },
        ...{ serviceUrl: app.stage.serviceUrl, from: { id: 'pat' }, recipient: { id: 'bot' } },
        conversation: { id: 'pats-chat', conversationType: 'personal' },
      });
    for (let index = 0; index < 120; index += 10)
      await Promise.all(Array.from({ length: 10 }, (_, offset) => question(index + offset)));
    const pages: Listed[] = [await answersOf(app).listOpen()];
    while (pages.at(-1)?.next) pages.push(await answersOf(app).listOpen(pages.at(-1)?.next));
    const items = pages.flatMap((page) => page.items);
    expect(pages.map((page) => page.items.length)).toEqual([100, 21]);
    expect(new Set(items.map((item) => item.id)).size).toBe(121);
    expect(items[0]).toEqual({
      id,
      question: 'something that stays open',
      state: 'open',
      askedAt: expect.stringMatching(/^\d{4}-.*Z$/) as unknown,
    });
    const times = items.map(({ askedAt }) => askedAt);
    expect(times).toEqual([...times].sort());
  });

  it.each(['', '?state=answered', '?state=open&next=x', `?state=open&next=${'A'.repeat(100)}`])(
    'refuses to list %j',
    async (query) => {
      const response = await fetch(answersOf(app).base + query);
      expect(response.status).toBe(400);
      await problemOf(response);
    },
  );
});

describe('where keys are asked for and every message is a question', () => {
  let app: WholeApp;
  beforeAll(async () => {
    app = await startWholeApp({ enforceKeys: true, hostEnv: { ANSWER_EVERY_MESSAGE: 'true' } });
  });
  afterAll(() => app.stop());

  it('no answer is taken or shown without a key, and the callback asks for its token', async () => {
    const { base } = answersOf(app);
    expect((await post(`${base}/${UNKNOWN}`, { text: 'x' })).status).toBe(401);
    expect((await fetch(`${base}/${UNKNOWN}`)).status).toBe(401);
    expect((await fetch(`${base}?state=open`)).status).toBe(401);
    const callback = await post(`${base}/${UNKNOWN}/callback?token=x`, { text: 'x' });
    expect(await callback.json()).toMatchObject({
      status: 401,
      title: expect.stringContaining('token') as unknown,
    });
  });

  it('takes what is no command as a question, and commands as commands', async () => {
    await app.sam.say('how many vacation days have I left?');
    await app.sam.hears(saying(/I'll get back to you/));
    await app.sam.say('questions');
    await app.sam.hears(saying(/how many vacation days have I left\?/));
    await app.sam.say('cancel 7ZZZZ');
    await app.sam.hears(saying(/I know no.*of yours/));
    await app.sam.say('help');
    await app.sam.hears(saying(/remind me/));
    const acks = (): number => app.sam.heard().filter(saying(/I'll get back to you/)).length;
    await eventually(() => expect(acks()).toBe(1));
  });
});
