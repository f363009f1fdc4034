/** What a send came to is known even where it cannot be noted: storage that goes away just then makes nothing of it undone. */
import { StorageUnavailable } from '../../src/azure/storageError';
import type { Conversation } from '../../src/conversations/conversation';
import type { ConversationStore } from '../../src/conversations/conversationStore';
import { noteOutcome } from '../../src/delivery/noteOutcome';
import type { Outcome } from '../../src/delivery/outcome';
import { aMessage } from '../support/buildersActivity';
import { aLog } from '../support/buildersLog';
import { openRegistry } from '../support/buildersRegistry';
import { aClock } from '../support/clock';

const SENT: Outcome = { kind: 'sent', activityId: 'a' };
const GONE: Outcome = { kind: 'conversationGone', reason: 'ConversationNotFound' };
const away = (): Promise<never> => Promise.reject(new StorageUnavailable('upsert Conversations', undefined));

describe('the address to which a conversation has moved', () => {
  const { store, remember, found, here, moveOn } = openRegistry();
  beforeEach(moveOn);
  const at = (port: number): string => `http://127.0.0.1:${port}/`;
  const said = (port: number) => here(aMessage({ serviceUrl: at(port) }));
  const note = async (conversation: Conversation | undefined) => {
    if (!conversation) throw new Error('not known');
    await noteOutcome({ conversations: store, clock: aClock().clock }, conversation, SENT, at(2));
    return (await found(said(1)))?.reference;
  };

  it('is kept, and of its reference nothing else changes', async () => {
    await remember(said(1));
    const before = await found(said(1));
    await expect(note(before)).resolves.toEqual({ ...before?.reference, serviceUrl: at(2) });
  });

  it('gives way to one from which somebody wrote while it was tried', async () => {
    await remember(said(1));
    const before = await found(said(1));
    await remember(said(3));
    await expect(note(before)).resolves.toMatchObject({ serviceUrl: at(3) });
  });

  it('leaves the rest as it was told while it was tried', async () => {
    await remember(said(1));
    const before = await found(said(1));
    await remember({ ...said(1), id: 'newer' });
    await expect(note(before)).resolves.toMatchObject({ serviceUrl: at(2), activityId: 'newer' });
  });
});

describe('while storage is away, the outcome of a send', () => {
  const { store, remember } = openRegistry();
  const conversation = async (change: Partial<Conversation>) => {
    const address = await remember(aMessage());
    const found = await store.find(address);
    if (!found) throw new Error('not known');
    return { ...found, ...change };
  };
  const deps = (conversations: ConversationStore = { ...store, save: away }) => {
    const log = aLog();
    const limiter = { throttled: away } as never;
    return { conversations, clock: aClock().clock, limiter, log };
  };

  it.each<[string, Partial<Conversation>, string | undefined]>([
    ['to somebody who had blocked the bot', { state: 'suspended' }, undefined],
    ['after a sign that it is gone', { goneSignAt: 1 }, undefined],
    ['to another region', {}, 'http://127.0.0.1:2/'],
  ])('%s is that it was sent', async (_name, change, movedTo) => {
    await expect(noteOutcome(deps(), await conversation(change), SENT, movedTo)).resolves.toEqual(SENT);
  });

  it('that was throttled is that it was throttled', async () => {
    const throttled: Outcome = { kind: 'throttled', retryAfterMs: 1000 };
    await expect(noteOutcome(deps(), await conversation({}), throttled)).resolves.toEqual(throttled);
  });

  it('that seems gone is a first sign, which ends nothing', async () => {
    await expect(noteOutcome(deps(), await conversation({}), GONE)).resolves.toEqual({
      ...GONE,
      isFirstSign: true,
    });
  });

  it('is kept from nothing but storage that is away', async () => {
    const broken = deps({ ...store, save: () => Promise.reject(new TypeError('x')) });
    await expect(noteOutcome(broken, await conversation({ state: 'suspended' }), SENT)).rejects.toThrow(
      TypeError,
    );
  });
});
