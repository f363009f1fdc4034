import { setTimeout as sleep } from 'node:timers/promises';
import { HOUR_MS, SECOND_MS } from '../../../src/clock';
import type { Conversation } from '../../../src/conversations/conversation';
import type { Admission, Limiter } from '../../../src/delivery/limits/limiter';
import { THREAD_WINDOWS } from '../../../src/delivery/limits/threadWindows';
import { openLimits, RATE } from '../../support/buildersLimits';
import { aClock } from '../../support/clock';

const TENANT = 'tenant';

function mostWithin(times: readonly number[], ms: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.max(0, ...sorted.map((first, i) => sorted.slice(i).filter((at) => at - first < ms).length));
}

describe('the limiter, on shared storage', () => {
  const { operations, instance, moved, aConversation, refound } = openLimits();

  it('lets two processes send no more than 30 in any second in a tenant, and uses at least 80 % of that', async () => {
    const all = await Promise.all(Array.from({ length: 40 }, () => aConversation(TENANT)));
    const sent: number[] = [];
    operations.restart();
    const began = Date.now();
    const lasting = 5000;
    const send = async (limiter: Limiter, conversation: Conversation): Promise<void> => {
      while (Date.now() - began < lasting) {
        const admission = await limiter.admit(await refound(conversation), 1, false);
        if (admission.isAdmitted) sent.push(Date.now());
        else await sleep(Math.min(250, admission.until - Date.now()));
      }
    };
    const [one, two] = [instance(), instance()];
    await Promise.all(all.map((conversation, i) => send(i % 2 ? one : two, conversation)));
    expect(mostWithin(sent, 1000)).toBeLessThanOrEqual(RATE);
    const seconds = (Math.max(...sent) - Math.min(...sent)) / 1000;
    expect(sent.length / seconds).toBeGreaterThanOrEqual(0.8 * RATE);
    // A fraction of an operation a send: slots are reserved in blocks.
    expect(operations.names.length).toBeLessThan(sent.length);
  });

  it('lets two processes send to one thread no more than its windows allow', async () => {
    const thread = await aConversation('busy');
    const sent: number[] = [];
    const began = Date.now();
    const send = async (limiter: Limiter): Promise<void> => {
      while (Date.now() - began < 3500) {
        const admission = await limiter.admit(await refound(thread), 1, false);
        if (admission.isAdmitted) sent.push(Date.now());
        else await sleep(Math.min(100, Math.max(1, admission.until - Date.now())));
      }
    };
    const [one, two] = [instance(), instance()];
    await Promise.all([one, two, one, two, one, two].map(send));
    for (const { count, ms } of THREAD_WINDOWS) expect(mostWithin(sent, ms)).toBeLessThanOrEqual(count);
    expect(sent.length).toBeGreaterThanOrEqual(8);
  });

  describe('with a clock that is moved', () => {
    const atOnce = (): Promise<void> => Promise.resolve();

    it('gives back what would wait longer than two seconds, each a little later than the one before', async () => {
      const { clock } = aClock(Date.now());
      const limiter = instance({ clock, wait: atOnce });
      const all = await Promise.all(Array.from({ length: 100 }, () => aConversation('crowd')));
      const admissions = await Promise.all(all.map((conversation) => limiter.admit(conversation, 1, false)));
      const later = admissions.flatMap((a) => (a.isAdmitted ? [] : [a.until]));
      expect(later.length).toBeGreaterThan(20);
      expect(new Set(later).size).toBe(later.length);
      expect(Math.min(...later)).toBeGreaterThan(clock() + 2000);
    });

    it('pauses a thread that was throttled for as long as the channel asks, and no other', async () => {
      const { time, limiter } = moved();
      const [quiet, other] = [await aConversation('pause'), await aConversation('pause')];
      await limiter.throttled(quiet, 30_000);
      const until = time.now() + 30_000;
      await expect(limiter.admit(await refound(quiet), 1, false)).resolves.toEqual({
        isAdmitted: false,
        until,
      });
      await expect(limiter.admit(other, 1, false)).resolves.toEqual({ isAdmitted: true });
      time.set(until);
      await expect(limiter.admit(await refound(quiet), 1, false)).resolves.toEqual({ isAdmitted: true });
    });

    it('keeps the longest pause that a thread was asked for, whatever another send hears meanwhile', async () => {
      const { time, limiter } = moved();
      const quiet = await aConversation('long-pause');
      const until = time.now() + HOUR_MS;
      await limiter.throttled(quiet, HOUR_MS);
      await limiter.throttled(quiet);
      time.advance(5 * SECOND_MS);
      const held = { isAdmitted: false, until };
      await expect(limiter.admit(await refound(quiet), 1, false)).resolves.toEqual(held);
    });

    it('has what a person waits for come back to its thread before the bulk that was sent away from it', async () => {
      const { time, limiter } = moved();
      const quiet = await aConversation('thread-back');
      const until = time.now() + 30 * SECOND_MS;
      await limiter.throttled(quiet, 30 * SECOND_MS);
      const thread = await refound(quiet);
      const admissions: Admission[] = [];
      for (let i = 0; i < 20; i += 1) admissions.push(await limiter.admit(thread, 1, true));
      const [first, last] = [admissions[0], admissions.at(-1)];
      expect(first).toEqual({ isAdmitted: false, until });
      expect(last).toEqual({ isAdmitted: false, until: until + 19 * 500 });
      await expect(limiter.admit(thread, 1, false)).resolves.toEqual({ isAdmitted: false, until });
    });

    it('pauses the tenant when three threads are throttled within two seconds, on other instances too', async () => {
      const { time, limiter } = moved();
      const all = await Promise.all(Array.from({ length: 4 }, () => aConversation('storm')));
      const elsewhere = await aConversation('calm');
      for (const conversation of all.slice(0, 3)) await limiter.throttled(conversation, 10_000);
      const other = instance({ clock: time.clock, wait: time.wait });
      for (const one of [limiter, other])
        await expect(one.admit(await refound(all[3] as Conversation), 1, false)).resolves.toMatchObject({
          isAdmitted: false,
        });
      await expect(other.admit(elsewhere, 1, false)).resolves.toEqual({ isAdmitted: true });
    });

    it('does not pause the tenant for two, nor for three in a longer time', async () => {
      const { time, limiter } = moved();
      const all = await Promise.all(Array.from({ length: 4 }, () => aConversation('drizzle')));
      for (const conversation of all.slice(0, 3)) {
        await limiter.throttled(conversation, 10_000);
        time.advance(1500);
      }
      await expect(limiter.admit(await refound(all[3] as Conversation), 1, false)).resolves.toEqual({
        isAdmitted: true,
      });
    });

    it('keeps room for what a person waits for, however much bulk is waiting, on other instances too', async () => {
      const { clock } = aClock(Date.now());
      const [one, two] = [instance({ clock, wait: atOnce }), instance({ clock, wait: atOnce })];
      const crowd = await Promise.all(Array.from({ length: 200 }, () => aConversation('room')));
      const bulk = await Promise.all(crowd.map((conversation) => one.admit(conversation, 1, true)));
      expect(bulk.filter(({ isAdmitted }) => !isAdmitted).length).toBeGreaterThan(100);
      for (const limiter of [one, two, one, two])
        await expect(limiter.admit(await aConversation('room'), 1, false)).resolves.toEqual({
          isAdmitted: true,
        });
    });

    it('has those who find no room come back before the bulk that was sent away', async () => {
      const { clock } = aClock(Date.now());
      const limiter = instance({ clock, wait: atOnce });
      const all = await Promise.all(Array.from({ length: 300 }, () => aConversation('back')));
      const later = async (isBulk: boolean, some: readonly Conversation[]): Promise<number[]> => {
        const admissions = await Promise.all(
          some.map((conversation) => limiter.admit(conversation, 1, isBulk)),
        );
        return admissions.flatMap((admission) => (admission.isAdmitted ? [] : [admission.until]));
      };
      const bulk = await later(true, all.slice(0, 200));
      const others = await later(false, all.slice(200));
      expect(others.length).toBeGreaterThan(20);
      expect(Math.min(...others)).toBeLessThan(Math.max(...bulk) - 2000);
    });

    it('lets what a person waits for go before bulk', async () => {
      const { limiter } = moved();
      const all = await Promise.all(Array.from({ length: 30 }, () => aConversation('order')));
      const order: string[] = [];
      const send = async (conversation: Conversation, isBulk: boolean): Promise<void> => {
        const { isAdmitted } = await limiter.admit(conversation, 1, isBulk);
        if (isAdmitted) order.push(isBulk ? 'bulk' : 'urgent');
      };
      const bulk = all.slice(0, 25).map((conversation) => send(conversation, true));
      const urgent = all.slice(25).map((conversation) => send(conversation, false));
      await Promise.all([...bulk, ...urgent]);
      // Only the first block was reserved before anybody else had come.
      expect(order.lastIndexOf('urgent')).toBeLessThan(20);
    });
  });

  it('is off with a rate of 0: it asks nobody', async () => {
    operations.restart();
    const off = instance({ perSecond: 0 });
    const conversation = await aConversation('off');
    const admissions = await Promise.all(Array.from({ length: 50 }, () => off.admit(conversation, 1, false)));
    expect(admissions.every(({ isAdmitted }) => isAdmitted)).toBe(true);
    expect(operations.names).toEqual([]);
  });
});
