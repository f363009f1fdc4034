/** What is pressed is told to the caller’s address: signed, once, and to nobody’s delay. */
import { MINUTE_MS } from '../../../src/clock';
import { BOB } from '../../support/buildersReminder';
import { WEDNESDAY_MORNING as NOW } from '../../support/clock';
import { isSigned } from '../../support/webhookReceiver';
import { aCallbackWorld, type CallbackWorld, SECRET } from '../../support/buildersCallbacks';

let world: CallbackWorld;
beforeEach(async () => {
  world = await aCallbackWorld();
});
afterEach(() => world.stop());

describe('the callback of a press', () => {
  it('says what was pressed, by whom and when, in a signed post', async () => {
    await world.control.parts.conversations.savePerson({ tenant: 'tenant', key: 'aad|ana', name: 'Ana' });
    const recipient = await world.sent();
    world.control.time.advance(MINUTE_MS);
    await world.press(recipient);
    await world.control.deliverAll();
    const [got, ...others] = world.receiver.got;
    expect(others).toEqual([]);
    expect(got?.body).toEqual({
      type: 'action.pressed',
      ...{ notification: recipient.notification, tenant: 'tenant', recipient: 'aad|ana', action: 'approve' },
      by: { aadObjectId: 'ana', id: '29:ana', name: 'Ana' },
      at: new Date(NOW + MINUTE_MS).toISOString(),
    });
    expect(got?.headers['content-type']).toBe('application/json');
    expect(got && isSigned(got, SECRET, world.control.time.now())).toBe(true);
    expect(got && isSigned({ ...got, text: got.text.replace('approve', 'reject') }, SECRET, NOW)).toBe(false);
    await expect(world.control.delivery.rows()).resolves.toEqual([]);
  });

  it('brings what was typed into the card, which the results show too', async () => {
    const recipient = await world.sent();
    await world.press(recipient, 'reject', { reason: 'too soon', days: 3, deep: { a: 1 } });
    await world.control.deliverAll();
    expect(world.receiver.got[0]?.body).toMatchObject({
      action: 'reject',
      data: { reason: 'too soon', days: 3 },
    });
    expect((await world.control.found(recipient))?.pressed?.data).toEqual({ reason: 'too soon', days: 3 });
  });

  it('records nothing of what is too long to be kept, and says so', async () => {
    const recipient = await world.sent();
    const answer = await world.press(recipient, 'reject', { reason: 'x'.repeat(30_000) });
    expect(answer?.text).toMatch(/^What you typed is too long/);
    expect((await world.control.found(recipient))?.pressed).toBeUndefined();
    await world.control.pass(10 * MINUTE_MS);
    expect(world.receiver.got).toEqual([]);
  });

  it('is told without a signature where there is no secret, but with its id', async () => {
    world.equip('');
    await world.press(await world.sent());
    await world.control.deliverAll();
    expect(world.receiver.got[0]?.headers).toMatchObject({
      'webhook-id': expect.stringMatching(/^press_/) as string,
    });
    expect(world.receiver.got[0]?.headers['webhook-signature']).toBeUndefined();
  });

  it('is not awaited by whoever presses', async () => {
    world.receiver.answer(() => undefined);
    await expect(world.press(await world.sent())).resolves.toMatchObject({
      text: expect.stringMatching(/^✓/) as string,
    });
    expect(world.receiver.got).toEqual([]);
  });

  it('comes once for a press, however often and by however many it is repeated', async () => {
    const recipient = await world.sent();
    await Promise.all([world.press(recipient), world.press(recipient, 'reject'), world.press(recipient)]);
    await world.press(recipient);
    await world.control.pass(10 * MINUTE_MS);
    const { pressed } = (await world.control.found(recipient)) ?? {};
    expect(world.receiver.got.map(({ body }) => body['action'])).toEqual([pressed?.action]);
  });

  it('does not come for a press that is refused, or where no address was given', async () => {
    await world.control.say(`press ${(await world.sent()).notification} approve`, {
      person: BOB,
      address: { tenant: 'tenant', key: 'conversation|msteams|a:bob' },
    });
    const { notification } = await world.control.given({ actions: [{ id: 'approve', title: 'Approve' }] });
    await world.control.say(`press ${notification} approve`);
    await world.control.pass(10 * MINUTE_MS);
    expect(world.receiver.got).toEqual([]);
    await expect(world.buried()).resolves.toEqual([]);
  });
});
