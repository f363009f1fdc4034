/** Living with reminders by their buttons: in place, on copies, on stale cards, by others, and with data that nobody pressed. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Person } from '../../dev/chat/person';
import { LAUNCH_CREW, NORTHWIND, saidIn, saying, startWholeApp, type WholeApp } from './wholeApp';

const MINUTE_MS = 60_000;
const idIn = (text: string): string => /\bId ([0-9A-Z]{5})\b/.exec(text)?.[1] ?? '';

describe('a reminder’s buttons', () => {
  let app: WholeApp;
  beforeAll(async () => {
    app = await startWholeApp();
    for (const one of [app.sam, app.ana]) await one.install({ conversation: LAUNCH_CREW.id });
    await app.sam.install({ conversation: NORTHWIND.id });
  }, 60_000);
  afterAll(() => app.stop());

  const set = async (phrase: string, message: string) => {
    await app.sam.say(`${phrase} ${message}`);
    return idIn(saidIn(await app.sam.hears(saying(new RegExp(`I will remind you[\\s\\S]*${message}`)))));
  };
  /** What Sam now sees in this message, with the card that took its place. */
  const seen = (person: Person, messageId: string): string => {
    const item = person.heard().find(({ id }) => id === messageId);
    return JSON.stringify(item?.views?.[person.record.id] ?? item?.activity.attachments);
  };
  /** A card's data as a client without Action.Execute sends it, or as nobody has pressed it. */
  const submit = async (from: Person, value: unknown, replyToId: string | undefined) => {
    const { activity } = await from.say('help');
    return fetch(app.stage.messagesUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...activity,
        id: `${Math.trunc(performance.now() * 1000)}`,
        text: '',
        value,
        replyToId,
      }),
    });
  };

  it('answer in the card, for snooze and done and undo', async () => {
    await set('remind me in 10 minutes to', 'press me');
    await app.stage.clock.advance(10 * MINUTE_MS);
    const came = await app.sam.hears(saying(/⏰ press me/), { timeoutMs: 10_000 });
    await app.sam.press('1 h', { messageId: came.id });
    expect(seen(app.sam, came.id)).toMatch(/Moved\.[\s\S]*press me/);
    const before = app.sam.heard().length;
    await app.sam.press('Cancel', { messageId: came.id });
    expect(seen(app.sam, came.id)).toMatch(/Cancelled\./);
    await app.sam.press('Undo', { messageId: came.id });
    expect(seen(app.sam, came.id)).toMatch(/It is back\./);
    expect(app.sam.heard()).toHaveLength(before);
  });

  it('work on every copy of a card; a stale one says what is so', async () => {
    const id = await set('remind me every weekday at 9:00 to', 'be copied');
    await app.sam.say(`show ${id}`);
    const first = app.sam.heard().at(-1);
    await app.sam.say(`show ${id}`);
    const second = app.sam.heard().at(-1);
    if (!first || !second) throw new Error('Nothing was shown.');
    expect(seen(app.sam, first.id).match(/• /g)).toHaveLength(5);
    await app.sam.press('Pause', { messageId: second.id });
    expect(seen(app.sam, second.id)).toMatch(/Paused\./);
    await app.sam.press('Skip next', { messageId: first.id });
    expect(seen(app.sam, first.id)).toMatch(/cannot be done with it as it is now[\s\S]*paused/);
    await app.sam.press('Resume', { messageId: first.id });
    expect(seen(app.sam, first.id)).toMatch(/Resumed\./);
    await app.sam.press('Cancel', { messageId: second.id });
    expect(seen(app.sam, second.id)).toMatch(/Cancelled\./);
    await app.sam.press('Pause', { messageId: first.id });
    expect(seen(app.sam, first.id)).toMatch(/is over; nothing was changed/);
  });

  it('update the message where a client only knows Action.Submit', async () => {
    const id = await set('remind me in 3 hours to', 'be submitted');
    const confirmed = await app.sam.hears(saying(/I will remind you[\s\S]*be submitted/));
    const response = await submit(app.sam, { command: `cancel ${id}` }, confirmed.id);
    expect(response.status).toBe(200);
    await sleep(200);
    expect(seen(app.sam, confirmed.id)).toMatch(/Cancelled\.[\s\S]*be submitted/);
  });

  it('of another person find nothing and tell nothing, pressed, replayed or forged', async () => {
    const id = await set('remind me in 5 hours to', 'stay secret');
    const value = { action: { type: 'Action.Execute', verb: 'command', data: { command: `cancel ${id}` } } };
    const { answer } = await app.priya.invoke('adaptiveCard/action', value);
    expect(JSON.stringify(answer)).toContain('I know nothing of yours');
    expect(JSON.stringify(answer)).not.toContain('stay secret');
    for (const command of [
      `show ${id}`,
      `done ${id}`,
      `snooze ${id} 10 minutes`,
      `undo ${id}`,
      `edit ${id} text mine`,
    ])
      await app.priya.say(command);
    expect(app.priya.heard().filter(saying(/stay secret/))).toHaveLength(0);
    await app.sam.say(`show ${id}`);
    await app.sam.hears(saying(/next on|on .*2026/));
    expect(saidIn(app.sam.heard().at(-1) as never)).toContain('stay secret');
  });

  it.each([
    [{ command: 'cancel' }],
    [{ command: 'cancel ZZZZZ', owner: 'somebody else' }],
    [{ command: { id: 'k' } }],
    [{ command: `cancel ${'9'.repeat(5000)}` }],
    [['cancel']],
    [{ command: "cancel 00000' or PartitionKey ne 'x" }],
  ])('with data that nobody has pressed do nothing: %j', async (value) => {
    const id = await set('remind me in 6 hours to', 'be safe');
    const response = await submit(app.sam, value, 'no-such-message');
    expect(response.status).toBe(200);
    await app.sam.say(`show ${id}`);
    expect(saidIn(app.sam.heard().at(-1) as never)).toMatch(/be safe/);
    await app.sam.say(`cancel ${id}`);
  });

  it('in a group are refused to the others, and only there', async () => {
    const where = { conversation: LAUNCH_CREW.id };
    await app.sam.say('remind us in 2 hours to stand up', { ...where, mention: true });
    const confirmed = await app.sam.hears(saying(/For everyone here/), where);
    const { answer } = await app.ana.press('Undo', { ...where, messageId: confirmed.id });
    expect(JSON.stringify(answer)).toMatch(/No conozco nada|I know nothing of yours/);
    await app.stage.clock.advance(120 * MINUTE_MS);
    const came = await app.sam.hears(saying(/⏰ stand up/), { ...where, timeoutMs: 15_000 });
    expect(saidIn(came)).not.toContain('<at>');
  });

  it('list and cancel what was set in a channel, for whoever made it', async () => {
    const launches = NORTHWIND.channels[1]?.id ?? '';
    const { item } = await app.sam.say('remind us in 3 hours to ship it', {
      conversation: launches,
      mention: true,
    });
    const thread = { conversation: `${launches};messageid=${item?.threadId ?? item?.id ?? ''}` };
    const id = idIn(saidIn(await app.sam.hears(saying(/I will remind you[\s\S]*ship it/), thread)));
    await app.sam.say('remind me in 9 hours to keep this private');
    await app.sam.say('list', { ...thread, mention: true });
    const listed = saidIn(await app.sam.hears(saying(/Your reminders here/), thread));
    expect(listed).toContain(id);
    expect(listed).not.toContain('keep this private');
    await app.ana.say(`cancel ${id}`, { ...thread, mention: true });
    await app.ana.hears(saying(/I know nothing of yours|No conozco nada/), thread);
    await app.sam.say('list');
    await app.sam.hears(saying(new RegExp(`${id} – [\\s\\S]*ship it`)));
    await app.sam.say(`cancel ${id}`, { ...thread, mention: true });
    await app.sam.hears(saying(/Cancelled\.[\s\S]*ship it/), thread);
  });
});
