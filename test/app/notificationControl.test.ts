/** Notifications as people live with them: follow, press, mute, quiet hours, digests, stopping; on the whole app. */
import { setTimeout as sleep } from 'node:timers/promises';
import { callApi } from './callApi';
import { NORTHWIND, saidIn, saying, startWholeApp, type WholeApp } from './wholeApp';

const MINUTE_MS = 60_000;

interface RecipientReport {
  target: string;
  state: string;
  reason?: string;
  attempts: number;
  activityId?: string;
  pressed?: { action: string };
}

describe('notifications, and who is in charge of them', () => {
  let app: WholeApp;
  beforeAll(async () => {
    app = await startWholeApp();
    await app.sam.install({ conversation: NORTHWIND.id });
  }, 60_000);
  afterAll(() => app.stop());

  const call = (method: string, path: string, body?: object) =>
    callApi(app.stage.hostUrl, method, path, body);
  /** Sends it, and gives its id. */
  const notify = async (body: object): Promise<string> =>
    String((await call('POST', 'notifications', body))['id']);
  const recipientsOf = async (id: string): Promise<RecipientReport[]> =>
    (await call('GET', `notifications/${id}/recipients`))['recipients'] as RecipientReport[];
  /** What became of its only recipient, once that is this. */
  const becomes = async (id: string, state: string): Promise<RecipientReport> => {
    for (let tries = 0; tries < 100; tries += 1) {
      const [recipient] = await recipientsOf(id);
      if (recipient?.state === state) return recipient;
      await sleep(100);
    }
    throw new Error(`${id} is not ${state}: ${JSON.stringify(await recipientsOf(id))}`);
  };
  const text = (said: string) => ({ text: said });

  it('come to whoever follows their topic, with what caused them, and what is pressed is reported', async () => {
    await call('PUT', 'topics/deployments', { title: 'Deployments', description: 'What goes live' });
    await app.sam.say('follow deployments');
    await app.sam.hears(saying(/You follow deployments/));
    const id = await notify({
      to: { topic: 'Deployments' },
      topic: 'deployments',
      message: text('Release 42 is ready for **production**.'),
      why: 'GitHub Actions, run 4711',
      actions: [
        { id: 'approve', title: 'Approve' },
        { id: 'reject', title: 'Reject' },
      ],
    });
    const came = await app.sam.hears(saying(/Release 42/), { timeoutMs: 15_000 });
    expect(saidIn(came)).toMatch(/deployments · GitHub Actions, run 4711/);
    await app.sam.press('Approve', { messageId: came.id });
    const shown = app.sam.heard().find((item) => item.id === came.id);
    expect(JSON.stringify(shown?.views ?? shown?.activity)).toMatch(/✓ Approve – Sam Carter/);
    const recipient = await becomes(id, 'sent');
    expect(recipient).toMatchObject({ target: 'topic:deployments', attempts: 1, activityId: came.id });
    expect(JSON.stringify(recipient)).toContain('approve');
    await expect(call('GET', 'topics/deployments')).resolves.toMatchObject({ followers: 1 });
  });

  it('stop when their button is pressed, also what waits already and what is urgent', async () => {
    const waiting = await notify({
      to: { user: app.sam.record.email },
      topic: 'deployments',
      message: text('Release 43'),
      urgent: true,
      sendAt: new Date(app.stage.clock.now() + 10 * MINUTE_MS).toISOString(),
    });
    const came = app.sam.heard().find(saying(/Release 42/));
    await app.sam.press('Unfollow deployments', { messageId: came?.id ?? '' });
    await app.stage.clock.advance(10 * MINUTE_MS);
    const recipient = await becomes(waiting, 'cancelled');
    expect(recipient.reason).toMatch(/^opted-out: /);
    expect(app.sam.heard().filter(saying(/Release 43/))).toEqual([]);
  });

  it('wait in quiet hours, and come together when these end; in the person’s language', async () => {
    await app.ana.say('horas de silencio 00:00 a 23:59');
    await app.ana.hears(saying(/Horas de silencio 00:00–23:59/));
    const ids = [];
    for (const said of ['Uno', 'Dos', 'Tres'])
      ids.push(await notify({ to: { user: app.ana.record.aadObjectId }, message: { es: text(said) } }));
    for (const id of ids) expect((await becomes(id, 'held')).reason).toMatch(/^quiet-hours: /);
    const urgent = await notify({
      to: { user: app.ana.record.aadObjectId },
      message: text('Fire'),
      urgent: true,
    });
    await becomes(urgent, 'sent');
    await app.ana.say('quitar horas de silencio');
    const digest = await app.ana.hears(saying(/Mientras no te molestaba: 3 avisos/), { timeoutMs: 15_000 });
    expect(saidIn(digest)).toMatch(/Uno[\s\S]*Dos[\s\S]*Tres/);
    for (const id of ids) expect((await becomes(id, 'sent')).activityId).toBe(digest.id);
  });

  it('come together after six in an hour, and the same once', async () => {
    const to = { user: app.priya.record.email };
    const ids = [];
    for (let number = 1; number <= 9; number += 1) {
      ids.push(await notify({ to, message: text(`Build ${number}.`) }));
      await becomes(ids.at(-1) as string, number <= 6 ? 'sent' : 'held');
    }
    await app.stage.clock.advance(61 * MINUTE_MS);
    const digest = await app.priya.hears(saying(/While it was quiet: 3 notifications/), {
      timeoutMs: 20_000,
    });
    expect(saidIn(digest)).toMatch(/Build 7\.[\s\S]*Build 8\.[\s\S]*Build 9\./);
    for (const id of ids) await becomes(id, 'sent');
    const first = await notify({ to, message: text('Disk full'), dedupeKey: 'disk web-1' });
    await becomes(first, 'sent');
    const second = await notify({ to, message: text('Disk full'), dedupeKey: 'disk web-1' });
    expect((await becomes(second, 'cancelled')).reason).toBe(`collapsed: the same as ${first}`);
  }, 60_000);

  it('come to a channel that follows, for all who are there', async () => {
    const channel = NORTHWIND.channels[1]?.id ?? '';
    const { item } = await app.sam.say('follow incidents', { conversation: channel, mention: true });
    const thread = { conversation: `${channel};messageid=${item?.threadId ?? item?.id ?? ''}` };
    await app.sam.hears(saying(/now comes here/), thread);
    const id = await notify({
      to: { topic: 'incidents' },
      message: text('Checkout is down'),
      actions: [{ id: 'mine', title: 'I take it' }],
    });
    const recipient = await becomes(id, 'sent');
    const place = { conversation: `${channel};messageid=${recipient.activityId ?? ''}` };
    const came = await app.ana.hears(saying(/Checkout is down/), place);
    await app.ana.press('I take it', { ...place, messageId: came.id });
    expect(JSON.stringify(await recipientsOf(id))).toContain('mine');
    // Sam still sees the button: whoever presses later is shown the first.
    const { answer } = await app.sam.press('I take it', { ...place, messageId: came.id });
    expect(JSON.stringify(answer)).toMatch(/✓ (?:I take it) – Ana García/);
  });

  it('say in a dry run who would not get them', async () => {
    await app.priya.say('stop notifications');
    await app.priya.hears(saying(/No notification comes to you any more/));
    const preview = await call('POST', 'notifications?dryRun=true', {
      to: [{ user: app.priya.record.email }, { user: app.sam.record.email }],
      message: text('Hello'),
    });
    expect(preview['recipients']).toMatchObject([
      { wouldGet: false, reason: expect.stringMatching(/^opted-out: /) },
      { wouldGet: true },
    ]);
  });
});
