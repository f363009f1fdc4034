/** A digest that ends without having been loaded: what it was to tell of does not wait for ever. */
import { HOUR_MS, SECOND_MS } from '../../../src/clock';
import { endSpent } from '../../../src/delivery/conclude';
import { INBOX_ROW, type InboxRow, INBOXES_TABLE } from '../../../src/notifications/gate/inboxRow';
import { inboxPartition } from '../../../src/notifications/gate/inboxStore';
import type { NewRecipient } from '../../../src/notifications/stores';
import { ANAS_INBOX, type Control, openControl } from '../../support/buildersControl';

let control: Control;
beforeEach(() => {
  control = openControl();
});
const breakInbox = () =>
  control.account
    .table<InboxRow>(INBOXES_TABLE)
    .upsert({ partitionKey: inboxPartition(ANAS_INBOX), rowKey: INBOX_ROW, sends: 'no JSON' });
const waiting = () => control.parts.held.list(ANAS_INBOX, 'waiting', 10);
const held = async (): Promise<NewRecipient> => {
  const recipient = await control.given();
  await control.pass(SECOND_MS);
  return recipient;
};
/** As when the processes that were at it have ended too often. */
const killDigest = async (): Promise<void> => {
  const [due] = await control.delivery.rows();
  if (!due) throw new Error('No digest is planned.');
  await endSpent(control.delivery.deps, due);
};

it('fails what it was to tell of where the inbox cannot be read, visibly and for good', async () => {
  await control.say('mute for 1 hour');
  const both = [await held(), await held()];
  await breakInbox();
  await control.pass(2 * HOUR_MS);
  for (const one of both)
    await expect(control.found(one)).resolves.toMatchObject({
      state: 'failed',
      reason: expect.stringMatching(/^not-delivered: A row of Inboxes cannot be read/),
    });
  await expect(waiting()).resolves.toEqual([]);
  await expect(control.delivery.buried()).resolves.toHaveLength(1);
  expect(control.said()).toEqual([]);
});

it('lets the next digest come, and leaves to it what is held for longer', async () => {
  await control.say('mute for 1 hour');
  const first = await held();
  await control.say('mute for 3 hours');
  const second = await held();
  await killDigest();
  await expect(control.found(first)).resolves.toMatchObject({ state: 'failed' });
  await expect(control.found(second)).resolves.toMatchObject({ state: 'held' });
  await control.pass(4 * HOUR_MS);
  await expect(control.found(second)).resolves.toMatchObject({ state: 'sent' });
  expect(control.said()).toHaveLength(1);
});

it('keeps as sent what it had told of before it ended', async () => {
  await control.say('mute for 1 hour');
  const one = await held();
  const [due] = await control.delivery.rows();
  const inbox = await control.parts.inboxes.find(ANAS_INBOX);
  const { occurrence = '' } = due ?? {};
  const rows = (await waiting()).map(({ row }) => row);
  const told = { occurrence, activityId: 'a1', at: control.time.now(), shown: rows, counted: [] };
  await control.parts.inboxes.change(inbox, { ...inbox, told });
  await killDigest();
  await expect(control.found(one)).resolves.toMatchObject({ state: 'sent', activityId: 'a1' });
  await expect(waiting()).resolves.toEqual([]);
});
