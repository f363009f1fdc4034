import type { Row } from '../../src/azure/table';
import { createConversationStore } from '../../src/conversations/conversationStore';
import type { ConversationRow } from '../../src/conversations/conversationRow';
import { ChannelAdapter } from '../../src/delivery/channelAdapter';
import { createChannelSender } from '../../src/delivery/channelSender';
import { dueKeyOf } from '../../src/delivery/due';
import { repairPoison } from '../../src/delivery/repairPoison';
import { RETRY_WAITS_MS } from '../../src/delivery/retrySchedule';
import { aDue, ANAS_CHAT, openDelivery } from '../support/buildersDelivery';
import { openTestAccount } from '../support/tables';

const here = '"serviceUrl":"http://127.0.0.1:1/"';
const UNUSABLE: [string, RegExp][] = [
  ['null', /no object/],
  ['[]', /no object/],
  ['"text"', /no object/],
  ['5', /no object/],
  ['', /no JSON/],
  ['{"broken', /no JSON/],
  ['{}', /no service address/],
  ['{"serviceUrl":5,"conversation":{"id":"a"}}', /no service address/],
  ['{"serviceUrl":"garbage","conversation":{"id":"a"}}', /no service address/],
  ['{"serviceUrl":"file:///a","conversation":{"id":"a"}}', /no service address/],
  [`{${here}}`, /names no conversation/],
  [`{${here},"conversation":null}`, /names no conversation/],
  [`{${here},"conversation":"a"}`, /names no conversation/],
  [`{${here},"conversation":{"id":""}}`, /names no conversation/],
];

describe('a stored reference', () => {
  it.each(UNUSABLE)('%s cannot be used: dead at once, with the reason', async (reference, reason) => {
    const account = openTestAccount();
    const delivery = openDelivery(account);
    const table = account.table<ConversationRow>('Conversations');
    const row = { partitionKey: ANAS_CHAT.tenant, rowKey: ANAS_CHAT.key, reference };
    await table.upsert(row as Row<ConversationRow>);
    delivery.deps.sender = createChannelSender(
      new ChannelAdapter(undefined),
      createConversationStore(table),
      delivery.time.clock,
    );
    await delivery.plan(aDue());
    delivery.time.set(aDue().dueAt);
    await expect(delivery.deliver(dueKeyOf(aDue()))).resolves.toBe('dead');
    await expect(delivery.buried()).resolves.toMatchObject([{ reason: expect.stringMatching(reason) }]);
    expect(delivery.notes.settled).toMatchObject([{ state: 'dead' }]);
  });
});

it('what its feature cannot record is dead all the same', async () => {
  const delivery = openDelivery();
  const due = aDue();
  Object.assign(delivery.notes, { onDead: () => Promise.reject(new TypeError('x is not a function')) });
  await delivery.deps.store.insert(due, due.dueAt, due.dueAt, { attempt: RETRY_WAITS_MS.length });
  const { partition: p, row: r } = dueKeyOf(due);
  await expect(repairPoison(delivery.deps, { v: 1, p, r })).resolves.toBe('dead');
  await expect(delivery.buried()).resolves.toHaveLength(1);
  await expect(delivery.rows()).resolves.toEqual([]);
});
