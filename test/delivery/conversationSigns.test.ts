import { HOUR_MS } from '../../src/clock';
import { noteSign, SECOND_SIGN_AFTER_MS } from '../../src/delivery/conversationSigns';
import type { Outcome } from '../../src/delivery/outcome';
import { planAfter } from '../../src/delivery/planAfter';
import { aMessage } from '../support/buildersActivity';
import { openRegistry } from '../support/buildersRegistry';
import { WEDNESDAY_MORNING } from '../support/clock';

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

  it('is not gone where the person writes while the send of the second sign is under way', async () => {
    const { activity, conversation } = await fresh('t4');
    await noteSign(store, await conversation(), gone, now);
    const asItWas = await conversation();
    await remember(activity);
    const second = await noteSign(store, asItWas, gone, now + HOUR_MS);
    expect(planAfter(second, 2, now, 0)).toMatchObject({ step: 'retry' });
    expect((await conversation()).state).toBe('active');
  });

  it('is gone at the second sign though an odd row has a first one of the future', async () => {
    const { conversation } = await fresh('t5');
    await store.save(await conversation(), { goneSignAt: 8e14 });
    await expect(noteSign(store, await conversation(), gone, now)).resolves.toMatchObject({
      isFirstSign: true,
    });
    await expect(noteSign(store, await conversation(), gone, now + HOUR_MS)).resolves.toEqual(gone);
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
