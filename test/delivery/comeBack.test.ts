import { HOUR_MS, MINUTE_MS } from '../../src/clock';
import { createConversationStore } from '../../src/conversations/conversationStore';
import type { ConversationRow } from '../../src/conversations/conversationRow';
import { createComeBack } from '../../src/delivery/comeBack';
import { noteSign, SECOND_SIGN_AFTER_MS } from '../../src/delivery/conversationSigns';
import { dueKeyOf } from '../../src/delivery/due';
import type { Outcome } from '../../src/delivery/outcome';
import { planAfter } from '../../src/delivery/planAfter';
import { aMessage, ANA_AAD } from '../support/buildersActivity';
import { aDue, ANAS_CHAT, type DeliveryUnderTest, openDelivery } from '../support/buildersDelivery';
import { openRegistry } from '../support/buildersRegistry';
import { WEDNESDAY_MORNING } from '../support/clock';
import { openTestAccount } from '../support/tables';

const now = WEDNESDAY_MORNING;
const gone: Outcome = { kind: 'conversationGone', reason: 'BotNotInConversationRoster' };
const sent: Outcome = { kind: 'sent', activityId: 'a' };

describe('a conversation', () => {
  const { store, remember, found } = openRegistry();
  const fresh = async (tenant: string) => {
    const activity = aMessage({ channelData: { tenant: { id: tenant } } });
    await remember(activity);
    const conversation = async () => {
      const known = await found(activity);
      if (!known) throw new Error('not known');
      return known;
    };
    return { activity, conversation };
  };

  it('is not gone at the first sign, nor at another within a minute', async () => {
    const { conversation } = await fresh('t1');
    await expect(noteSign(store, await conversation(), gone, now)).resolves.toEqual({
      ...gone,
      isFirstSign: true,
    });
    const soon = now + SECOND_SIGN_AFTER_MS - 1;
    await expect(noteSign(store, await conversation(), gone, soon)).resolves.toMatchObject({
      isFirstSign: true,
    });
    expect((await conversation()).goneSignAt).toBe(now);
  });

  it('is gone when a later sign confirms the first', async () => {
    const { conversation } = await fresh('t2');
    await noteSign(store, await conversation(), gone, now);
    await expect(noteSign(store, await conversation(), gone, now + SECOND_SIGN_AFTER_MS)).resolves.toEqual(
      gone,
    );
  });

  it('is not suspended by a refusal that says nothing, until a later one confirms it', async () => {
    const { conversation } = await fresh('t3');
    const refused: Outcome = { kind: 'conversationBlocked', reason: '403', isUnnamed: true };
    const first = await noteSign(store, await conversation(), refused, now);
    expect(planAfter(first, 1, now, 0)).toMatchObject({ step: 'retry' });
    const second = await noteSign(store, await conversation(), refused, now + SECOND_SIGN_AFTER_MS);
    expect(planAfter(second, 2, now, 0)).toMatchObject({ step: 'park', conversation: 'suspended' });
  });

  it.each<[string, (known: Awaited<ReturnType<typeof fresh>>) => Promise<unknown>]>([
    ['a message that got through', async (c) => noteSign(store, await c.conversation(), sent, now + 1)],
    ['a word from the person', async ({ activity }) => remember(activity)],
  ])('is as if nothing had been after %s', async (name, happens) => {
    const known = await fresh(name);
    await noteSign(store, await known.conversation(), gone, now);
    await happens(known);
    expect((await known.conversation()).goneSignAt).toBeUndefined();
    await expect(noteSign(store, await known.conversation(), gone, now + HOUR_MS)).resolves.toMatchObject({
      isFirstSign: true,
    });
  });

  it.each(['suspended', 'gone'] as const)('that is %s is active again with any word', async (state) => {
    const { activity, conversation } = await fresh(state);
    await store.save(await conversation(), { state });
    await remember(activity);
    expect((await conversation()).state).toBe('active');
  });

  it('is listed by its state, page by page', async () => {
    for (const tenant of ['l1', 'l2', 'l3']) {
      const { conversation } = await fresh(tenant);
      await store.save(await conversation(), { state: 'suspended' });
    }
    const seen: string[] = [];
    for (let next: string | undefined, first = true; first || next !== undefined; first = false) {
      const page = await store.pageByState('suspended', 2, next === undefined ? {} : { next });
      seen.push(...page.conversations.map(({ tenant }) => tenant));
      next = page.next;
    }
    expect(seen).toEqual(['l1', 'l2', 'l3']);
    const { conversations } = await store.pageByState('suspended', 10, { tenant: 'l2' });
    expect(conversations.map(({ tenant }) => tenant)).toEqual(['l2']);
  });
});

describe('what is parked with its conversation', () => {
  let delivery: DeliveryUnderTest;
  let account: ReturnType<typeof openTestAccount>;
  beforeEach(async () => {
    account = openTestAccount();
    delivery = openDelivery(account);
    const { from } = aMessage();
    await delivery.deps.conversations.save(ANAS_CHAT, {
      kind: 'personal',
      state: 'active',
      reference: { channelId: 'msteams', user: from },
    });
    await delivery.plan(aDue());
    delivery.time.set(now);
    delivery.outcomes.push({ kind: 'conversationBlocked', reason: 'ConversationBlockedByUser' });
    await expect(delivery.deliver(dueKeyOf(aDue()))).resolves.toBe('parked');
  });
  const person = () =>
    createConversationStore(account.table<ConversationRow>('Conversations')).findPerson(
      ANAS_CHAT.tenant,
      `aad|${ANA_AAD}`,
    );
  const comeBack = () => createComeBack(delivery.deps)(ANAS_CHAT);

  it('marks the person, so that their next turn knows without looking', async () => {
    await expect(person()).resolves.toMatchObject({ isAwaited: true });
  });

  it('goes on by itself where its feature says nothing about a return', async () => {
    const back = await comeBack();
    expect(back?.lines).toEqual([]);
    await expect(back?.commit()).resolves.toEqual({ isAll: true });
    const [row] = await delivery.rows();
    await expect(delivery.deliver(row?.key ?? { partition: '', row: '' })).resolves.toBe('sent');
    await expect(comeBack()).resolves.toBeUndefined();
  });

  it('is told in a line, planned on, and waits no longer; what was not told waits on', async () => {
    const next = aDue({ occurrence: '2', dueAt: now + 10 * MINUTE_MS });
    Object.assign(delivery.notes, {
      unpark: () =>
        Promise.resolve({
          line: 'water the plants',
          commit: (plan: (due: typeof next) => Promise<void>) => plan(next),
        }),
    });
    expect((await comeBack())?.lines).toEqual(['water the plants']);
    const again = await comeBack(); // the first was never said
    expect(again?.lines).toEqual(['water the plants']);
    await again?.commit();
    await again?.commit();
    await expect(delivery.rows()).resolves.toMatchObject([next]);
    await expect(comeBack()).resolves.toBeUndefined();
  });
});
