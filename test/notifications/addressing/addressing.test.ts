import { randomUUID } from 'node:crypto';
import { NORTHWIND, SAM } from '../../../dev/chat/directory/seedDirectory';
import { conversationKey, personKeyByAad, userIndexKey } from '../../../src/conversations/conversationKeys';
import type { Addressed } from '../../../src/notifications/addressing/addressing';
import type { Target } from '../../../src/notifications/notification';
import { aMessage } from '../../support/buildersActivity';
import { recallPerson, rememberConversation } from '../../../src/conversations/rememberConversation';
import {
  type AddressingUnderTest,
  aPerson,
  openAddressing,
  TEAM,
  TENANT,
} from '../../support/buildersAddressing';

const [ana, bo, cy] = [aPerson(1), aPerson(2), aPerson(3)];
const keyOf = (person: typeof ana) => personKeyByAad(person.aadObjectId);
const LAUNCHES = NORTHWIND.channels[1]?.id ?? '';

let world: AddressingUnderTest;
beforeAll(async () => {
  world = await openAddressing();
  world.hire(ana, bo, cy);
  world.setTeam(SAM, bo, cy);
  await world.meet(ana);
  await world.meetTeam(bo, LAUNCHES);
});
afterAll(() => world.stop());

const chatOf = (person: typeof ana) =>
  conversationKey('msteams', world.server.connector.directory.personalChatOf(person.id).id);

/** All that a target means, and how many reads of the registry that took. */
async function resolve(target: Target, tenant = TENANT): Promise<{ addressed: Addressed[]; reads: number }> {
  world.operations.restart();
  const page = await world.addressing.page(tenant, target);
  if ('kind' in page) throw new Error(`failed: ${page.kind}`);
  return { addressed: page.addressed, reads: world.operations.names.length };
}

describe('a user', () => {
  const anas = () => ({ key: keyOf(ana), person: keyOf(ana), conversation: chatOf(ana) });
  beforeAll(() =>
    world.registry.rememberMembers(TENANT, 'msteams', [
      { ...ana, emails: [ana.email.toLowerCase(), 'ana@upn.example'] },
    ]),
  );

  it.each([
    ['AAD object id', ana.aadObjectId],
    ['AAD object id in capitals', ana.aadObjectId.toUpperCase()],
    ['e-mail address', ana.email],
    ['e-mail address in capitals', ana.email.toUpperCase()],
    ['principal name', 'ana@upn.example'],
    ['the channel’s user id', ana.id],
  ])('is the same recipient by %s, found with at most two reads', async (_by, user) => {
    const { addressed, reads } = await resolve({ user });
    expect(addressed).toEqual([{ ...anas(), target: `user:${user}` }]);
    expect(reads).toBeLessThanOrEqual(2);
  });

  it('is the same recipient by the personal conversation, by its key and by the channel’s id', async () => {
    const id = world.server.connector.directory.personalChatOf(ana.id).id;
    for (const conversation of [chatOf(ana), id])
      expect((await resolve({ conversation })).addressed).toEqual([
        { ...anas(), target: `conversation:${conversation}` },
      ]);
  });

  it('who has written among others only is found, without a conversation yet', async () => {
    const expected = { key: keyOf(bo), person: keyOf(bo), target: `user:${bo.aadObjectId}` };
    expect((await resolve({ user: bo.aadObjectId })).addressed).toEqual([expected]);
  });

  it('who is known by nothing but an AAD object id may exist all the same', async () => {
    const { addressed, reads } = await resolve({ user: cy.aadObjectId });
    expect(addressed).toEqual([{ key: keyOf(cy), person: keyOf(cy), target: `user:${cy.aadObjectId}` }]);
    expect(reads).toBe(2);
  });

  it.each(['nobody@northwind.example', '29:nobody', "x' or '1' eq '1", 'a|b/c#d?'])(
    'by the name %s is unknown',
    async (user) => {
      const { addressed, reads } = await resolve({ user });
      expect(addressed).toMatchObject([
        { target: `user:${user}`, refused: expect.stringMatching(/^unknown-user: /) as string },
      ]);
      expect(reads).toBeLessThanOrEqual(2);
    },
  );

  it('of another tenant is unknown', async () => {
    for (const user of [ana.aadObjectId, ana.email, ana.id])
      expect((await resolve({ user }, 'other')).addressed).toMatchObject([
        { refused: expect.stringMatching(/^unknown-user/) as string },
      ]);
  });

  it('whose index row is of an earlier release is found with two reads', async () => {
    const key = userIndexKey('msteams', '29:earlier');
    await world.registry.index(TENANT, key, chatOf(ana));
    const { addressed, reads } = await resolve({ user: '29:earlier' });
    expect(addressed).toMatchObject([anas()]);
    expect(reads).toBe(2);
  });
});

describe('a user on another channel', () => {
  const remember = async (channelId: string, id: string, kind = 'personal') => {
    const activity = aMessage({
      ...{ channelId, id: randomUUID(), channelData: {}, serviceUrl: 'http://127.0.0.1:1/' },
      from: { id, name: 'X' },
      conversation: { id: `chat-${id}`, conversationType: kind },
    });
    const { from, conversation, ...rest } = activity;
    const elsewhere = {
      ...rest,
      from: { id: from.id, name: from.name },
      conversation: { id: conversation.id, conversationType: kind },
    };
    await rememberConversation(
      world.registry,
      elsewhere as typeof activity,
      await recallPerson(world.registry, elsewhere as typeof activity),
    );
  };

  it('is found in that channel’s own part', async () => {
    await remember('slack', 'U1');
    expect((await resolve({ user: 'U1' }, 'channel:slack')).addressed).toEqual([
      {
        key: 'user|slack|U1',
        person: 'user|slack|U1',
        conversation: 'conversation|slack|chat-U1',
        target: 'user:U1',
      },
    ]);
  });

  it('where one may write first, is reached by the bare address, from any tenant', async () => {
    await remember('email', 'bea@home.example');
    const bea = { user: 'bea@home.example', via: 'email' };
    expect((await resolve(bea)).addressed).toEqual([
      {
        key: 'user|email|bea@home.example',
        person: 'user|email|bea@home.example',
        conversation: 'conversation|email|chat-bea@home.example',
        target: 'user:bea@home.example via email',
      },
    ]);
    expect((await resolve({ user: '+34600000000', via: 'sms' })).addressed).toEqual([
      { key: 'user|sms|+34600000000', person: 'user|sms|+34600000000', target: 'user:+34600000000 via sms' },
    ]);
  });

  it.each([
    [{ user: 'not a number', via: 'sms' }, /^unknown-user: /],
    [{ user: 'U1', via: 'slack' }, /^no-first-contact: /],
    [{ user: 'x', via: 'webchat' }, /^no-first-contact: /],
  ])('is refused otherwise: %j', async (target, reason) => {
    expect((await resolve(target)).addressed).toMatchObject([
      { refused: expect.stringMatching(reason) as string },
    ]);
  });

  it('who has no chat of their own there cannot be written to', async () => {
    await remember('slack', 'U2', 'channel');
    expect((await resolve({ user: 'U2' }, 'channel:slack')).addressed).toMatchObject([
      { refused: expect.stringMatching(/^no-own-chat: /) as string },
    ]);
  });
});

describe('a place', () => {
  const launches = conversationKey('msteams', LAUNCHES);

  it('is a channel: as a message of its own, in a new thread, in a thread', async () => {
    const base = { conversation: launches };
    expect((await resolve({ channel: LAUNCHES })).addressed).toEqual([
      { ...base, key: launches, target: `channel:${LAUNCHES}` },
    ]);
    expect((await resolve({ channel: LAUNCHES, thread: 'new' })).addressed).toEqual([
      { ...base, key: launches, target: `channel:${LAUNCHES} new`, beginsThread: true },
    ]);
    expect((await resolve({ channel: LAUNCHES, thread: '17' })).addressed).toEqual([
      { ...base, key: `${launches}|17`, target: `channel:${LAUNCHES} 17`, thread: '17' },
    ]);
  });

  it('is a conversation with the thread that its id names', async () => {
    const { addressed, reads } = await resolve({ conversation: `${LAUNCHES};messageid=17` });
    expect(addressed).toMatchObject([{ key: `${launches}|17`, conversation: launches, thread: '17' }]);
    expect(reads).toBe(1);
  });

  it('is a team’s General, seen or not, where another channel of the team was', async () => {
    const key = conversationKey('msteams', TEAM);
    expect((await resolve({ team: TEAM })).addressed).toEqual([{ key, target: `team:${TEAM}` }]);
    await expect(world.registry.find({ tenant: TENANT, key })).resolves.toBeUndefined();
    const reached = await world.conversationOf({ tenant: TENANT, target: `team:${TEAM}` });
    expect(reached).toEqual({ to: { tenant: TENANT, key } });
    await expect(world.registry.find({ tenant: TENANT, key })).resolves.toMatchObject({
      ...{ kind: 'channel', state: 'active' },
      reference: { serviceUrl: world.server.serviceUrl, conversation: { id: TEAM } },
    });
    expect((await resolve({ team: TEAM })).addressed).toEqual([
      { key, conversation: key, target: `team:${TEAM}` },
    ]);
  });

  it.each<[Target, RegExp]>([
    [{ conversation: 'conversation|msteams|19:none' }, /^unknown-conversation: /],
    [{ conversation: '19:none@thread.v2' }, /^unknown-conversation: /],
    [{ channel: '19:none@thread.tacv2' }, /^unknown-channel: .*new channels cannot be made/],
    [{ team: '19:none@thread.tacv2' }, /^unknown-team: /],
    [{ team: '19:none@thread.tacv2', audience: 'members' }, /^unknown-team: /],
  ])('that is not there is refused: %j', async (target, reason) => {
    expect((await resolve(target)).addressed).toMatchObject([
      { refused: expect.stringMatching(reason) as string },
    ]);
  });

  it('of another tenant is not there', async () => {
    for (const target of [
      { conversation: launches },
      { conversation: LAUNCHES },
      { channel: LAUNCHES },
      { team: TEAM },
    ])
      expect((await resolve(target, 'other')).addressed).toMatchObject([
        { refused: expect.stringMatching(/^unknown-/) as string },
      ]);
  });
});

describe('an audience', () => {
  it('of all members comes by pages of the roster; what it tells makes them known by e-mail and user id', async () => {
    const target = { team: TEAM, audience: 'members' } as const;
    const { addressed } = await resolve(target);
    const keys = [SAM, bo, cy].map(keyOf);
    expect(addressed.map(({ key }) => key)).toEqual(keys);
    expect(addressed.every(({ target: text }) => text === `team:${TEAM} members`)).toBe(true);
    for (const user of [cy.email, cy.id])
      expect((await resolve({ user })).addressed).toMatchObject([{ key: keyOf(cy) }]);
    // Nothing is new the second time: the team, and one read each.
    expect((await resolve(target)).reads).toBe(1 + 3);
  });

  it('of a large team goes on where the page before ended', async () => {
    const many = Array.from({ length: 620 }, (_, index) => aPerson(1000 + index));
    world.hire(...many);
    world.setTeam(SAM, bo, cy, ...many);
    const target = { team: TEAM, audience: 'members' } as const;
    const first = await world.addressing.page(TENANT, target);
    if ('kind' in first) throw new Error(first.kind);
    expect(first.addressed).toHaveLength(500);
    const second = await world.addressing.page(TENANT, target, first.next);
    if ('kind' in second) throw new Error(second.kind);
    expect(second.addressed).toHaveLength(123);
    expect(second.next).toBeUndefined();
    expect(new Set([...first.addressed, ...second.addressed].map(({ key }) => key)).size).toBe(623);
  });

  it('that the channel does not tell now is a failure with what the channel said', async () => {
    world.server.connector.faults.add({
      match: { path: 'pagedmembers' },
      kind: { name: 'throttled', retryAfterSeconds: 7 },
    });
    await expect(world.addressing.page(TENANT, { team: TEAM, audience: 'members' })).resolves.toEqual({
      kind: 'throttled',
      retryAfterMs: 7000,
    });
  });

  it('of a topic is people and places', async () => {
    world.followers.set('deployments', [
      { person: keyOf(ana) },
      { person: keyOf(bo), conversation: 'conversation|msteams|bo' },
      { conversation: conversationKey('msteams', LAUNCHES), thread: '17' },
    ]);
    expect((await resolve({ topic: 'deployments' })).addressed).toEqual([
      { key: keyOf(ana), person: keyOf(ana), conversation: chatOf(ana), target: 'topic:deployments' },
      {
        key: keyOf(bo),
        person: keyOf(bo),
        conversation: 'conversation|msteams|bo',
        target: 'topic:deployments',
      },
      {
        key: `${conversationKey('msteams', LAUNCHES)}|17`,
        conversation: conversationKey('msteams', LAUNCHES),
        thread: '17',
        target: 'topic:deployments',
      },
    ]);
    expect((await resolve({ topic: 'nothing' })).addressed).toEqual([]);
  });

  it('of everyone is all active personal conversations of the tenant', async () => {
    await world.meet(cy);
    const cysChat = { tenant: TENANT, key: chatOf(cy) };
    expect((await resolve({ everyone: true })).addressed.map(({ key }) => key).sort()).toEqual(
      [keyOf(ana), keyOf(cy)].sort(),
    );
    await world.registry.save(cysChat, { state: 'suspended' });
    expect((await resolve({ everyone: true })).addressed).toEqual([
      { key: keyOf(ana), person: keyOf(ana), conversation: chatOf(ana), target: 'everyone' },
    ]);
    await world.registry.save(cysChat, { state: 'active' });
    expect((await resolve({ everyone: true }, 'other')).addressed).toEqual([]);
  });
});
