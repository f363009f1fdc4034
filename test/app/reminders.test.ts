import { setTimeout as sleep } from 'node:timers/promises';
import { LAUNCH_CREW, NORTHWIND, saidIn, saying, startWholeApp, type WholeApp } from './wholeApp';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe('reminders, from the chat and back to it', () => {
  let app: WholeApp;
  beforeAll(async () => {
    app = await startWholeApp();
  });
  afterAll(() => app.stop());

  const idIn = (text: string): string => /\bId ([0-9A-Z]{5})\b/.exec(text)?.[1] ?? '';

  it('confirms with the absolute time, the zone and an id, and speaks first when it is time', async () => {
    await app.sam.say('remind me in 20 minutes to check the oven');
    const confirmed = await app.sam.hears(
      saying(/I will remind you on .*\(Europe\/London\)[\s\S]*check the oven/),
    );
    expect(idIn(saidIn(confirmed))).toMatch(/^[0-9A-Z]{5}$/);

    await app.stage.clock.advance(19 * MINUTE_MS);
    await sleep(1500);
    expect(app.sam.heard().filter(saying(/⏰ check the oven/))).toHaveLength(0);

    await app.stage.clock.advance(MINUTE_MS);
    await app.sam.hears(saying(/⏰ check the oven/), { timeoutMs: 10_000 });
    await sleep(1500);
    expect(app.sam.heard().filter(saying(/⏰ check the oven/))).toHaveLength(1);
  });

  it('speaks Spanish with whoever writes Spanish', async () => {
    await app.ana.say('recuérdame en 10 minutos beber agua');
    await app.ana.hears(saying(/Te lo recordaré el .*\(Europe\/Madrid\)[\s\S]*beber agua/));
    await app.ana.say('lista');
    await app.ana.hears(saying(/Tus recordatorios[\s\S]*beber agua/));
    await app.stage.clock.advance(10 * MINUTE_MS);
    await app.ana.hears(saying(/⏰ beber agua/), { timeoutMs: 10_000 });
  });

  it('keeps what is far away out of the queue, and brings it on its day', async () => {
    await app.sam.say('remind me tomorrow at 9 to call Ana');
    await app.sam.hears(saying(/I will remind you on[\s\S]*call Ana/));
    await app.stage.clock.advance(40 * HOUR_MS);
    await app.sam.hears(saying(/⏰ call Ana/), { timeoutMs: 20_000 });
  });

  it('lists and cancels one’s own, and knows nothing of other people’s', async () => {
    await app.sam.say('remind me in 3 hours to be cancelled');
    const id = idIn(saidIn(await app.sam.hears(saying(/I will remind you[\s\S]*be cancelled/))));
    await app.priya.say(`cancel ${id}`);
    await app.priya.hears(saying(/nothing of yours with the id/));

    await app.sam.say('list');
    await app.sam.hears(saying(new RegExp(`${id} – [\\s\\S]*be cancelled`)));
    await app.sam.say(`cancel ${id.toLowerCase()}`);
    await app.sam.hears(saying(/Cancelled[\s\S]*be cancelled/));
    await app.stage.clock.advance(4 * HOUR_MS);
    await sleep(2000);
    expect(app.sam.heard().filter(saying(/⏰ be cancelled/))).toHaveLength(0);
  });

  it('says what it does not understand, with an example, and sets nothing', async () => {
    await app.priya.say('flibbertigibbet');
    await app.priya.hears(saying(/did not understand[\s\S]*remind me in 20 minutes/));
    await app.priya.say('list');
    await app.priya.hears(saying(/You have no reminders/));
  });

  it('answers and reminds in the thread of a channel in which it was mentioned', async () => {
    const launches = NORTHWIND.channels[1]?.id ?? '';
    await app.sam.install({ conversation: NORTHWIND.id });
    const { item } = await app.sam.say('remind me in 5 minutes to post the report', {
      conversation: launches,
      mention: true,
    });
    const thread = `${launches};messageid=${item?.threadId ?? item?.id ?? ''}`;
    await app.sam.hears(saying(/I will remind you[\s\S]*post the report/), { conversation: thread });
    await app.stage.clock.advance(5 * MINUTE_MS);
    const came = await app.sam.hears(saying(/⏰ post the report/), {
      conversation: thread,
      timeoutMs: 10_000,
    });
    expect(saidIn(came)).toContain('<at>Sam Carter</at>');
  });

  it('keeps silent in a group unless it is mentioned', async () => {
    await app.ana.install({ conversation: LAUNCH_CREW.id });
    await app.ana.hears(saying(/Mencióname/), { conversation: LAUNCH_CREW.id });
    const before = app.ana.heard({ conversation: LAUNCH_CREW.id }).length;
    await app.ana.say('ayuda', { conversation: LAUNCH_CREW.id });
    await app.ana.say('ayuda', { conversation: LAUNCH_CREW.id, mention: true });
    await app.ana.hears(saying(/Te escribo cuando llega la hora/), { conversation: LAUNCH_CREW.id });
    expect(app.ana.heard({ conversation: LAUNCH_CREW.id })).toHaveLength(before + 1);
  });
});

describe('reminders, when things break', () => {
  let app: WholeApp;
  beforeAll(async () => {
    app = await startWholeApp();
  });
  afterAll(() => app.stop());

  it('delivers after the host was killed between setting and due time', async () => {
    await app.sam.say('remind me in 10 minutes to survive the crash');
    await app.sam.hears(saying(/I will remind you[\s\S]*survive the crash/));
    await app.stage.killHost('SIGKILL');
    await app.stage.startHost();
    await app.stage.clock.advance(10 * MINUTE_MS);
    await app.sam.hears(saying(/⏰ survive the crash/), { timeoutMs: 20_000 });
  });

  it('delivers late, and says so, what came due while nothing ran', async () => {
    await app.sam.say('remind me in 10 minutes to come late');
    await app.sam.hears(saying(/I will remind you[\s\S]*come late/));
    await app.stage.killHost('SIGKILL');
    await app.stage.clock.advance(2 * HOUR_MS);
    await app.stage.startHost();
    // A first try that storage fails on a busy machine is followed by the next after 30 s.
    const came = await app.sam.hears(saying(/⏰ come late/), { timeoutMs: 60_000 });
    expect(saidIn(came)).toMatch(/This is late: due .*, delivered/);
  }, 90_000);

  it('apologises while storage is away, says so in health, loses nothing confirmed, and is back with it', async () => {
    await app.sam.say('remind me in 30 minutes to outlive the outage');
    await app.sam.hears(saying(/I will remind you[\s\S]*outlive the outage/));
    await app.stage.stopStorage();
    const health = await fetch(`${app.stage.hostUrl}/api/health`);
    expect(health.status).toBe(503);
    expect(await health.json()).toMatchObject({
      status: 'down',
      parts: { http: { status: 'up' }, storage: { status: 'down' } },
    });
    await app.sam.say('remind me in 5 minutes to be unlucky');
    await app.sam.hears(saying(/Sorry, something went wrong/), { timeoutMs: 15_000 });

    await app.stage.startStorage();
    expect((await fetch(`${app.stage.hostUrl}/api/health`)).status).toBe(200);
    await app.sam.say('list');
    await app.sam.hears(saying(/Your reminders[\s\S]*outlive the outage/));
    await app.stage.clock.advance(30 * MINUTE_MS);
    await app.sam.hears(saying(/⏰ outlive the outage/), { timeoutMs: 20_000 });
    expect(app.sam.heard().filter(saying(/be unlucky/))).toHaveLength(0);
  });

  it('gives a re-sent activity no second effect', async () => {
    const { activity } = await app.sam.say('remind me in 40 minutes to do it once');
    const answers = app.sam.heard().filter(saying(/do it once/)).length;
    expect(answers).toBe(1);
    const again = await Promise.all(
      [1, 2, 3].map(() =>
        fetch(app.stage.messagesUrl, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(activity),
        }),
      ),
    );
    expect(again.map(({ status }) => status)).toEqual([200, 200, 200]);
    await app.stage.clock.advance(40 * MINUTE_MS);
    await app.sam.hears(saying(/⏰ do it once/), { timeoutMs: 10_000 });
    await sleep(1500);
    expect(app.sam.heard().filter(saying(/do it once/))).toHaveLength(2);
  });

  it('delivers after the channel has throttled and failed, once', async () => {
    await app.sam.say('remind me in 10 minutes to get through');
    await app.sam.hears(saying(/I will remind you[\s\S]*get through/));
    app.stage.connector.faults.add({
      match: { method: 'POST' },
      times: 1,
      kind: { name: 'throttled', retryAfterSeconds: 1 },
    });
    await app.stage.clock.advance(10 * MINUTE_MS);
    await app.sam.hears(saying(/⏰ get through/), { timeoutMs: 20_000 });
    expect(app.sam.heard().filter(saying(/⏰ get through/))).toHaveLength(1);
  });
});
