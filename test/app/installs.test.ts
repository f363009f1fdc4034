import { setTimeout as sleep } from 'node:timers/promises';
import { NORTHWIND, SAM, saidIn, saying, startWholeApp, type WholeApp } from './wholeApp';

describe('installing the bot', () => {
  let app: WholeApp;
  beforeAll(async () => {
    app = await startWholeApp();
  });
  afterAll(() => app.stop());

  it('welcomes once, although two updates tell of the install', async () => {
    await app.sam.hears(saying(/Hello, I am Recado/));
    await sleep(500);
    expect(app.sam.heard().filter(saying(/Hello, I am Recado/))).toHaveLength(1);
  });

  it('welcomes in the person’s language', async () => {
    await app.ana.hears(saying(/Hola, soy Recado/));
  });

  it('has buttons that work', async () => {
    await app.sam.press('Remind me in 1 minute to stretch');
    await app.sam.hears(saying(/I will remind you on[\s\S]*stretch/));
    await app.sam.press('My reminders');
    await app.sam.hears(saying(/Your reminders[\s\S]*stretch/));
  });

  it('says in a team who added it, to which team, and not to each of its members', async () => {
    const heardBefore = app.ana.heard().length;
    await app.sam.install({ conversation: NORTHWIND.id });
    const welcome = await app.sam.hears(saying(/added me to the team/), { conversation: NORTHWIND.id });
    expect(saidIn(welcome)).toContain('Sam Carter added me to the team “Northwind”');
    await app.sam.addMember('29:1priya-nair', { conversation: NORTHWIND.id });
    await sleep(500);
    expect(app.ana.heard()).toHaveLength(heardBefore);
    expect(app.sam.heard({ conversation: NORTHWIND.id }).filter(saying(/added me to the team/))).toHaveLength(
      1,
    );
  });

  it('welcomes again after it was removed and installed anew', async () => {
    await app.sam.uninstall();
    await app.sam.install();
    await app.sam.hears(
      ({ activity, id }) => saying(/Hello, I am Recado/)({ activity }) && id !== app.sam.heard()[0]?.id,
    );
    expect(app.sam.heard().filter(saying(/Hello, I am Recado/))).toHaveLength(2);
  });
});

describe('what is no activity', () => {
  let app: WholeApp;
  beforeAll(async () => {
    app = await startWholeApp();
  });
  afterAll(() => app.stop());

  const post = (body: string, type = 'application/json'): Promise<Response> =>
    fetch(app.stage.messagesUrl, { method: 'POST', headers: { 'content-type': type }, body });
  const valid = (): Record<string, unknown> => ({
    type: 'message',
    channelId: 'msteams',
    id: '1',
    text: 'list',
    serviceUrl: app.stage.serviceUrl,
    from: { id: SAM.id },
    recipient: { id: '28:recado' },
    conversation: { id: app.sam.personalChatId, conversationType: 'personal' },
  });

  it.each([
    ['nothing', ''],
    ['half an object', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a text', '"x"'],
    ['an empty object', '{}'],
    ['nesting without end', '['.repeat(20_000)],
    ['nesting that ends', '{"type":'.repeat(2_000) + '1' + '}'.repeat(2_000)],
  ])('refuses %s with a problem in words', async (_name, body) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ status: 400, title: expect.any(String) as string });
  });

  it.each(['type', 'channelId', 'serviceUrl', 'from', 'conversation'])(
    'refuses an activity without %s, and names it',
    async (field) => {
      const answer = await post(JSON.stringify({ ...valid(), [field]: undefined }));
      expect(answer.status).toBe(400);
      expect(JSON.stringify(await answer.json())).toContain(`"/${field}`);
    },
  );

  it('refuses 1 MB, other content types, other methods and unknown routes', async () => {
    expect((await post(JSON.stringify({ ...valid(), text: 'x'.repeat(1_000_000) }))).status).toBe(413);
    expect((await post('x=1', 'text/plain')).status).toBe(415);
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const { status } = await fetch(app.stage.messagesUrl, { method });
      expect([404, 405]).toContain(status);
    }
    expect((await fetch(`${app.stage.hostUrl}/api/nowhere`)).status).toBe(404);
  });

  it('refuses to speak to another machine while it has no identity', async () => {
    expect(
      (await post(JSON.stringify({ ...valid(), serviceUrl: 'https://smba.trafficmanager.net/emea/' })))
        .status,
    ).toBe(403);
  });

  it('takes an activity of an unknown type and ignores it; an unknown invoke is 501', async () => {
    expect((await post(JSON.stringify({ ...valid(), type: 'somethingNew', id: '2' }))).status).toBe(200);
    expect(
      (await post(JSON.stringify({ ...valid(), type: 'invoke', name: 'nobody/knows', id: '3' }))).status,
    ).toBe(501);
  });

  it('is well after all of that', async () => {
    expect((await fetch(`${app.stage.hostUrl}/api/health`)).status).toBe(200);
  });
});
