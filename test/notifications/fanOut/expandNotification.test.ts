import { MINUTE_MS, SECOND_MS } from '../../../src/clock';
import { resend } from '../../../src/delivery/resend';
import type { Failure } from '../../../src/delivery/deliveryKind';
import type { Addressed, AddressedPage, Addressing } from '../../../src/notifications/addressing/addressing';
import { refusedTarget } from '../../../src/notifications/addressing/refused';
import type { Target } from '../../../src/notifications/notification';
import { type FanOutUnderTest, openFanOut } from '../../support/buildersFanOut';
import { WEDNESDAY_MORNING } from '../../support/clock';

const now = WEDNESDAY_MORNING;
const EVERYONE: Target = { everyone: true };
const MEMBERS: Target = { team: '19:team', audience: 'members' };

const person = (number: number): Addressed => ({
  key: `aad|${number}`,
  person: `aad|${number}`,
  conversation: `conversation|msteams|${number}`,
  target: 'test',
});

/** Users are people by their number; everyone is all of them, the team its first part, by pages of `size`. */
function town(inhabitants: number, members = 0, size = 10) {
  const failures: Failure[] = [];
  const asked: string[] = [];
  const audience = (count: number, next = '0'): AddressedPage => {
    const from = Number(next);
    const addressed = Array.from({ length: Math.min(size, count - from) }, (_, index) =>
      person(from + index),
    );
    return { addressed, ...(from + size < count ? { next: String(from + size) } : {}) };
  };
  const page: Addressing['page'] = (_tenant, target, next) => {
    asked.push(`${Object.keys(target)[0] ?? ''} ${next ?? ''}`.trim());
    if ('user' in target)
      return Promise.resolve({
        addressed: [
          /^\d+$/.test(target.user)
            ? person(Number(target.user))
            : refusedTarget(target, 'unknown-user: nobody'),
        ],
      });
    const failure = failures.shift();
    return Promise.resolve(failure ?? audience('everyone' in target ? inhabitants : members, next));
  };
  return { page, failures, asked };
}

const keysOf = (count: number) => new Set(Array.from({ length: count }, (_, index) => `aad|${index}`));
const doubles = ({ sent }: FanOutUnderTest) => sent.length - new Set(sent).size;

describe('a fan-out', () => {
  it('makes one recipient for each, whoever names them how often, and sends to each once', async () => {
    const fanOut = openFanOut(town(53, 31).page);
    const notification = await fanOut.take({
      to: [{ user: '3' }, MEMBERS, EVERYONE, { user: '3' }, { user: '52' }],
    });
    await fanOut.drain();
    expect(new Set(fanOut.sent)).toEqual(keysOf(53));
    expect(doubles(fanOut)).toBe(0);
    const all = await fanOut.all(notification);
    expect(new Set(all.map(({ key }) => key))).toEqual(keysOf(53));
    await expect(fanOut.recipients.count(notification)).resolves.toMatchObject({
      sent: 53,
      pending: 0,
      failed: 0,
    });
    await expect(fanOut.find(notification)).resolves.toMatchObject({
      expansion: { state: 'done', recipients: 53 },
    });
  });

  it('reports who is not found, and the rest goes out', async () => {
    const fanOut = openFanOut(town(3).page);
    const notification = await fanOut.take({ to: [{ user: '0' }, { user: 'nobody' }, { user: '2' }] });
    await fanOut.drain();
    expect(new Set(fanOut.sent)).toEqual(new Set(['aad|0', 'aad|2']));
    const all = await fanOut.all(notification);
    expect(all).toContainEqual(
      expect.objectContaining({
        target: 'user:nobody',
        state: 'failed',
        reason: 'unknown-user: nobody',
        attempts: 0,
      }),
    );
    await expect(fanOut.find(notification)).resolves.toMatchObject({ expansion: { recipients: 3 } });
  });

  it('to nobody ends too', async () => {
    const fanOut = openFanOut(town(0).page);
    const notification = await fanOut.take({ to: [EVERYONE] });
    await fanOut.drain();
    await expect(fanOut.find(notification)).resolves.toMatchObject({
      expansion: { state: 'done', recipients: 0 },
    });
  });

  it('begins when it is to be sent, and its deliveries are due then', async () => {
    const fanOut = openFanOut(town(3).page);
    const notification = await fanOut.take({ to: [EVERYONE], sendAt: now + 90 * MINUTE_MS });
    await fanOut.next();
    expect(fanOut.delivery.time.now()).toBe(notification.sendAt);
    expect((await fanOut.delivery.rows()).map(({ dueAt }) => dueAt)).toEqual(
      Array(3).fill(notification.sendAt),
    );
  });

  it('shows how far it is while it runs', async () => {
    const { page } = town(70);
    const fanOut = openFanOut(page);
    const notification = await fanOut.take({ to: [EVERYONE] });
    await fanOut.next();
    const { expansion } = await fanOut.find(notification);
    expect(expansion).toEqual({
      state: 'running',
      recipients: 20,
      step: 1,
      checkpoint: { target: 0, next: '20' },
    });
  });

  it('costs a fraction of a storage operation for each', async () => {
    const fanOut = openFanOut(town(500, 0, 500).page, 500);
    await fanOut.take({ to: [EVERYONE] });
    fanOut.delivery.operations.restart();
    await expect(fanOut.next()).resolves.toBe('finished');
    const { names } = fanOut.delivery.operations;
    // 64 shards of rows, as many messages, five batches of recipients, and the step's own.
    expect(names.length).toBeLessThanOrEqual(64 + 64 + 5 + 10);
  });

  it('looks up many who are named in few steps', async () => {
    const fanOut = openFanOut(town(450).page, 450);
    await fanOut.take({ to: Array.from({ length: 450 }, (_, index) => ({ user: String(index) })) });
    await expect(fanOut.next()).resolves.toBe('finished');
    await expect(fanOut.delivery.rows()).resolves.toHaveLength(450);
  });

  describe('of which a roster cannot be read now', () => {
    it('waits as the channel asks, and goes on where it was', async () => {
      const { page, failures, asked } = town(0, 45);
      const fanOut = openFanOut(page);
      const notification = await fanOut.take({ to: [MEMBERS] });
      await fanOut.next();
      failures.push({ kind: 'throttled', retryAfterMs: 30 * SECOND_MS });
      asked.length = 0;
      const [step] = (await fanOut.delivery.rows()).filter(({ kind }) => kind === 'notification-expand');
      if (!step) throw new Error('no step');
      await expect(fanOut.delivery.deliver(step.key)).resolves.toBe('retry');
      const [waiting] = (await fanOut.delivery.rows()).filter(({ kind }) => kind === 'notification-expand');
      expect(waiting).toMatchObject({ attempt: 0, tryAt: now + 30 * SECOND_MS });
      await fanOut.drain();
      expect(asked.slice(0, 2)).toEqual(['team 20', 'team 20']);
      expect(fanOut.sent).toHaveLength(45);
      expect(doubles(fanOut)).toBe(0);
      await expect(fanOut.find(notification)).resolves.toMatchObject({ expansion: { recipients: 45 } });
    });

    it('keeps what it had read before in the same step', async () => {
      const { page, failures } = town(0, 15);
      failures.push({ kind: 'throttled', retryAfterMs: 5000 });
      const fanOut = openFanOut(page);
      await fanOut.take({ to: [{ user: '7' }, MEMBERS] });
      await expect(fanOut.next()).resolves.toBe('finished');
      expect((await fanOut.delivery.rows()).filter(({ kind }) => kind === 'notification')).toHaveLength(1);
      await fanOut.drain();
      expect(new Set(fanOut.sent)).toEqual(keysOf(15));
    });

    it('believes a third time that the bot is not there, reports the team and goes on with the rest', async () => {
      const gone: Failure = { kind: 'conversationGone', reason: 'BotNotInConversationRoster' };
      const { page, failures } = town(5, 9);
      failures.push(gone, gone, gone);
      const fanOut = openFanOut(page);
      const notification = await fanOut.take({ to: [MEMBERS, EVERYONE] });
      await fanOut.drain();
      expect(new Set(fanOut.sent)).toEqual(keysOf(5));
      expect(await fanOut.all(notification)).toContainEqual(
        expect.objectContaining({
          target: 'team:19:team members',
          state: 'failed',
          reason: 'team-unreachable: BotNotInConversationRoster',
        }),
      );
    });
  });

  it('that is cancelled makes nobody more', async () => {
    const fanOut = openFanOut(town(70).page);
    const notification = await fanOut.take({ to: [EVERYONE] });
    await fanOut.next();
    await fanOut.notifications.change(await fanOut.find(notification), { isCancelled: true });
    await fanOut.drain();
    await expect(fanOut.all(notification)).resolves.toHaveLength(20);
    await expect(fanOut.find(notification)).resolves.toMatchObject({
      isCancelled: true,
      expansion: { state: 'done', recipients: 20 },
    });
  });

  it('that is cancelled in the middle of a step notices it at the end of the step', async () => {
    const { page } = town(70);
    const fanOut: FanOutUnderTest = openFanOut(async (...asked) => {
      const notification = await fanOut.find({ tenant: 'tenant', id: 'meanwhile' });
      if (!notification.isCancelled) await fanOut.notifications.change(notification, { isCancelled: true });
      return page(...asked);
    });
    await fanOut.take({ id: 'meanwhile', to: [EVERYONE] });
    await fanOut.drain();
    await expect(fanOut.all({ tenant: 'tenant', id: 'meanwhile' })).resolves.toHaveLength(20);
  });

  it('that has expired makes nobody', async () => {
    const fanOut = openFanOut(town(10).page);
    const notification = await fanOut.take({
      to: [EVERYONE],
      sendAt: now + MINUTE_MS,
      expiresAt: now + MINUTE_MS,
    });
    await fanOut.drain();
    await expect(fanOut.all(notification)).resolves.toEqual([]);
    await expect(fanOut.find(notification)).resolves.toMatchObject({ expansion: { state: 'done' } });
  });

  it('that is dead says so for each target that it did not come to, and goes on when an operator wants it', async () => {
    const { page, failures } = town(20, 30);
    const fanOut = openFanOut(page);
    const notification = await fanOut.take({ to: [{ user: '999' }, MEMBERS, EVERYONE] });
    await fanOut.next();
    failures.push(
      ...Array.from({ length: 8 }, (): Failure => ({ kind: 'transient', isAmbiguous: false, reason: '503' })),
    );
    await fanOut.drain();
    const failed = (await fanOut.all(notification)).filter(({ state }) => state === 'failed');
    expect(failed).toMatchObject([
      { target: 'team:19:team members', reason: 'expansion-failed: no success in 8 tries, last: 503' },
      { target: 'everyone', reason: 'expansion-failed: no success in 8 tries, last: 503' },
    ]);
    await expect(fanOut.find(notification)).resolves.toMatchObject({ expansion: { state: 'done' } });
    const { letters } = await fanOut.delivery.deps.deadLetters.page(10);
    await resend(fanOut.delivery.deps, letters[0]?.id ?? '');
    await fanOut.drain();
    expect(new Set(fanOut.sent)).toEqual(new Set([...keysOf(30), 'aad|999']));
    expect(doubles(fanOut)).toBe(0);
    await expect(fanOut.recipients.count(notification)).resolves.toMatchObject({
      sent: 31,
      failed: 0,
      cancelled: 2,
    });
  });
});

describe('a process that ends at any operation of a step', () => {
  it.each(['before', 'after'] as const)(
    'repeats at most the step, loses nobody and doubles nobody (%s the operation)',
    async (side) => {
      let runs = 0;
      for (let at = 1, isCrashed = true; isCrashed; at += 1) {
        const fanOut = openFanOut(town(12, 8, 6).page);
        const notification = await fanOut.take({ to: [MEMBERS, EVERYONE, { user: 'nobody' }] });
        fanOut.delivery.operations.crash(at, side);
        const result = await fanOut.next().catch((error: unknown) => error);
        isCrashed = result !== 'finished';
        fanOut.delivery.operations.restart();
        await fanOut.drain();
        expect(new Set(fanOut.sent)).toEqual(keysOf(12));
        expect(doubles(fanOut)).toBe(0);
        await expect(fanOut.recipients.count(notification)).resolves.toMatchObject({
          sent: 12,
          failed: 1,
          pending: 0,
        });
        await expect(fanOut.find(notification)).resolves.toMatchObject({
          expansion: { state: 'done', recipients: 13 },
        });
        runs = at;
      }
      expect(runs).toBeGreaterThan(20);
    },
  );
});
