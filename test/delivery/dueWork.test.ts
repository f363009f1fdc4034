import { MAX_CLAIMS } from '../../src/delivery/conclude';
import { StorageUnavailable } from '../../src/azure/storageError';
import { MINUTE_MS, SECOND_MS } from '../../src/clock';
import { LEASE_MS } from '../../src/delivery/deliver';
import type { DueWork, Failure, Worked } from '../../src/delivery/deliveryKind';
import { type Due, dueKeyOf } from '../../src/delivery/due';
import { repairPoison } from '../../src/delivery/repairPoison';
import { resend } from '../../src/delivery/resend';
import { aDue, type DeliveryUnderTest, openDelivery } from '../support/buildersDelivery';

const due = aDue({ kind: 'count', item: 'sheep' });
const failed: Failure = { kind: 'transient', isAmbiguous: false, reason: '503' };

/** Counts, one step after the other; what a test answers instead comes first. */
class Count implements DueWork {
  readonly kind = 'count';
  readonly done: string[] = [];
  readonly dead: string[] = [];
  readonly revived: string[] = [];
  readonly answers: (Worked | Error)[] = [];
  next: Due | undefined;

  work({ occurrence }: Due): Promise<Worked> {
    const answer = this.answers.shift();
    if (answer instanceof Error) return Promise.reject(answer);
    if (answer) return Promise.resolve(answer);
    this.done.push(occurrence);
    return Promise.resolve({ state: 'done', ...(this.next ? { next: this.next } : {}) });
  }

  onDead({ occurrence }: Due, reason: string): Promise<undefined> {
    this.dead.push(`${occurrence}: ${reason}`);
    return Promise.resolve(undefined);
  }

  revive({ occurrence }: Due): Promise<void> {
    this.revived.push(occurrence);
    return Promise.resolve();
  }
}

describe('work that says nothing', () => {
  let delivery: DeliveryUnderTest;
  let count: Count;
  const deliver = (key = dueKeyOf(due)) => delivery.deliver(key);
  beforeEach(async () => {
    delivery = openDelivery();
    count = new Count();
    delivery.deps.kinds = new Map([[count.kind, count]]);
    await delivery.plan(due);
    delivery.time.set(due.dueAt);
  });

  it('is done once, however many pointers come, and goes', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => deliver()));
    expect(results.filter((result) => result === 'finished')).toHaveLength(1);
    expect(count.done).toEqual(['1']);
    expect(delivery.sent).toEqual([]);
    await expect(delivery.rows()).resolves.toEqual([]);
  });

  it('that is not wanted goes, but stays where it was planned again meanwhile', async () => {
    count.answers.push({ state: 'unwanted', reason: 'nothing to do' });
    const { work } = count;
    count.work = async (asked) => {
      await delivery.deps.outbox.planAgain(due);
      return work.call(count, asked);
    };
    await expect(deliver()).resolves.toBe('unwanted');
    delivery.time.advance(LEASE_MS);
    await expect(deliver()).resolves.toBe('finished');
    expect(count.done).toEqual(['1']);
  });

  it('is never done early', async () => {
    delivery.time.set(due.dueAt - MINUTE_MS);
    await expect(deliver()).resolves.toBe('not-yet');
    expect(count.done).toEqual([]);
  });

  it('plans its next step before its own row goes', async () => {
    const next = { ...due, occurrence: '2' };
    count.next = next;
    delivery.pointed.length = 0;
    await deliver();
    await expect(delivery.rows()).resolves.toMatchObject([{ ...next, attempt: 0 }]);
    expect(delivery.pointed).toEqual([{ key: dueKeyOf(next), atMs: next.dueAt }]);
  });

  it('waits as long as it is asked to, which uses up no try', async () => {
    count.answers.push({ state: 'failed', outcome: { kind: 'throttled', retryAfterMs: 7 * SECOND_MS } });
    await expect(deliver()).resolves.toBe('retry');
    await expect(delivery.row(due)).resolves.toMatchObject({ attempt: 0, tryAt: due.dueAt + 7 * SECOND_MS });
    delivery.time.advance(7 * SECOND_MS);
    await expect(deliver()).resolves.toBe('finished');
  });

  it('follows the published schedule to its end, and is then dead: its feature is told, an operator can have it done again', async () => {
    count.answers.push(...Array.from({ length: 8 }, (): Worked => ({ state: 'failed', outcome: failed })));
    for (let [row] = await delivery.rows(); row; [row] = await delivery.rows()) {
      delivery.time.set(row.tryAt);
      await deliver(row.key);
    }
    expect(count.dead).toEqual(['1: no success in 8 tries, last: 503']);
    const { letters } = await delivery.deps.deadLetters.page(10);
    expect(letters).toMatchObject([{ due, attempts: 8 }]);
    await resend(delivery.deps, letters[0]?.id ?? '');
    expect(count.revived).toEqual(['1']);
    const [row] = await delivery.rows();
    await expect(deliver(row?.key)).resolves.toBe('finished');
  });

  it('that is refused as a conversation refuses is dead, as nothing can bring it back', async () => {
    count.answers.push({
      state: 'failed',
      outcome: { kind: 'conversationBlocked', reason: 'BotDisabledByAdmin' },
    });
    await expect(deliver()).resolves.toBe('dead');
    expect(count.dead).toEqual(['1: BotDisabledByAdmin']);
    await expect(delivery.rows()).resolves.toEqual([]);
    await expect(delivery.buried()).resolves.toMatchObject([{ reason: 'BotDisabledByAdmin' }]);
  });

  it('that is not wanted any more goes without a trace; what is lost is dead', async () => {
    count.answers.push({ state: 'unwanted', reason: 'cancelled' });
    await expect(deliver()).resolves.toBe('unwanted');
    await expect(delivery.buried()).resolves.toEqual([]);
    await delivery.plan(due);
    count.answers.push({ state: 'lost', reason: 'no such count' });
    await expect(deliver()).resolves.toBe('dead');
    expect(count.dead).toEqual(['1: no such count']);
    await expect(delivery.rows()).resolves.toEqual([]);
  });

  it('keeps its tries while storage is away, and uses one up for a fault of its own', async () => {
    count.answers.push(new StorageUnavailable('get Counts', undefined), new Error('broken'));
    await expect(deliver()).rejects.toThrow(StorageUnavailable);
    await expect(delivery.rows()).resolves.toMatchObject([{ attempt: 0, leaseUntil: 0 }]);
    delivery.time.advance(LEASE_MS);
    const [row] = await delivery.rows();
    await expect(deliver(row?.key)).resolves.toBe('retry');
    await expect(delivery.rows()).resolves.toMatchObject([
      { attempt: 1, lastOutcome: 'transient: Error: broken' },
    ]);
  });

  it('that ends its process each time is dead in the end; a poisoned message tells the feature too', async () => {
    const spent = async (attempt: number): Promise<void> => {
      await delivery.deps.store.insert(due, due.dueAt, due.dueAt, { attempt, lastOutcome: 'transient: 503' });
    };
    await delivery.deps.store.remove(dueKeyOf(due));
    await spent(MAX_CLAIMS);
    await expect(deliver()).resolves.toBe('dead');
    expect(count.done).toEqual([]);
    await spent(MAX_CLAIMS);
    const { partition, row } = dueKeyOf(due);
    await expect(repairPoison(delivery.deps, { v: 1, p: partition, r: row })).resolves.toBe('dead');
    expect(count.dead).toEqual([
      `1: no end in ${MAX_CLAIMS} tries, last: transient: 503`,
      '1: its message failed too often, last: transient: 503',
    ]);
  });
});
