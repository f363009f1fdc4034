import { LAUNCH_CREW, NORTHWIND, saying, saidIn, startWholeApp, type WholeApp } from './wholeApp';

const MINUTE_MS = 60_000;

describe('somebody who could not be reached', () => {
  let app: WholeApp;
  beforeAll(async () => {
    app = await startWholeApp();
  });
  afterAll(() => app.stop());

  const get = async (path: string): Promise<unknown> =>
    (await fetch(`${app.stage.hostUrl}/api/${path}`)).json();
  const suspendedNow = async (): Promise<unknown[]> =>
    ((await get('conversations?state=suspended')) as { conversations: unknown[] }).conversations;

  it('is told on return what came due meanwhile, once, and hears what comes after', async () => {
    await app.sam.say('remind me in 10 minutes to take the cake out');
    await app.sam.hears(saying(/I will remind you[\s\S]*take the cake out/));
    const blocked = app.stage.connector.faults.add({
      match: (call) => /⏰/.test(JSON.stringify(call.activity ?? {})),
      times: Infinity,
      kind: { name: 'forbidden', code: 'ConversationBlockedByUser', shape: 'nested' },
    });
    await app.stage.clock.advance(10 * MINUTE_MS);
    for (let waited = 0; waited < 10_000 && (await suspendedNow()).length === 0; waited += 200)
      await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await suspendedNow()).toMatchObject([{ kind: 'personal', state: 'suspended' }]);
    blocked.remove();

    await app.sam.say('list');
    const told = await app.sam.hears(saying(/While you were away/));
    expect(saidIn(told)).toContain('take the cake out');
    expect(await suspendedNow()).toEqual([]);

    await app.sam.say('remind me in 10 minutes to eat it');
    await app.sam.hears(saying(/I will remind you[\s\S]*eat it/));
    await app.stage.clock.advance(10 * MINUTE_MS);
    await app.sam.hears(saying(/⏰ eat it/), { timeoutMs: 10_000 });
    expect(app.sam.heard().filter(saying(/While you were away/))).toHaveLength(1);
  });

  it.each([
    ['a group', { conversation: LAUNCH_CREW.id }],
    ['a channel', { conversation: NORTHWIND.channels[0]?.id ?? '' }],
  ])('%s hears it after the next message there, whoever wrote it', async (name, where) => {
    await app.sam.install(where);
    const mentioned = { ...where, mention: true };
    await app.sam.say(`remind us in 10 minutes to air ${name}`, mentioned);
    await app.sam.hears(saying(new RegExp(`I will remind[\\s\\S]*air ${name}`)), where);
    const blocked = app.stage.connector.faults.add({
      match: (call) => new RegExp(`⏰ air ${name}`).test(JSON.stringify(call.activity ?? {})),
      times: Infinity,
      kind: { name: 'forbidden', code: 'MessageWritesBlocked', shape: 'code' },
    });
    await app.stage.clock.advance(10 * MINUTE_MS);
    for (let waited = 0; waited < 10_000 && (await suspendedNow()).length === 0; waited += 200)
      await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await suspendedNow()).toHaveLength(1);
    blocked.remove();

    await app.ana.say('ayuda', mentioned);
    const told = saidIn(await app.ana.hears(saying(/no pude escribir aquí/), where));
    expect(told).toContain(`air ${name}`);
    expect(await suspendedNow()).toEqual([]);
    await app.sam.say('help', mentioned);
    await app.ana.say('ayuda', mentioned);
    expect(app.ana.heard(where).filter(saying(/no pude escribir aquí|could not write here/))).toHaveLength(1);
  });

  it('is known to operators, and what is dead can be sent again', async () => {
    await app.ana.say('recuérdame en 10 minutos regar');
    await app.ana.hears(saying(/Te lo recordaré[\s\S]*regar/));
    app.stage.connector.faults.add({
      match: (call) => /⏰ regar/.test(JSON.stringify(call.activity ?? {})),
      kind: 'tooLarge',
    });
    await app.stage.clock.advance(10 * MINUTE_MS);
    type Dead = { deliveries: { id: string; reason: string }[] };
    const dead = async (): Promise<Dead['deliveries']> =>
      ((await get('deliveries?state=dead')) as Dead).deliveries;
    for (let waited = 0; waited < 10_000 && (await dead()).length === 0; waited += 200)
      await new Promise((resolve) => setTimeout(resolve, 200));
    const [letter] = await dead();
    expect(letter).toMatchObject({ reason: 'the message is too large for the channel' });
    const response = await fetch(`${app.stage.hostUrl}/api/deliveries/${letter?.id}/retry`, {
      method: 'POST',
    });
    expect(response.status).toBe(202);
    await app.ana.hears(saying(/⏰ regar/), { timeoutMs: 10_000 });
    expect(await dead()).toEqual([]);
  });
});
