/** What is pressed is told to the caller's address: signed, once or again, never lost, and never to where it must not go. */
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../../src/clock';
import { createDeadLetters, type DeadLetterRow, DEAD_LETTERS_TABLE } from '../../../src/delivery/deadLetters';
import { resend } from '../../../src/delivery/resend';
import { createOutbound, type Resolve } from '../../../src/http/outbound';
import { outboundPolicyOf } from '../../../src/http/outboundSettings';
import { createCallbackWork } from '../../../src/notifications/callbacks/callbackWork';
import type { Notification } from '../../../src/notifications/notification';
import type { NewRecipient } from '../../../src/notifications/stores';
import { type Control, openControl } from '../../support/buildersControl';
import { BOB } from '../../support/buildersReminder';
import { WEDNESDAY_MORNING as NOW } from '../../support/clock';
import { Crash } from '../../support/tables';
import { isSigned, type Receiver, startReceiver } from '../../support/webhookReceiver';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ACTIONS = [
  { id: 'approve', title: 'Approve' },
  { id: 'reject', title: 'Reject' },
];

let control: Control;
let receiver: Receiver;
/** To where a name leads, for names that are none of this machine. */
let addresses: string[];

beforeEach(async () => {
  control = openControl();
  receiver = await startReceiver();
  addresses = ['127.0.0.1'];
  equip();
});
afterEach(() => receiver.stop());

/** The app as the operator has set it: this receiver may be called although it is private. */
function equip(callbackSecret: string | undefined = SECRET, privateHosts = receiver.host): void {
  const resolve: Resolve = () => Promise.resolve(addresses.map((address) => ({ address, family: 4 })));
  const policy = outboundPolicyOf({ OUTBOUND_PRIVATE_HOSTS: privateHosts });
  const { notifications, recipients, conversations } = control.parts;
  const work = createCallbackWork({
    ...{ notifications, recipients, conversations },
    outbound: createOutbound(policy, resolve),
    ...(callbackSecret ? { callbackSecret } : {}),
  });
  const { deps } = control.delivery;
  deps.kinds = new Map([...deps.kinds, [work.kind, work]]);
}

/** Ana has got it. */
async function sent(change: Partial<Notification> = {}): Promise<NewRecipient> {
  const recipient = await control.given({
    ...{ actions: ACTIONS, callbackUrl: `${receiver.url}/hook` },
    ...change,
  });
  await control.deliverOne(recipient);
  return recipient;
}
const press = ({ notification, key }: NewRecipient, action = 'approve', inputs = {}) =>
  control.say(`press ${notification} ${action}`, { inputs: { recipient: key, ...inputs } });
const buried = () => control.delivery.buried();
const letters = () => createDeadLetters(control.account.table<DeadLetterRow>(DEAD_LETTERS_TABLE));

describe('the callback of a press', () => {
  it('says what was pressed, by whom and when, in a signed post', async () => {
    await control.parts.conversations.savePerson({ tenant: 'tenant', key: 'aad|ana', name: 'Ana' });
    const recipient = await sent();
    control.time.advance(MINUTE_MS);
    await press(recipient);
    await control.deliverAll();
    const [got, ...others] = receiver.got;
    expect(others).toEqual([]);
    expect(got?.body).toEqual({
      type: 'action.pressed',
      ...{ notification: recipient.notification, tenant: 'tenant', recipient: 'aad|ana', action: 'approve' },
      by: { aadObjectId: 'ana', id: '29:ana', name: 'Ana' },
      at: new Date(NOW + MINUTE_MS).toISOString(),
    });
    expect(got?.headers['content-type']).toBe('application/json');
    expect(got && isSigned(got, SECRET, control.time.now())).toBe(true);
    expect(got && isSigned({ ...got, text: got.text.replace('approve', 'reject') }, SECRET, NOW)).toBe(false);
    await expect(control.delivery.rows()).resolves.toEqual([]);
  });

  it('brings what was typed into the card, which the results show too', async () => {
    const recipient = await sent();
    await press(recipient, 'reject', { reason: 'too soon', days: 3, deep: { a: 1 } });
    await control.deliverAll();
    expect(receiver.got[0]?.body).toMatchObject({
      action: 'reject',
      data: { reason: 'too soon', days: 3 },
    });
    expect((await control.found(recipient))?.pressed?.data).toEqual({ reason: 'too soon', days: 3 });
  });

  it('records nothing of what is too long to be kept, and says so', async () => {
    const recipient = await sent();
    const answer = await press(recipient, 'reject', { reason: 'x'.repeat(30_000) });
    expect(answer?.text).toMatch(/^What you typed is too long/);
    expect((await control.found(recipient))?.pressed).toBeUndefined();
    await control.pass(10 * MINUTE_MS);
    expect(receiver.got).toEqual([]);
  });

  it('is told without a signature where there is no secret, but with its id', async () => {
    equip('');
    await press(await sent());
    await control.deliverAll();
    expect(receiver.got[0]?.headers).toMatchObject({
      'webhook-id': expect.stringMatching(/^press_/) as string,
    });
    expect(receiver.got[0]?.headers['webhook-signature']).toBeUndefined();
  });

  it('is not awaited by whoever presses', async () => {
    receiver.answer(() => undefined);
    await expect(press(await sent())).resolves.toMatchObject({ text: expect.stringMatching(/^✓/) as string });
    expect(receiver.got).toEqual([]);
  });

  it('comes once for a press, however often and by however many it is repeated', async () => {
    const recipient = await sent();
    await Promise.all([press(recipient), press(recipient, 'reject'), press(recipient)]);
    await press(recipient);
    await control.pass(10 * MINUTE_MS);
    const { pressed } = (await control.found(recipient)) ?? {};
    expect(receiver.got.map(({ body }) => body['action'])).toEqual([pressed?.action]);
  });

  it('does not come for a press that is refused, or where no address was given', async () => {
    await control.say(`press ${(await sent()).notification} approve`, {
      person: BOB,
      address: { tenant: 'tenant', key: 'conversation|msteams|a:bob' },
    });
    const { notification } = await control.given({ actions: ACTIONS });
    await control.say(`press ${notification} approve`);
    await control.pass(10 * MINUTE_MS);
    expect(receiver.got).toEqual([]);
    await expect(buried()).resolves.toEqual([]);
  });
});

describe('a receiver that fails', () => {
  const WAITS = [5 * SECOND_MS, 5 * MINUTE_MS, 30 * MINUTE_MS];

  it.each([500, 503, 408, 425, 429])(
    'with %i is asked again on the schedule, as the same message',
    async (status) => {
      receiver.answer((response) => response.writeHead(status).end());
      await press(await sent());
      await control.deliverAll();
      for (const wait of WAITS) await control.pass(wait * 1.1);
      expect(receiver.got).toHaveLength(1 + WAITS.length);
      receiver.answer((response) => response.writeHead(200).end('thanks'));
      await control.pass(DAY_MS);
      expect(receiver.got).toHaveLength(2 + WAITS.length);
      expect(new Set(receiver.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
      expect(new Set(receiver.got.map(({ text }) => text)).size).toBe(1);
      expect(new Set(receiver.got.map(({ headers }) => headers['webhook-timestamp'])).size).toBeGreaterThan(
        1,
      );
      await expect(buried()).resolves.toEqual([]);
    },
  );

  it.each([429, 503])('with %i and asks to wait is not asked before', async (status) => {
    receiver.answer((response) => response.writeHead(status, { 'retry-after': '600' }).end());
    await press(await sent());
    await control.deliverAll();
    await control.pass(9 * MINUTE_MS);
    expect(receiver.got).toHaveLength(1);
    await control.pass(2 * MINUTE_MS);
    expect(receiver.got).toHaveLength(2);
  });

  it.each([
    [410, /410: it wants no more/],
    [400, /answered 400/],
    [401, /answered 401/],
    [404, /answered 404/],
    [302, /answered 302: callbacks are not led elsewhere/],
  ])('with %i is not asked again: the callback is dead, with the reason', async (status, reason) => {
    receiver.answer((response) => response.writeHead(status, { location: receiver.url }).end());
    await press(await sent());
    await control.pass(DAY_MS);
    expect(receiver.got).toHaveLength(1);
    await expect(buried()).resolves.toMatchObject([
      { kind: 'notification-callback', reason: expect.stringMatching(reason) as string },
    ]);
  });

  it('always is dead after the schedule, and an operator has it told again', async () => {
    receiver.answer((response) => response.destroy());
    const recipient = await sent();
    await press(recipient);
    await control.pass(2 * DAY_MS);
    expect(receiver.got).toHaveLength(8);
    const { letters: dead } = await letters().page(10);
    expect(dead).toMatchObject([
      { attempts: 8, reason: expect.stringMatching(/in 8 tries.*reached/) as string },
    ]);
    receiver.answer((response) => response.writeHead(204).end());
    await resend({ ...control.delivery.deps, deadLetters: letters() }, dead[0]?.id ?? '');
    await control.deliverAll();
    expect(receiver.got).toHaveLength(9);
    expect(receiver.got[8]?.headers['webhook-id']).toBe(receiver.got[0]?.headers['webhook-id']);
    await expect(buried()).resolves.toEqual([]);
  });

  it('keeps eight at a time from an instance, and the others come when there is room', async () => {
    const pressed = await Promise.all(
      Array.from({ length: 12 }, (_, at) => sent({ urgent: true, why: `${at}` })),
    );
    const waiting: (() => void)[] = [];
    receiver.answer((response) => waiting.push(() => response.writeHead(204).end()));
    for (const recipient of pressed) await press(recipient);
    const due = await control.delivery.rows();
    const delivering = due.map(({ key }) => control.deliver({ v: 1, p: key.partition, r: key.row }));
    while (waiting.length < 8) await new Promise((soon) => setTimeout(soon, 5));
    const full = await Promise.race(delivering);
    expect(full).toBe('retry');
    expect(waiting).toHaveLength(8);
    receiver.answer((response) => response.writeHead(204).end());
    for (const answer of waiting) answer();
    await Promise.all(delivering);
    await control.pass(10 * SECOND_MS);
    expect(new Set(receiver.got.map(({ body }) => body['notification'])).size).toBe(12);
    expect(receiver.got).toHaveLength(12);
  });
});

describe('an address where nothing may be called', () => {
  it('is refused also when its name comes to lead into a private network', async () => {
    equip(SECRET, '');
    addresses = ['10.0.0.7'];
    await press(await sent({ callbackUrl: 'https://hooks.example.com/' }));
    await control.pass(MINUTE_MS);
    await expect(buried()).resolves.toMatchObject([
      { reason: 'the callback’s address must not lead into a private network' },
    ]);
  });

  it('is refused also when the operator has come to allow it no more', async () => {
    equip(SECRET, '');
    await press(await sent());
    await control.pass(MINUTE_MS);
    expect(receiver.got).toEqual([]);
    await expect(buried()).resolves.toMatchObject([
      { reason: expect.stringMatching(/^the callback’s address must/) as string },
    ]);
  });

  it('is not reached by a redirect either', async () => {
    const inside = await startReceiver();
    receiver.answer((response) => response.writeHead(307, { location: `${inside.url}/admin` }).end());
    await press(await sent());
    await control.pass(DAY_MS);
    expect(inside.got).toEqual([]);
    await expect(buried()).resolves.toHaveLength(1);
    await inside.stop();
  });
});

describe('a process that ends in the middle of a press', () => {
  it.each(Array.from({ length: 8 }, (_, at) => at + 1).flatMap((at) => [`before ${at}`, `after ${at}`]))(
    'loses no callback and makes up none (%s)',
    async (moment) => {
      const [side, count] = moment.split(' ') as ['before' | 'after', string];
      const recipient = await sent();
      const { operations } = control.delivery;
      operations.crash(Number(count), side);
      const first = await press(recipient).catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
        return undefined;
      });
      operations.restart();
      const { pressed } = (await control.found(recipient)) ?? {};
      // Long enough for the overdue scan, which points to whatever has lost its pointer.
      await control.pass(10 * MINUTE_MS);
      expect(receiver.got).toHaveLength(pressed ? 1 : 0);
      if (first) expect(pressed).toBeDefined();
      control.time.advance(MINUTE_MS);
      await press(recipient);
      await control.pass(10 * MINUTE_MS);
      expect(receiver.got).toHaveLength(1);
      await expect(control.delivery.rows()).resolves.toEqual([]);
    },
  );

  it.each(Array.from({ length: 10 }, (_, at) => at + 1).flatMap((at) => [`before ${at}`, `after ${at}`]))(
    'or of its callback tells it all the same, as the same message (%s)',
    async (moment) => {
      const [side, count] = moment.split(' ') as ['before' | 'after', string];
      await press(await sent());
      const { operations } = control.delivery;
      operations.crash(Number(count), side);
      await control.deliverAll().catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
      });
      operations.restart();
      await control.pass(10 * MINUTE_MS);
      expect(receiver.got.length).toBeGreaterThan(0);
      expect(receiver.got.length).toBeLessThanOrEqual(2);
      expect(new Set(receiver.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
      await expect(control.delivery.rows()).resolves.toEqual([]);
      await expect(buried()).resolves.toEqual([]);
    },
  );
});
