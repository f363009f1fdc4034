import { MINUTE_MS, SECOND_MS } from '../../src/clock';
import { LEASE_MS } from '../../src/delivery/deliver';
import type { Due } from '../../src/delivery/due';
import { dueKeyOf } from '../../src/delivery/due';
import type { Outcome } from '../../src/delivery/outcome';
import { aDue, ANAS_CHAT, type DeliveryUnderTest, openDelivery } from '../support/buildersDelivery';
import { WEDNESDAY_MORNING } from '../support/clock';

const dueAt = WEDNESDAY_MORNING;
const key = dueKeyOf(aDue());
const failed: Outcome = { kind: 'transient', isAmbiguous: false, reason: '412' };
const unclear: Outcome = { kind: 'transient', isAmbiguous: true, reason: '502' };

describe('a delivery that fails', () => {
  let delivery: DeliveryUnderTest;
  /** Ana's note, planned and due. */
  const openDue = async (due: Due = aDue()): Promise<void> => {
    delivery = openDelivery();
    await delivery.plan(due);
    delivery.time.set(dueAt);
  };
  const deliver = () => delivery.deliver(key);

  it('is tried again within its minute, in its row', async () => {
    await openDue();
    delivery.outcomes.push(failed);
    delivery.pointed.length = 0;
    await expect(deliver()).resolves.toBe('retry');
    const tryAt = dueAt + 5 * SECOND_MS;
    await expect(delivery.rows()).resolves.toMatchObject([{ key, dueAt, tryAt, attempt: 1, leaseUntil: 0 }]);
    expect(delivery.pointed).toEqual([{ key, atMs: tryAt }]);
    delivery.time.set(tryAt);
    await expect(deliver()).resolves.toBe('sent');
  });

  it('waits for its lease where it may have been delivered all the same', async () => {
    await openDue();
    delivery.outcomes.push(unclear);
    await expect(deliver()).resolves.toBe('retry');
    await expect(delivery.rows()).resolves.toMatchObject([
      { dueAt, tryAt: dueAt + LEASE_MS, attempt: 1, lastOutcome: 'transient: 502' },
    ]);
  });

  it('moves to the minute of its next try', async () => {
    await openDue();
    delivery.outcomes.push(failed, failed);
    await deliver();
    delivery.time.advance(5 * SECOND_MS);
    await deliver();
    const [row, ...others] = await delivery.rows();
    const tryAt = delivery.time.now() + 5 * MINUTE_MS;
    expect(others).toEqual([]);
    expect(row).toMatchObject({ key: dueKeyOf(aDue(), tryAt), dueAt, tryAt, attempt: 2 });
    await expect(deliver()).resolves.toBe('nothing-there');
  });

  it('follows the published schedule to its end, and is then dead, visible with its reason', async () => {
    await openDue();
    delivery.outcomes.push(...Array.from({ length: 8 }, () => failed));
    const waits: number[] = [];
    for (let tries = 1; tries <= 7; tries += 1) {
      const before = delivery.time.now();
      const [row] = await delivery.rows();
      await expect(delivery.deliver(row?.key ?? key)).resolves.toBe('retry');
      const [moved] = await delivery.rows();
      waits.push((moved?.tryAt ?? 0) - before);
      delivery.time.set(moved?.tryAt ?? 0);
    }
    expect(waits).toEqual([5000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 36_000_000]);
    const [row] = await delivery.rows();
    await expect(delivery.deliver(row?.key ?? key)).resolves.toBe('dead');
    await expect(delivery.rows()).resolves.toEqual([]);
    await expect(delivery.buried()).resolves.toMatchObject([
      {
        kind: 'note',
        item: 'item',
        occurrence: '1',
        attempts: 8,
        reason: 'no success in 8 tries, last: 412',
        lastError: 'transient: 412',
      },
    ]);
    expect(delivery.notes.settled).toMatchObject([{ state: 'dead' }]);
  });

  it('by throttling is never dead, and waits as the channel asks', async () => {
    await openDue();
    for (let i = 0; i < 12; i += 1) {
      delivery.outcomes.push({ kind: 'throttled', retryAfterMs: 90_000 });
      const [row] = await delivery.rows();
      await expect(delivery.deliver(row?.key ?? key)).resolves.toBe('retry');
      const [moved] = await delivery.rows();
      expect(moved).toMatchObject({ tryAt: delivery.time.now() + 90_000, attempt: 0 });
      delivery.time.set(moved?.tryAt ?? 0);
    }
    const [row] = await delivery.rows();
    await expect(delivery.deliver(row?.key ?? key)).resolves.toBe('sent');
  });

  it.each<[Outcome, string]>([
    [{ kind: 'conversationBlocked', reason: 'ConversationBlockedByUser' }, 'suspended'],
    [{ kind: 'conversationGone', reason: 'BotNotInConversationRoster' }, 'gone'],
  ])('for its conversation’s sake is parked with it: %j', async (outcome, state) => {
    await openDue();
    await delivery.deps.conversations.save(ANAS_CHAT, {
      kind: 'personal',
      state: 'active',
      reference: { channelId: 'msteams' },
    });
    delivery.outcomes.push(outcome);
    await expect(deliver()).resolves.toBe('parked');
    await expect(delivery.anasChat()).resolves.toMatchObject({
      state,
      reference: { channelId: 'msteams' },
    });
    expect(delivery.notes.settled).toMatchObject([{ state: 'parked' }]);
    await expect(delivery.rows()).resolves.toEqual([]);
    await expect(delivery.buried()).resolves.toEqual([]);
  });

  it.each<[Outcome]>([[{ kind: 'tooLarge' }], [{ kind: 'dead', reason: '400 BadSyntax' }]])(
    'for its own sake is dead at once: %j',
    async (outcome) => {
      await openDue();
      delivery.outcomes.push(outcome);
      await expect(deliver()).resolves.toBe('dead');
      await expect(delivery.buried()).resolves.toHaveLength(1);
    },
  );
});
