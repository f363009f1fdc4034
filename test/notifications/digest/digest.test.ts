/** What is held becomes one digest: when it comes, what it tells, what drops out of it, and that it comes once. */
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/clock';
import { NOTIFICATIONS_TABLE } from '../../../src/notifications/notificationStore';
import type { NewRecipient } from '../../../src/notifications/stores';
import { ANAS_INBOX, type Control, openControl } from '../../support/buildersControl';
import { WEDNESDAY_MORNING as NOW } from '../../support/clock';
import { Crash } from '../../support/tables';

let control: Control;
beforeEach(() => {
  control = openControl();
});
/** So many notes, a second apart. */
const givenNotes = async (
  count: number,
  change: Parameters<Control['given']>[0] = {},
): Promise<NewRecipient[]> => {
  const given: NewRecipient[] = [];
  for (let number = 1; number <= count; number += 1) {
    given.push(await control.given({ message: { en: { text: `note ${number}.` } }, ...change }));
    await control.pass(SECOND_MS);
  }
  return given;
};
const statesOf = (all: readonly NewRecipient[]) =>
  Promise.all(all.map(async (one) => (await control.found(one))?.state));
const last = () => control.delivery.sent.at(-1);

describe('more than come in an hour', () => {
  it('come together, in their order, when there is room again; each is then sent with the digest’s activity', async () => {
    const all = await givenNotes(5);
    expect(control.said()).toHaveLength(2);
    await expect(statesOf(all)).resolves.toEqual(['sent', 'sent', 'held', 'held', 'held']);
    await expect(control.found(all[2] as NewRecipient)).resolves.toMatchObject({
      reason: expect.stringMatching(/^too-many: /),
    });
    await control.pass(HOUR_MS);
    expect(control.said()).toHaveLength(3);
    expect(last()?.utterance.text).toMatch(
      /While it was quiet: 3 notifications[\s\S]*note 3\.[\s\S]*note 4\.[\s\S]*note 5\./,
    );
    for (const one of all.slice(2))
      await expect(control.found(one)).resolves.toMatchObject({
        state: 'sent',
        activityId: 'a3',
        attempts: 1,
      });
    await expect(control.parts.held.list(ANAS_INBOX, 'waiting', 10)).resolves.toEqual([]);
  });

  it('that are one alone come as they are, with a word since when they waited', async () => {
    await givenNotes(3, { actions: [{ id: 'yes', title: 'Approve' }] });
    await control.pass(HOUR_MS);
    expect(last()?.utterance.text).toMatch(/^Held since [\s\S]*Approve – say: press/);
  });

  it('never come faster than the limit, digests included', async () => {
    for (let minute = 0; minute < 180; minute += 4) {
      await givenNotes(1);
      await control.pass(4 * MINUTE_MS - SECOND_MS);
    }
    const hours = control.delivery.sent.length;
    expect(hours).toBeLessThanOrEqual(2 * 3 + 2);
    expect(hours).toBeGreaterThanOrEqual(4);
  });
});

describe('quiet hours and mutes', () => {
  it('hold in quiet hours until they end', async () => {
    await control.say('quiet hours 10:00–12:00', {});
    const all = await givenNotes(3);
    expect(control.said()).toEqual([]);
    // 12:00 in Madrid is an hour and a half after half past ten.
    await control.pass(90 * MINUTE_MS - 4 * SECOND_MS);
    expect(control.said()).toEqual([]);
    await control.pass(2 * SECOND_MS);
    expect(control.said()).toHaveLength(1);
    await expect(statesOf(all)).resolves.toEqual(['sent', 'sent', 'sent']);
  });

  it('let through what is urgent meanwhile, and keep the rest', async () => {
    await control.say('mute for 2 hours');
    const [plain] = await givenNotes(1);
    const urgent = await control.given({ urgent: true });
    await control.deliverAll();
    await expect(statesOf([plain as NewRecipient, urgent])).resolves.toEqual(['held', 'sent']);
  });

  it('end early when people say so: what waited comes at once', async () => {
    await control.say('mute for 2 hours');
    await givenNotes(2);
    const said = await control.say('unmute');
    expect(said?.text).toMatch(/comes in a moment/);
    await control.deliverAll();
    expect(last()?.utterance.text).toMatch(/2 notifications/);
    await control.pass(3 * HOUR_MS);
    expect(control.said()).toHaveLength(1);
  });

  it('that are made longer hold what waits until then', async () => {
    await control.say('mute for 1 hour');
    await givenNotes(2);
    await control.say('mute for 3 hours');
    await control.pass(2 * HOUR_MS);
    expect(control.said()).toEqual([]);
    await control.pass(HOUR_MS);
    expect(control.said()).toHaveLength(1);
  });

  it('of one topic hold that, and what else waits does not wait for it', async () => {
    await control.say('follow deployments');
    await control.say('mute deployments for 3 hours');
    await givenNotes(2, { topic: 'deployments' });
    await givenNotes(4);
    await control.pass(HOUR_MS);
    expect(last()?.utterance.text).toMatch(/2 notifications[\s\S]*note 3[\s\S]*note 4/);
    await control.pass(2 * HOUR_MS);
    expect(last()?.utterance.text).toMatch(/2 notifications[\s\S]*deployments[\s\S]*note 1[\s\S]*note 2/);
  });
});

describe('what is held', () => {
  beforeEach(async () => {
    await control.say('mute for 1 hour');
  });

  it('drops out when its topic is unfollowed before, when it expires, or when it is withdrawn', async () => {
    const [gone] = await givenNotes(1, { topic: 'deployments' });
    const [expired] = await givenNotes(1, { expiresAt: NOW + 30 * MINUTE_MS });
    const [withdrawn] = await givenNotes(1);
    const [kept] = await givenNotes(1);
    const stored = await control.parts.notifications.find('tenant', withdrawn?.notification ?? '');
    if (stored) await control.parts.notifications.change(stored, { isCancelled: true });
    await control.say('unfollow deployments');
    await control.pass(HOUR_MS);
    expect(control.said()).toHaveLength(1);
    const all = [gone, expired, withdrawn, kept] as NewRecipient[];
    await expect(statesOf(all)).resolves.toEqual(['cancelled', 'cancelled', 'cancelled', 'sent']);
    const reasons = await Promise.all(
      all.slice(0, 3).map(async (one) => (await control.found(one))?.reason?.split(':')[0]),
    );
    expect(reasons).toEqual(['opted-out', 'expired', 'cancelled']);
  });

  it('is nothing to be told where all of it was stopped', async () => {
    const all = await givenNotes(2);
    await control.say('stop notifications');
    await control.pass(2 * HOUR_MS);
    expect(control.said()).toEqual([]);
    await expect(statesOf(all)).resolves.toEqual(['cancelled', 'cancelled']);
  });

  it('that is more than a card shows is counted, sent, and can be looked at', async () => {
    const all = await givenNotes(45);
    await control.pass(HOUR_MS);
    expect(control.said()).toHaveLength(1);
    expect(last()?.utterance.text).toMatch(/45 notifications[\s\S]*… and 25 more: more notifications/);
    expect(Buffer.byteLength(JSON.stringify(last()?.utterance.card))).toBeLessThan(28 * 1024);
    expect(new Set(await statesOf(all))).toEqual(new Set(['sent']));
    await expect(control.say('more notifications')).resolves.toMatchObject({
      text: expect.stringMatching(/\(25\)[\s\S]*note 21\.[\s\S]*note 40\.[\s\S]*and 5 more/),
    });
    await expect(control.say('more notifications')).resolves.toMatchObject({
      text: expect.stringMatching(/\(5\)[\s\S]*note 45\./),
    });
    await expect(control.say('more notifications')).resolves.toMatchObject({
      text: 'There is nothing more to show.',
    });
  });

  it('is within what a channel takes, however long it is', async () => {
    await givenNotes(20, { message: { en: { text: '“ñ” '.repeat(2000) } } });
    await control.pass(HOUR_MS);
    expect(Buffer.byteLength(JSON.stringify(last()?.utterance.card))).toBeLessThan(28 * 1024);
    expect(last()?.utterance.text).toContain('20 notifications');
  });

  it('comes in further digests where it is more than one goes through', async () => {
    const all: NewRecipient[] = await Promise.all(Array.from({ length: 130 }, () => control.given()));
    await control.pass(3 * HOUR_MS);
    expect(control.said()).toHaveLength(2);
    expect(new Set(await statesOf(all))).toEqual(new Set(['sent']));
  }, 60_000);

  it('does not wait behind many that are held for longer', async () => {
    await control.say('unmute');
    await control.say('follow deployments');
    await control.say('mute deployments for 5 hours');
    await Promise.all(Array.from({ length: 100 }, () => control.given({ topic: 'deployments' })));
    await control.deliverAll();
    const all = await givenNotes(4);
    await control.pass(HOUR_MS);
    expect(last()?.utterance.text).toMatch(/2 notifications[\s\S]*note 3\.[\s\S]*note 4\./);
    expect(new Set(await statesOf(all))).toEqual(new Set(['sent']));
  }, 60_000);

  it('comes although another beside it cannot be read; that one has failed', async () => {
    const all = await givenNotes(2);
    const table = control.account.table<{ checkpoint: string }>(NOTIFICATIONS_TABLE);
    for await (const { partitionKey, rowKey } of table.query(`RowKey eq '${all[0]?.notification ?? ''}'`))
      await table.upsert({ partitionKey, rowKey, checkpoint: 'no JSON' });
    await control.pass(HOUR_MS);
    expect(control.said()).toHaveLength(1);
    await expect(statesOf(all)).resolves.toEqual(['failed', 'sent']);
    await expect(control.found(all[0] as NewRecipient)).resolves.toMatchObject({
      reason: expect.stringMatching(/^not-delivered: .*cannot be read/),
    });
  });

  it('has failed where the digest cannot be delivered', async () => {
    const all = await givenNotes(2);
    control.delivery.outcomes.push({ kind: 'conversationBlocked', reason: 'blocked' });
    await control.pass(HOUR_MS);
    await expect(statesOf(all)).resolves.toEqual(['failed', 'failed']);
    await expect(control.parts.held.list(ANAS_INBOX, 'waiting', 10)).resolves.toEqual([]);
  });

  it('is purged a while after it was told', async () => {
    await givenNotes(22);
    await control.pass(HOUR_MS);
    await expect(control.parts.held.list(ANAS_INBOX, 'told', 10)).resolves.toHaveLength(2);
    await expect(control.parts.held.purge(NOW, 10)).resolves.toBe(0);
    await expect(control.parts.held.purge(NOW + HOUR_MS, 10)).resolves.toBe(2);
    await expect(control.parts.held.list(ANAS_INBOX, 'told', 10)).resolves.toEqual([]);
  });
});

describe('a digest on its way', () => {
  it.each([
    ['at the moment at which it was due', 0],
    ['a moment later', 200],
  ])('has what it tells for itself; what is held %s is told after it', async (_when, afterMs) => {
    await control.say('mute for 1 hour');
    await givenNotes(2);
    const { deps } = control.delivery;
    const { sender } = deps;
    const late: NewRecipient[] = [];
    deps.sender = {
      // The channel takes its time; meanwhile something comes, which waits for a digest of this very moment.
      async send(deliverable) {
        deps.sender = sender;
        await control.delivery.deps.wait(afterMs);
        late.push(await control.given({ message: { en: { text: 'note 3.' } } }));
        await control.deliverAll();
        return sender.send(deliverable);
      },
    };
    await control.pass(HOUR_MS + MINUTE_MS);
    expect(control.said().filter((text) => text?.includes('note 1.'))).toHaveLength(1);
    expect(control.said()).toHaveLength(2);
    expect(last()?.utterance.text).toContain('note 3.');
    await expect(statesOf(late)).resolves.toEqual(['sent']);
  });
});

describe('a crash', () => {
  // After one operation is nearly before the next: of those before, each fifth.
  it.each([
    ['after', 1],
    ['before', 5],
  ] as const)(
    '%s any operation of holding and telling loses nothing, and doubles no more than the send at hand',
    async (side, step) => {
      for (let count = 1; ; count += step) {
        control = openControl(1);
        await control.say('mute for 1 hour');
        const { operations } = control.delivery;
        const all = [await control.given(), await control.given()];
        operations.crash(count, side);
        const died = await control.pass(2 * HOUR_MS).then(() => false, isCrash);
        operations.restart();
        await control.pass(4 * HOUR_MS);
        expect({ count, states: await statesOf(all) }).toEqual({ count, states: ['sent', 'sent'] });
        // One digest; a single one may have been told by itself where a crash came between.
        expect(control.said().length).toBeLessThanOrEqual(died ? 2 : 1);
        await expect(control.parts.held.list(ANAS_INBOX, 'waiting', 10)).resolves.toEqual([]);
        if (!died) return;
      }
    },
    300_000,
  );
});

const isCrash = (error: unknown): boolean => {
  if (error instanceof Crash) return true;
  throw error;
};
