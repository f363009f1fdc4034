/** An answer service behind the app: at once, later by its callback, asked again, failing; tokens; days that pass; crashes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/clock';
import { allSaying, answersOf, ask, type Asked, eventually, post, ScriptedService } from './answersOnStage';
import { saying, startWholeApp, type WholeApp } from './wholeApp';

const SECRET = 'whsec_c2VjcmV0IG9mIHRoZSB0ZXN0cw==';

let service: ScriptedService;
let app: WholeApp;

const start = async (settings: Record<string, string> = {}): Promise<void> => {
  service = await ScriptedService.start();
  const hostEnv = { ANSWER_SERVICE_URL: service.url, ANSWER_SERVICE_SECRET: SECRET, ...settings };
  app = await startWholeApp({ hostEnv });
};
const stop = async (): Promise<void> => {
  await app.stop();
  await service.stop();
};
/** The question as the service was asked it. */
const askedOf = async (id: string): Promise<Asked> => {
  await eventually(() => expect(service.asked.map((asked) => asked.id)).toContain(id));
  return service.asked.find((asked) => asked.id === id) as Asked;
};
const advance = (ms: number): Promise<void> => app.stage.clock.advance(ms);

describe('an answer service', () => {
  beforeAll(() => start());
  afterAll(stop);
  afterEach(() => {
    service.reply = (_asked, response) => void response.writeHead(202).end();
  });

  it('answers at once', async () => {
    service.reply = (_asked, response) => ScriptedService.json(response, { text: 'at once' });
    await app.sam.say('ask how fast you are');
    await app.sam.hears(saying(/how fast you are[\s\S]*at once/), { timeoutMs: 15_000 });
    const [ack, final] = app.sam.heard().slice(-2);
    expect([
      saying(/get back/)(ack ?? { activity: {} }),
      saying(/at once/)(final ?? { activity: {} }),
    ]).toEqual([true, true]);
  });

  it('is told the question, the locale, and where to answer, and it is signed', async () => {
    const id = await ask(app, app.sam, 'who signs');
    const asked = await askedOf(id);
    expect(JSON.parse(asked.body)).toMatchObject({ id, question: 'who signs', locale: 'en-GB' });
    expect(asked.callbackUrl).toMatch(
      new RegExp(`^${app.stage.hostUrl}/api/answers/${id}/callback\\?token=[\\w.-]+$`),
    );
    expect(asked.headers).toMatchObject({
      'webhook-id': id,
      'webhook-signature': expect.stringMatching(/^v1,/),
    });
  });

  it('answers later by its callback, with progress shown by one message that is updated', async () => {
    const id = await ask(app, app.sam, 'what takes long');
    const { callbackUrl = '' } = await askedOf(id);
    for (const percent of [10, 40, 70]) {
      expect((await post(callbackUrl, { text: `${percent} % done`, progress: true })).status).toBe(202);
      await app.sam.hears(saying(new RegExp(`${percent} % done[\\s\\S]*what takes long`)), {
        timeoutMs: 15_000,
      });
    }
    expect(allSaying(app.sam, /% done/)).toHaveLength(1);
    expect((await post(callbackUrl, { text: 'the answer to long' })).status).toBe(202);
    await app.sam.hears(saying(/what takes long[\s\S]*the answer to long/), { timeoutMs: 15_000 });
    expect((await post(callbackUrl, { text: 'more', progress: true })).status).toBe(409);
  });

  it('may repeat its answer, but not change it; of two at once one counts', async () => {
    const id = await ask(app, app.sam, 'who is first');
    const { callbackUrl = '' } = await askedOf(id);
    const texts = Array.from({ length: 10 }, (_, index) => `answer number ${index}`);
    const statuses = await Promise.all(texts.map(async (text) => (await post(callbackUrl, { text })).status));
    expect(statuses.filter((status) => status === 202)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(9);
    const first = texts[statuses.indexOf(202)] ?? '';
    await app.sam.hears(saying(new RegExp(`who is first[\\s\\S]*${first}`)), { timeoutMs: 15_000 });
    expect((await post(callbackUrl, { text: first })).status).toBe(202);
    expect((await answersOf(app).post(id, { text: first })).status).toBe(202);
    expect((await answersOf(app).post(id, { text: 'another one' })).status).toBe(409);
    await eventually(() => expect(allSaying(app.sam, /answer number/)).toHaveLength(1));
  });

  it('is asked again when it said later and does not call back, and may answer then', async () => {
    const id = await ask(app, app.sam, 'what needs a second time');
    await askedOf(id);
    service.reply = (asked, response) =>
      ScriptedService.json(response, { text: `the second time: ${asked.question}` });
    // The wait begins when the service's answer is recorded: a clock that moved before that is moved again.
    for (
      let moves = 0;
      moves < 3 && service.asked.filter((asked) => asked.id === id).length < 2;
      moves += 1
    ) {
      await advance(61 * MINUTE_MS);
      await sleep(1500);
    }
    await app.sam.hears(saying(/the second time: what needs/), { timeoutMs: 15_000 });
    expect(service.asked.filter((asked) => asked.id === id)).toHaveLength(2);
  });

  it('that fails is tried again, then the asker is told honestly', async () => {
    service.reply = (_asked, response) => void response.writeHead(500).end('<h1>oops</h1>');
    const id = await ask(app, app.sam, 'what fails');
    for (const count of [1, 2, 3, 4]) {
      await eventually(() => expect(service.asked.filter((asked) => asked.id === id)).toHaveLength(count));
      await advance(2 * MINUTE_MS);
    }
    await app.sam.hears(saying(/I am sorry: I could get no answer[\s\S]*what fails/), { timeoutMs: 15_000 });
    expect((await answersOf(app).status(id)).state).toBe('failed');
    const late = await answersOf(app).post(id, { text: 'after all' });
    expect(late.status).toBe(202);
    await app.sam.hears(saying(/A late answer has come[\s\S]*what fails[\s\S]*after all/), {
      timeoutMs: 15_000,
    });
  });

  it('takes no callback without a token that is good for this very question', async () => {
    const id = await ask(app, app.sam, 'whose token');
    const other = await ask(app, app.sam, 'another token');
    const url = new URL((await askedOf(id)).callbackUrl ?? '');
    const foreign = new URL((await askedOf(other)).callbackUrl ?? '').searchParams.get('token') ?? '';
    const token = url.searchParams.get('token') ?? '';
    const [expires = '', signature = ''] = token.split('.');
    const forged = [
      ...['', 'x', foreign, `${expires}.`, `${Number(expires) + 1}.${signature}`],
      `${expires}.${'A'.repeat(43)}`,
      `${token}x`,
    ];
    for (const bad of forged) {
      url.searchParams.set('token', bad);
      const refused = await post(url.href, { text: 'not me' });
      expect([bad, refused.status]).toEqual([bad, 401]);
      expect(refused.headers.get('content-type')).toContain('application/problem+json');
    }
    expect((await answersOf(app).status(id)).state).toBe('open');
    for (const mine of [id, other]) await answersOf(app).post(mine, { text: 'thanks' });
  });
});

describe('days of waiting', () => {
  beforeAll(() => start({ ANSWER_STILL_WORKING_AFTER: '4h', ANSWER_DEADLINE: '7d', ANSWER_KEEP_DAYS: '30' }));
  afterAll(stop);
  let id: string;
  let callbackUrl: string;

  it('tell the asker once that it is still being worked on', async () => {
    id = await ask(app, app.sam, 'what takes a week');
    ({ callbackUrl = '' } = await askedOf(id));
    await advance(3 * HOUR_MS + 58 * MINUTE_MS);
    expect(allSaying(app.sam, /still working/)).toEqual([]);
    const began = performance.now();
    await advance(3 * MINUTE_MS);
    await app.sam.hears(saying(/I am still working on your question “what takes a week”/), {
      timeoutMs: 15_000,
    });
    expect(performance.now() - began).toBeLessThan(10_000);
    await advance(DAY_MS);
    expect(allSaying(app.sam, /still working/)).toHaveLength(1);
  });

  it('survive that the host is killed and started again', async () => {
    await app.stage.killHost('SIGKILL');
    await advance(DAY_MS);
    await app.stage.startHost();
    expect((await answersOf(app).status(id)).state).toBe('open');
  });

  it('end at the deadline with honest words, once, even when that passed while the host was down', async () => {
    await app.stage.killHost('SIGKILL');
    await advance(6 * DAY_MS);
    await app.stage.startHost();
    await app.sam.hears(saying(/there is no answer in time[\s\S]*what takes a week/), { timeoutMs: 20_000 });
    expect(await answersOf(app).status(id)).toMatchObject({ state: 'expired' });
    expect(
      allSaying(app.sam, /what takes a week/).filter((said) => /no answer in time/.test(said)),
    ).toHaveLength(1);
  });

  it('still let a late answer come, once, as such', async () => {
    const responses = await Promise.all([1, 2].map(() => post(callbackUrl, { text: 'better late' })));
    expect(responses.map(({ status }) => status)).toEqual([202, 202]);
    await app.sam.hears(saying(/A late answer has come[\s\S]*better late/), { timeoutMs: 15_000 });
    expect((await post(callbackUrl, { text: 'even later' })).status).toBe(409);
    await advance(MINUTE_MS);
    expect(allSaying(app.sam, /better late/)).toHaveLength(1);
  });

  it('end with a token that has expired, and with a question that is forgotten', async () => {
    await advance(32 * DAY_MS);
    await eventually(async () => {
      await advance(DAY_MS);
      expect((await fetch(`${answersOf(app).base}/${id}`)).status).toBe(410);
    }, 25_000);
    // It says so once all is removed, which is a moment later.
    await eventually(async () => expect(app.stage.hostLog()).toMatch(/answers\.purged purged=1/));
    expect(app.stage.hostLog()).not.toContain('answers.not-purged');
    expect((await answersOf(app).post(id, { text: 'again' })).status).toBe(410);
    expect((await post(callbackUrl, { text: 'again' })).status).toBe(401);
    await app.sam.say('questions');
    await app.sam.hears(saying(/You have asked no questions/));
  });
});

describe('an asker who cannot be reached when the answer comes', () => {
  beforeAll(() => start());
  afterAll(stop);

  it.each([
    [
      'has removed the bot',
      async () => void (await app.sam.uninstall()),
      async () => void (await app.sam.install()),
    ],
    [
      'has blocked the bot',
      async () => app.sam.setBlocked(true),
      async () => {
        app.sam.setBlocked(false);
        await app.sam.say('hello again');
      },
    ],
  ])('and %s gets it on return', async (why, leave, comeBack) => {
    const id = await ask(app, app.sam, `for whoever ${why}`);
    await leave();
    expect((await answersOf(app).post(id, { text: `kept for you: ${why}` })).status).toBe(202);
    await eventually(async () =>
      expect((await answersOf(app).status(id)).messages).toMatchObject([
        { message: 'final', state: 'parked' },
      ]),
    );
    await comeBack();
    await app.sam.hears(saying(new RegExp(`kept for you: ${why}`)), { timeoutMs: 20_000 });
    await advance(10 * SECOND_MS);
    expect(allSaying(app.sam, new RegExp(`kept for you: ${why}`))).toHaveLength(1);
  });
});
