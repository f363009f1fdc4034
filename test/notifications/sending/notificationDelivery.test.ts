/** What happens to one recipient: sent once, tried again, failed, cancelled, expired; each recorded on its row. */
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/clock';
import { dueKeyOf } from '../../../src/delivery/due';
import type { Outcome } from '../../../src/delivery/outcome';
import { repairPoison } from '../../../src/delivery/repairPoison';
import { recipientAgainDue, recipientDue } from '../../../src/notifications/notificationDue';
import { type Control, openControl } from '../../support/buildersControl';
import { WEDNESDAY_MORNING as NOW } from '../../support/clock';
import { Crash } from '../../support/tables';

let control: Control;
beforeEach(() => {
  control = openControl();
});

describe('a recipient', () => {
  it('gets the notification in their conversation, and its row says so', async () => {
    const recipient = await control.given({ topic: 'deployments', why: 'GitHub Actions, run 42' });
    await expect(control.deliverOne(recipient)).resolves.toBe('sent');
    expect(control.delivery.sent).toMatchObject([
      { to: { tenant: 'tenant', key: 'conversation|msteams|a:ana' }, utterance: { locale: 'en' } },
    ]);
    expect(control.said()[0]).toMatch(/is \*\*done\*\*[\s\S]*deployments · GitHub Actions, run 42/);
    const row = await control.found(recipient);
    expect(row).toMatchObject({ state: 'sent', activityId: 'a1', attempts: 1, at: NOW });
    expect(row?.reason).toBeUndefined();
  });

  it('costs six operations of the room', async () => {
    const recipient = await control.given();
    control.delivery.operations.names.length = 0;
    await control.deliverOne(recipient);
    const own = control.delivery.operations.names.filter((name) => !/^(?:due|queue|sender)\./.test(name));
    expect(own.sort()).toEqual([
      'conversations.get',
      'inboxes.get',
      'inboxes.insert',
      'notifications.find',
      'recipients.change',
      'recipients.find',
    ]);
  });

  it('is not sent to again by a pointer that comes twice, nor after a crash behind the record', async () => {
    const recipient = await control.given();
    await control.deliverOne(recipient);
    await control.parts.outbox.plan(recipientDue(recipient, NOW));
    await expect(control.deliverOne(recipient)).resolves.toBe('finished');
    expect(control.delivery.sent).toHaveLength(1);
  });

  it('has failed when its message has failed too often, before it could be asked what to send', async () => {
    const recipient = await control.given();
    const due = recipientDue(recipient, NOW);
    const [row] = await control.delivery.rows();
    await control.delivery.deps.store.remove(row?.key ?? dueKeyOf(due));
    await control.delivery.deps.store.insert(due, NOW, NOW, { attempt: 8, lastOutcome: 'transient: broken' });
    const { partition: p, row: r } = dueKeyOf(due, NOW);
    await expect(repairPoison(control.delivery.deps, { v: 1, p, r })).resolves.toBe('dead');
    const { state, reason } = (await control.found(recipient)) ?? {};
    expect(state).toBe('failed');
    expect(reason).toMatch(/^not-delivered: its message failed too often/);
  });

  it('is on its way while it is tried again: how often, and why the last one failed', async () => {
    const recipient = await control.given();
    const outcomes: Outcome[] = [
      { kind: 'throttled', retryAfterMs: 1000 },
      { kind: 'transient', isAmbiguous: false, reason: '503' },
    ];
    control.delivery.outcomes.push(...outcomes);
    await control.deliverOne(recipient);
    await expect(control.found(recipient)).resolves.toMatchObject({
      state: 'sending',
      attempts: 1,
      reason: 'throttled',
    });
    await control.pass(SECOND_MS);
    await expect(control.found(recipient)).resolves.toMatchObject({ attempts: 2, reason: 'transient: 503' });
    await control.pass(MINUTE_MS);
    await expect(control.found(recipient)).resolves.toMatchObject({ state: 'sent', attempts: 3 });
  });

  it('has failed where the conversation cannot be reached, and comes only when it is sent again', async () => {
    const recipient = await control.given();
    control.delivery.outcomes.push({ kind: 'conversationBlocked', reason: 'blocked by the user' });
    await expect(control.deliverOne(recipient)).resolves.toBe('parked');
    const failed = await control.found(recipient);
    expect(failed).toMatchObject({ state: 'failed', reason: 'unreachable: blocked by the user' });
    if (!failed) return;
    await control.parts.recipients.change(failed, { state: 'pending', reason: '' });
    await control.parts.outbox.plan(recipientAgainDue(failed, NOW));
    await control.deliverAll();
    await expect(control.found(recipient)).resolves.toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('has failed where nobody can be reached, also where its row changed while that was looked up', async () => {
    const recipient = await control.given();
    const { tenant, notification, key } = recipient;
    let isFirst = true;
    control.reached.of = async () => {
      if (isFirst)
        await control.parts.recipients.change({ tenant, notification, key }, { reason: 'meanwhile' });
      isFirst = false;
      return { refused: 'unknown-user: nobody' };
    };
    await expect(control.deliverOne(recipient)).resolves.toBe('not-yet');
    await control.pass(2 * SECOND_MS);
    await expect(control.found(recipient)).resolves.toMatchObject({
      state: 'failed',
      reason: 'unknown-user: nobody',
    });
    await expect(control.delivery.rows()).resolves.toEqual([]);
  });

  it('has failed where its conversation cannot be made, by the same schedule', async () => {
    const recipient = await control.given({}, {
      person: undefined,
      conversation: undefined,
      key: 'user|msteams|29:x',
    } as never);
    control.reached.of = () => Promise.resolve({ kind: 'dead', reason: 'no' });
    await expect(control.deliverOne(recipient)).resolves.toBe('dead');
    await expect(control.found(recipient)).resolves.toMatchObject({
      state: 'failed',
      reason: 'not-delivered: no',
    });
    const refused = await control.given();
    control.reached.of = () => Promise.resolve({ refused: 'unknown-user: nobody' });
    await expect(control.deliverOne(refused)).resolves.toBe('unwanted');
    await expect(control.found(refused)).resolves.toMatchObject({
      state: 'failed',
      reason: 'unknown-user: nobody',
    });
  });

  it.each([
    ['cancelled', { isCancelled: true }, 'cancelled: '],
    ['expired', { expiresAt: NOW }, 'expired: '],
  ])('gets nothing that was %s', async (_, change, reason) => {
    const recipient = await control.given(change);
    await expect(control.deliverOne(recipient)).resolves.toBe('unwanted');
    const row = await control.found(recipient);
    expect(row).toMatchObject({ state: 'cancelled', reason: expect.stringContaining(reason) });
    expect(control.delivery.sent).toEqual([]);
  });

  it('is nobody any more once they are forgotten', async () => {
    const recipient = await control.given();
    await control.parts.recipients.erase({ tenant: 'tenant', id: recipient.notification });
    await expect(control.deliverOne(recipient)).resolves.toBe('unwanted');
    await expect(control.delivery.buried()).resolves.toEqual([]);
  });

  it('ends visibly where the notification itself is not there', async () => {
    const recipient = await control.given();
    await control.account.table('Notifications').remove('tenant', recipient.notification);
    await expect(control.deliverOne(recipient)).resolves.toBe('dead');
  });

  it('is spoken to in the language that they chose', async () => {
    await control.parts.conversations.savePerson({
      tenant: 'tenant',
      key: 'aad|ana',
      chosenLanguage: 'es',
      locale: 'es-MX',
    });
    const recipient = await control.given({
      topic: 'despliegues',
      message: { en: { text: 'Done' }, es: { text: 'Hecho' } },
    });
    await control.deliverOne(recipient);
    expect(control.delivery.sent[0]?.utterance).toMatchObject({
      locale: 'es-MX',
      text: expect.stringMatching(/^Hecho[\s\S]*di: dejar de seguir «despliegues»/),
    });
  });

  it('meets a dialog as the notification says, else as its topic does', async () => {
    const topic = {
      tenant: 'tenant',
      name: 'incidents',
      title: 'Incidents',
      description: '',
      isAnnounced: true,
    };
    await control.parts.topics.put({ ...topic, interruption: { policy: 'wait', waitAtMostMs: MINUTE_MS } });
    await control.deliverOne(await control.given({ topic: 'incidents' }));
    await control.deliverOne(await control.given({ topic: 'incidents', interruption: { policy: 'cancel' } }));
    expect(control.delivery.sent.map(({ interruption }) => interruption)).toEqual([
      { policy: 'wait', waitAtMostMs: MINUTE_MS, person: 'aad|ana', language: 'en' },
      { policy: 'cancel', person: 'aad|ana', language: 'en' },
    ]);
  });
});

describe('opting out', () => {
  it('is immediate, also for what waits already', async () => {
    const recipient = await control.given({ topic: 'deployments', sendAt: NOW + HOUR_MS, urgent: true });
    await control.say('unfollow deployments');
    await control.pass(HOUR_MS);
    expect(control.delivery.sent).toEqual([]);
    await expect(control.found(recipient)).resolves.toMatchObject({
      state: 'cancelled',
      reason: 'opted-out: unfollowed deployments',
    });
  });

  it('holds for followers whose row was left behind by a crash', async () => {
    const recipient = await control.given({}, { target: 'topic:deployments' });
    await control.deliverOne(recipient);
    await expect(control.found(recipient)).resolves.toMatchObject({ state: 'cancelled' });
  });
});

describe('many at the same moment', () => {
  it('never let more through than may come in an hour, and lose none', async () => {
    control = openControl(5);
    const all = await Promise.all(Array.from({ length: 20 }, () => control.given()));
    const results = await Promise.all(all.map((recipient) => control.deliverOne(recipient)));
    expect(results.filter((result) => result === 'sent')).toHaveLength(5);
    expect(control.delivery.sent).toHaveLength(5);
    const states = await Promise.all(all.map(async (recipient) => (await control.found(recipient))?.state));
    expect(states.filter((state) => state === 'held')).toHaveLength(15);
  });
});

describe('a crash at any operation', () => {
  it.each(['before', 'after'] as const)('loses nothing and sends at most once more (%s it)', async (side) => {
    for (let count = 1; count <= 30; count += 1) {
      control = openControl();
      const recipient = await control.given();
      const { operations } = control.delivery;
      operations.crash(count, side);
      const died = await control.deliverOne(recipient).then(
        () => false,
        (error: unknown) => error instanceof Crash || Promise.reject(error as Error),
      );
      operations.restart();
      await control.pass(2 * MINUTE_MS);
      await expect(control.found(recipient)).resolves.toMatchObject({ state: 'sent' });
      expect(control.delivery.sent.length).toBeLessThanOrEqual(died ? 2 : 1);
      if (!died) return;
    }
    throw new Error('It never ran to its end.');
  });
});
