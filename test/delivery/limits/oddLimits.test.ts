import type { Row } from '../../../src/azure/table';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/clock';
import { CONVERSATIONS_TABLE, type ConversationRow } from '../../../src/conversations/conversationRow';
import { createLimitsStore, LIMITS_TABLE, type LimitsRow } from '../../../src/delivery/limits/limitsStore';
import { createTenantSlots } from '../../../src/delivery/limits/tenantSlots';
import { openLimits } from '../../support/buildersLimits';
import { aClock, WEDNESDAY_MORNING } from '../../support/clock';
import { openTestAccount } from '../../support/tables';

const now = WEDNESDAY_MORNING;
const FOR_EVER = 8e15;
const whole = { nextSlotAt: now, pausedUntil: 0, throttled: '[]' };

const ODD: [string, object][] = [
  ['with nothing', {}],
  ['without the next slot', { pausedUntil: 0, throttled: '[]' }],
  ['whose next slot is a text', { ...whole, nextSlotAt: 'soon' }],
  ['whose pause is a text', { ...whole, pausedUntil: 'later' }],
  ['whose signs are no JSON', { ...whole, throttled: '{' }],
  ['whose signs are no list', { ...whole, throttled: 'null' }],
  ['whose signs are none', { ...whole, throttled: '[null,7,{"thread":1}]' }],
  ['that is reserved for ever', { ...whole, nextSlotAt: FOR_EVER }],
  ['that is paused for ever', { ...whole, pausedUntil: FOR_EVER }],
];

describe('a tenant’s limits', () => {
  const given = async (row: object) => {
    const table = openTestAccount().table<LimitsRow>(LIMITS_TABLE);
    await table.upsert({ partitionKey: 'tenant', rowKey: 'rate', ...row } as Row<LimitsRow>);
    const store = createLimitsStore(table);
    return { store, slots: createTenantSlots(store, 30, aClock(now).clock) };
  };

  it.each(ODD)('in a row %s hold nothing up, and are written anew', async (_name, row) => {
    const { store, slots } = await given(row);
    await expect(slots.take('tenant', now, false)).resolves.toEqual({ at: now });
    const { nextSlotAt } = await store.read('tenant');
    expect(nextSlotAt).toBeGreaterThan(now);
    expect(nextSlotAt).toBeLessThan(now + SECOND_MS);
  });

  it.each([FOR_EVER, 'later'])(
    'let those who find no slot come back, whoever else comes back %p',
    async (odd) => {
      const pausedUntil = now + 10 * SECOND_MS;
      const { slots } = await given({ ...whole, pausedUntil, bulkBackAt: odd, othersBackAt: odd });
      for (const isBulk of [true, false])
        await expect(slots.take('tenant', now, isBulk)).resolves.toEqual({
          until: expect.closeTo(pausedUntil, -3),
        });
    },
  );

  it.each([10 * SECOND_MS, HOUR_MS])('keep a pause of %i ms', async (ms) => {
    const { slots } = await given({ ...whole, pausedUntil: now + ms });
    const slot = await slots.take('tenant', now, false);
    expect(slot).toEqual({ until: expect.closeTo(now + ms, -3) });
  });

  it('keep slots that are reserved ahead', async () => {
    const { slots } = await given({ ...whole, nextSlotAt: now + SECOND_MS });
    await expect(slots.take('tenant', now, false)).resolves.toEqual({ at: now + SECOND_MS });
    await expect(slots.take('tenant', now + MINUTE_MS, false)).resolves.toHaveProperty('until');
  });
});

describe('on odd rows the limiter', () => {
  const opened = () => {
    const account = openTestAccount();
    return { account, ...openLimits(account) };
  };

  it('does not pause a tenant for one thread, whoever was throttled in time to come', async () => {
    const { account, moved, aConversation } = opened();
    const { limiter } = moved();
    const signs = ['a', 'b'].map((thread) => ({ thread, at: FOR_EVER }));
    await account
      .table<Partial<LimitsRow>>(LIMITS_TABLE)
      .upsert({ partitionKey: 'tenant', rowKey: 'rate', throttled: JSON.stringify(signs) });
    await limiter.throttled(await aConversation('tenant'), 10 * SECOND_MS);
    await expect(limiter.admit(await aConversation('tenant'), 1, false)).resolves.toEqual({
      isAdmitted: true,
    });
  });

  it('sends to a thread, whatever was sent there in time to come', async () => {
    const { account, moved, aConversation, refound } = opened();
    const { limiter } = moved();
    const { tenant, key } = await aConversation('tenant');
    const sendTimes = 'zzzzzzzzz,1,1,1,1,1,1,1,1';
    await account
      .table<Partial<ConversationRow>>(CONVERSATIONS_TABLE)
      .upsert({ partitionKey: tenant, rowKey: key, sendTimes });
    const thread = await refound({ tenant, key });
    expect(thread.sendTimes).toHaveLength(9);
    await expect(limiter.admit(thread, 1, false)).resolves.toEqual({ isAdmitted: true });
    expect((await refound(thread)).sendTimes).toHaveLength(1);
  });
});
