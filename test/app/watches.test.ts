/** Watches from outside: what is said, checks as the clock moves, alerts, trouble, the end; restarts and crashes. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/clock';
import type { Person } from '../../dev/chat/person';
import { allSaying, eventually } from './answersOnStage';
import { PriceServer } from './pricesOnStage';
import { saidIn, saying, startWholeApp, type WholeApp } from './wholeApp';

const HEARS = { timeoutMs: 15_000 };

let prices: PriceServer;
let app: WholeApp;

beforeAll(async () => {
  prices = await PriceServer.start();
  app = await startWholeApp({ hostEnv: { ...prices.settings, WATCH_MAX_ACTIVE: '3' } });
});
afterAll(async () => {
  await app.stop();
  await prices.stop();
});
beforeEach(() => {
  prices.price = 250;
  prices.reply = undefined;
});
afterEach(async () => {
  for (const person of [app.sam, app.ana, app.priya]) await stopAll(person);
});

const advance = (ms: number): Promise<void> => app.stage.clock.advance(ms);

/** Says it, and gives what the bot answers. */
async function answerTo(person: Person, text: string): Promise<string> {
  const before = person.heard().length;
  await person.say(text);
  await eventually(() => expect(person.heard().length).toBeGreaterThan(before));
  return saidIn(person.heard()[before] as Parameters<typeof saidIn>[0]);
}

/** Watches, and gives the id. */
async function watch(person: Person, how: string, verb = 'watch'): Promise<string> {
  const said = await answerTo(person, `${verb} ${prices.url} ${how}`);
  const [, id] = /(?:Watch|Vigilancia) ([0-9A-Z]{5})/.exec(said) ?? [];
  if (!id) throw new Error(`No watch: ${said}`);
  return id;
}

async function stopAll(person: Person): Promise<void> {
  const said = await answerTo(person, 'watches');
  for (const [, id] of said.matchAll(/^([0-9A-Z]{5}) –/gm)) await answerTo(person, `stop watch ${id}`);
}

/** Moves the clock past the next check, and waits until the server has been asked. */
async function nextCheck(ms = 15 * MINUTE_MS + 1000): Promise<void> {
  const before = prices.asked.length;
  await advance(ms);
  await eventually(() => expect(prices.asked.length).toBeGreaterThan(before));
}

describe('a watch', () => {
  it('is confirmed with what is watched, its value now, how often and until when', async () => {
    const said = await answerTo(
      app.sam,
      `watch ${prices.url} at /price drops 20% every 30 minutes for 2 days`,
    );
    expect(said).toMatch(/I watch localhost:\d+\/vegas\.json \/price and tell you when it drops by 20%\./);
    expect(said).toContain('It is now: 250');
    expect(said).toMatch(/I look every 30 minutes until /);
    expect(said).toMatch(/Watch [0-9A-Z]{5}/);
  });

  it('tells from what to what it has dropped, when and where, with buttons; and measures anew from there', async () => {
    const id = await watch(app.sam, 'at /price drops 20%');
    prices.price = 210;
    await nextCheck();
    prices.price = 199;
    await nextCheck();
    const alert = saidIn(await app.sam.hears(saying(/250 → 199/), HEARS));
    expect(alert).toContain('-20.4%');
    expect(alert).toContain(`/vegas.json /price (${id})`);
    expect(alert).toMatch(/Seen on \w{3}/);
    for (const button of ['Keep watching', 'Stop', 'Snooze for a day'])
      expect(alert).toContain(`"${button}"`);
    await nextCheck();
    await nextCheck();
    expect(allSaying(app.sam, /→/)).toHaveLength(1);
    prices.price = 150;
    await nextCheck();
    await app.sam.hears(saying(/199 → 150/), HEARS);
  });

  it('says that nothing has changed to a server that can say so too', async () => {
    await watch(app.sam, 'at /price changes');
    await nextCheck();
    expect(prices.asked.at(-1)?.headers['if-none-match']).toBe('"250"');
  });

  it('is understood and answered in Spanish, prices included', async () => {
    prices.price = '1.299,00 €';
    const said = await answerTo(app.ana, `vigila ${prices.url} en /price por debajo de 1.000,00 € cada hora`);
    expect(said).toContain('te aviso cuando esté por debajo de 1000');
    expect(said).toContain('Ahora está en: 1.299,00 €');
    prices.price = '999,90 €';
    await nextCheck(HOUR_MS + 1000);
    await app.ana.hears(saying(/1\.299,00 € → 999,90 €[\s\S]*Seguir vigilando/), HEARS);
    expect(await answerTo(app.ana, 'vigilancias')).toMatch(/Tienes 1 vigilancia:[\s\S]*999,90 €/);
  });

  it('is listed, shown and stopped; after that nobody is asked', async () => {
    expect(await answerTo(app.priya, 'watches')).toContain('You have no watches');
    const id = await watch(app.priya, 'at /price below 100 every 10 minutes');
    expect(await answerTo(app.priya, 'watches')).toMatch(
      new RegExp(
        `You have 1 watch:[\\s\\S]*${id} – .*250\\. I tell you when it is below 100\\. Looked at .*; next `,
      ),
    );
    expect(await answerTo(app.priya, `show ${id}`)).toMatch(/It is now: 250[\s\S]*Looked at once/);
    expect(await answerTo(app.sam, `show watch ${id}`)).toContain(`You have no watch ${id}`);
    expect(await answerTo(app.sam, `stop watch ${id}`)).toContain(`You have no watch ${id}`);
    expect(await answerTo(app.priya, `stop ${id}`)).toContain('I no longer watch');
    expect(await answerTo(app.priya, `stop ${id}`)).toContain('any more');
    const before = prices.asked.length;
    prices.price = 50;
    await advance(HOUR_MS);
    expect(prices.asked.length).toBe(before);
    expect(allSaying(app.priya, /→/)).toEqual([]);
  });

  it('can be silenced by a button, and tells afterwards what is still so', async () => {
    await watch(app.sam, 'at /price below 240');
    prices.price = 230;
    await nextCheck();
    await app.sam.hears(saying(/250 → 230/), HEARS);
    await app.sam.press('Snooze for a day');
    await app.sam.hears(saying(/I tell you nothing about/), HEARS);
    prices.price = 245;
    await nextCheck();
    prices.price = 220;
    await nextCheck();
    expect(allSaying(app.sam, /→ 220/)).toEqual([]);
    await nextCheck(DAY_MS);
    await app.sam.hears(saying(/230 → 220/), HEARS);
  });

  it('asks when its time is up, looks no more, and goes on when it is told to', async () => {
    const id = await watch(app.sam, 'at /price changes every 1 hour for 3 hours');
    await advance(3 * HOUR_MS + 2000);
    await app.sam.hears(saying(/Keep watching\?[\s\S]*The time of this watch is up/), HEARS);
    const before = prices.asked.length;
    await advance(5 * HOUR_MS);
    expect(prices.asked.length).toBe(before);
    expect(await answerTo(app.sam, 'watches')).toMatch(/its time is up/);
    await app.sam.press('Keep watching');
    await app.sam.hears(saying(new RegExp(`I keep watching .* until .*\\(${id}\\)`)), HEARS);
    prices.price = 260;
    await nextCheck(HOUR_MS + 1000);
    await app.sam.hears(saying(/250 → 260/), HEARS);
  });
});

describe('trouble', () => {
  it('is told once after three failures, with the reason, and once that it is over', async () => {
    const id = await watch(app.priya, 'at /price changes');
    prices.reply = (response) => void response.writeHead(503).end();
    await nextCheck();
    await nextCheck();
    expect(allSaying(app.priya, /I cannot read/)).toEqual([]);
    await nextCheck(31 * MINUTE_MS);
    await app.priya.hears(saying(/I cannot read .*the error 503[\s\S]*3 times[\s\S]*250/), HEARS);
    await nextCheck(61 * MINUTE_MS);
    expect(await answerTo(app.priya, `show ${id}`)).toContain('The last 4 tries failed');
    prices.reply = undefined;
    await nextCheck(3 * HOUR_MS);
    await app.priya.hears(saying(/I can read .* again\. It is now: 250/), HEARS);
    expect(allSaying(app.priya, /I cannot read/)).toHaveLength(1);
  });

  it.each([
    ['no JSON', '<html>', 'at /price', /is not JSON/],
    ['NaN', '{"price":NaN}', 'at /price below 3', /is not JSON/],
    ['a pointer to nothing', '{"cost":3}', 'at /price changes', /there is nothing at that place/],
    ['a text for a number', '{"price":"on request"}', 'at /price below 3', /“on request” is not one number/],
    ['a text "NaN"', '{"price":"NaN"}', 'at /price below 3', /“NaN” is not one number/],
    ['a pattern that matches nothing', 'abc', 'match "x(\\d+)" below 3', /matches nothing/],
    ['zero for percentages', '{"price":0}', 'at /price drops 10%', /above zero/],
  ])('is said at once, and nothing is kept: %s', async (_what, body, how, words) => {
    prices.reply = (response) => void response.end(body);
    expect(await answerTo(app.sam, `watch ${prices.url} ${how}`)).toMatch(words);
    expect(await answerTo(app.sam, 'watches')).toContain('You have no watches');
  });

  it('is said at once of a body without an end', async () => {
    prices.reply = (response) => {
      const more = (): void => {
        while (!response.destroyed)
          if (!response.write(Buffer.alloc(65_536))) return void response.once('drain', more);
      };
      more();
    };
    expect(await answerTo(app.sam, `watch ${prices.url} changes`)).toContain('what it answers is too large');
  });

  it('is said at once of a redirect into a private network', async () => {
    prices.reply = (response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    expect(await answerTo(app.sam, `watch ${prices.url} changes`)).toMatch(/only open https|private network/);
  });

  it.each([
    ['https://sam:secret@example.com/', /holds a name or a password/],
    ['https://127.0.0.1/', /private network/],
    ['https://2130706433/', /private network/],
    ['https://[::ffff:169.254.169.254]/', /private network/],
    ['https://localhost./', /private network/],
    ['https://metadata.google.internal/', /private network/],
    ['http://example.com/', /only open https/],
    ['ftp://example.com/', /only open https/],
    ['https://example.com:25/', /that port/],
  ])('is said of %s, which is never called', async (url, words) => {
    expect(await answerTo(app.sam, `watch ${url} changes`)).toMatch(words);
  });

  it.each([
    ['changes every 1 minute', /every 5 minutes at most/],
    ['changes for 1000 days', /90 days at most/],
    ['changes every 2 weeks for 7 days', /end before I look again/],
    ['changes for 0 days', /end before I look again/],
    ['changes every 200 days', /end before I look again/],
    ['changes for 2 months', /I do not understand “for 2 months”/],
    ['at /~2', /I do not understand/],
    ['match /(a+/', /cannot use that pattern/],
    ['match /(?=a)/', /cannot use that pattern/],
    ['below many', /I do not understand “below many”/],
  ])('is said of “%s”', async (how, words) => {
    expect(await answerTo(app.sam, `watch ${prices.url} at /price ${how}`)).toMatch(words);
  });

  it('is said of more watches than the limit, and room is made by stopping one', async () => {
    const [first] = [
      await watch(app.sam, 'at /price below 1'),
      await watch(app.sam, 'at /price below 2'),
      await watch(app.sam, 'at /price below 3'),
    ];
    expect(await answerTo(app.sam, `watch ${prices.url} at /price below 4`)).toContain(
      'You have 3 watches already',
    );
    await answerTo(app.sam, `stop ${first}`);
    await watch(app.sam, 'at /price below 4');
    expect(await answerTo(app.sam, `keep watching ${first}`)).toContain('You have 3 watches already');
  });

  it('lasts for some looks where it looks seldom and nothing else is said', async () => {
    const said = await answerTo(app.sam, `watch ${prices.url} at /price changes every 2 weeks`);
    expect(said).toMatch(/I look every 14 days until [^.]*Jan 2027/);
  });
});

describe('what happens to the app', () => {
  it('is no matter to a watch: a crash, a restart', async () => {
    await watch(app.ana, 'at /price changes');
    await app.stage.killHost('SIGKILL');
    prices.price = 260;
    await advance(20 * MINUTE_MS);
    await app.stage.startHost();
    await app.ana.hears(saying(/250 → 260/), { timeoutMs: 60_000 });
    await app.ana.press('Keep watching');
    await app.ana.hears(saying(/I keep watching/), HEARS);
    prices.price = 270;
    await nextCheck(16 * MINUTE_MS);
    await app.ana.hears(saying(/260 → 270/), HEARS);
    expect(allSaying(app.ana, /→ 260/)).toHaveLength(1);
  });
});

describe('a monitor that is lost', () => {
  it('is started again by the repair, once its check is overdue', async () => {
    await watch(app.priya, 'at /price changes every 1 hour');
    await app.stage.killHost('SIGTERM');
    const folder = join(app.stage.folder, 'host');
    for (const name of readdirSync(folder)) if (name.startsWith('durable')) rmSync(join(folder, name));
    prices.price = 260;
    await advance(90 * MINUTE_MS);
    await app.stage.startHost();
    await advance(10 * MINUTE_MS);
    await app.priya.hears(saying(/250 → 260/), { timeoutMs: 30_000 });
  });
});

describe('what is kept about a person', () => {
  it('names their watches, and is gone when they want that: nobody is asked any more', async () => {
    const id = await watch(app.priya, 'at /price below 100');
    expect(await answerTo(app.priya, 'what do you know about me')).toMatch(
      new RegExp(`Watches of yours:[\\s\\S]*${id}`),
    );
    await app.priya.say('yes, forget me');
    await eventually(async () => {
      const before = prices.asked.length;
      await advance(16 * MINUTE_MS);
      expect(prices.asked.length).toBe(before);
    });
    expect(await answerTo(app.priya, 'watches')).toContain('You have no watches');
  });
});
