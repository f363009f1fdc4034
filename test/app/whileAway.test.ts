import { saying, saidIn, startWholeApp, type WholeApp } from './wholeApp';

const MINUTE_MS = 60_000;

describe('somebody who could not be reached', () => {
  let app: WholeApp;
  beforeAll(async () => {
    app = await startWholeApp();
  });
  afterAll(() => app.stop());

  const get = async (path: string): Promise<unknown> =>
    (await fetch(`${app.stage.hostUrl}/api/${path}`)).json();

  it('is told on return what came due meanwhile, once, and hears what comes after', async () => {
    await app.sam.say('remind me in 10 minutes to take the cake out');
    await app.sam.hears(saying(/I will remind you[\s\S]*take the cake out/));
    const blocked = app.stage.connector.faults.add({
      match: (call) => /⏰/.test(JSON.stringify(call.activity ?? {})),
      times: Infinity,
      kind: { name: 'forbidden', code: 'ConversationBlockedByUser', shape: 'nested' },
    });
    await app.stage.clock.advance(10 * MINUTE_MS);
    const suspended = async (): Promise<unknown[]> =>
      ((await get('conversations?state=suspended')) as { conversations: unknown[] }).conversations;
    for (let waited = 0; waited < 10_000 && (await suspended()).length === 0; waited += 200)
      await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await suspended()).toMatchObject([{ kind: 'personal', state: 'suspended' }]);
    blocked.remove();

    await app.sam.say('list');
    const told = await app.sam.hears(saying(/While you were away/));
    expect(saidIn(told)).toContain('take the cake out');
    expect(await suspended()).toEqual([]);

    await app.sam.say('remind me in 10 minutes to eat it');
    await app.sam.hears(saying(/I will remind you[\s\S]*eat it/));
    await app.stage.clock.advance(10 * MINUTE_MS);
    await app.sam.hears(saying(/⏰ eat it/), { timeoutMs: 10_000 });
    expect(app.sam.heard().filter(saying(/While you were away/))).toHaveLength(1);
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
