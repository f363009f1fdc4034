/** Receivers that fail, and addresses where nothing may be called: tried again on the schedule, or dead with the reason. */
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../../src/clock';
import { resend } from '../../../src/delivery/resend';
import { startReceiver } from '../../support/webhookReceiver';
import { aCallbackWorld, type CallbackWorld, SECRET } from '../../support/buildersCallbacks';

let world: CallbackWorld;
beforeEach(async () => {
  world = await aCallbackWorld();
});
afterEach(() => world.stop());

describe('a receiver that fails', () => {
  const WAITS = [5 * SECOND_MS, 5 * MINUTE_MS, 30 * MINUTE_MS];

  it.each([500, 503, 408, 425, 429])(
    'with %i is asked again on the schedule, as the same message',
    async (status) => {
      world.receiver.answer((response) => response.writeHead(status).end());
      await world.press(await world.sent());
      await world.control.deliverAll();
      for (const wait of WAITS) await world.control.pass(wait * 1.1);
      expect(world.receiver.got).toHaveLength(1 + WAITS.length);
      world.receiver.answer((response) => response.writeHead(200).end('thanks'));
      await world.control.pass(DAY_MS);
      expect(world.receiver.got).toHaveLength(2 + WAITS.length);
      expect(new Set(world.receiver.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
      expect(new Set(world.receiver.got.map(({ text }) => text)).size).toBe(1);
      expect(
        new Set(world.receiver.got.map(({ headers }) => headers['webhook-timestamp'])).size,
      ).toBeGreaterThan(1);
      await expect(world.buried()).resolves.toEqual([]);
    },
  );

  it.each([429, 503])('with %i and asks to wait is not asked before', async (status) => {
    world.receiver.answer((response) => response.writeHead(status, { 'retry-after': '600' }).end());
    await world.press(await world.sent());
    await world.control.deliverAll();
    await world.control.pass(9 * MINUTE_MS);
    expect(world.receiver.got).toHaveLength(1);
    await world.control.pass(2 * MINUTE_MS);
    expect(world.receiver.got).toHaveLength(2);
  });

  it.each([
    [410, /410: it wants no more/],
    [400, /answered 400/],
    [401, /answered 401/],
    [404, /answered 404/],
    [302, /answered 302: callbacks are not led elsewhere/],
  ])('with %i is not asked again: the callback is dead, with the reason', async (status, reason) => {
    world.receiver.answer((response) => response.writeHead(status, { location: world.receiver.url }).end());
    await world.press(await world.sent());
    await world.control.pass(DAY_MS);
    expect(world.receiver.got).toHaveLength(1);
    await expect(world.buried()).resolves.toMatchObject([
      { kind: 'notification-callback', reason: expect.stringMatching(reason) as string },
    ]);
  });

  it('always is dead after the schedule, and an operator has it told again', async () => {
    world.receiver.answer((response) => response.destroy());
    const recipient = await world.sent();
    await world.press(recipient);
    await world.control.pass(2 * DAY_MS);
    expect(world.receiver.got).toHaveLength(8);
    const { letters: dead } = await world.letters().page(10);
    expect(dead).toMatchObject([
      { attempts: 8, reason: expect.stringMatching(/in 8 tries.*reached/) as string },
    ]);
    world.receiver.answer((response) => response.writeHead(204).end());
    await resend({ ...world.control.delivery.deps, deadLetters: world.letters() }, dead[0]?.id ?? '');
    await world.control.deliverAll();
    expect(world.receiver.got).toHaveLength(9);
    expect(world.receiver.got[8]?.headers['webhook-id']).toBe(world.receiver.got[0]?.headers['webhook-id']);
    await expect(world.buried()).resolves.toEqual([]);
  });

  it('keeps eight at a time from an instance, and the others come when there is room', async () => {
    const pressed = await Promise.all(
      Array.from({ length: 12 }, (_, at) => world.sent({ urgent: true, why: `${at}` })),
    );
    const waiting: (() => void)[] = [];
    world.receiver.answer((response) => waiting.push(() => response.writeHead(204).end()));
    for (const recipient of pressed) await world.press(recipient);
    const due = await world.control.delivery.rows();
    const delivering = due.map(({ key }) => world.control.deliver({ v: 1, p: key.partition, r: key.row }));
    while (waiting.length < 8) await new Promise((soon) => setTimeout(soon, 5));
    const full = await Promise.race(delivering);
    expect(full).toBe('retry');
    expect(waiting).toHaveLength(8);
    world.receiver.answer((response) => response.writeHead(204).end());
    for (const answer of waiting) answer();
    await Promise.all(delivering);
    await world.control.pass(10 * SECOND_MS);
    expect(new Set(world.receiver.got.map(({ body }) => body['notification'])).size).toBe(12);
    expect(world.receiver.got).toHaveLength(12);
  });
});

describe('an address where nothing may be called', () => {
  it('is refused also when its name comes to lead into a private network', async () => {
    world.equip(SECRET, '');
    world.addresses = ['10.0.0.7'];
    await world.press(await world.sent({ callbackUrl: 'https://hooks.example.com/' }));
    await world.control.pass(MINUTE_MS);
    await expect(world.buried()).resolves.toMatchObject([
      { reason: 'the callback’s address must not lead into a private network' },
    ]);
  });

  it('is refused also when the operator has come to allow it no more', async () => {
    world.equip(SECRET, '');
    await world.press(await world.sent());
    await world.control.pass(MINUTE_MS);
    expect(world.receiver.got).toEqual([]);
    await expect(world.buried()).resolves.toMatchObject([
      { reason: expect.stringMatching(/^the callback’s address must/) as string },
    ]);
  });

  it('is not reached by a redirect either', async () => {
    const inside = await startReceiver();
    world.receiver.answer((response) => response.writeHead(307, { location: `${inside.url}/admin` }).end());
    await world.press(await world.sent());
    await world.control.pass(DAY_MS);
    expect(inside.got).toEqual([]);
    await expect(world.buried()).resolves.toHaveLength(1);
    await inside.stop();
  });
});
