import { startConnectorServer } from '../../../dev/chat/connector/connectorServer';
import { SAM } from '../../../dev/chat/directory/seedDirectory';
import { conversationKey, personKeyByAad } from '../../../src/conversations/conversationKeys';
import { ChannelAdapter } from '../../../src/delivery/channelAdapter';
import { createFirstContact } from '../../../src/delivery/firstContact';
import type { Reached } from '../../../src/notifications/addressing/addressing';
import { createConversationOf } from '../../../src/notifications/addressing/conversationOf';
import {
  type AddressingUnderTest,
  aPerson,
  openAddressing,
  TEAM,
  TENANT,
} from '../../support/buildersAddressing';

const [ana, bo] = [aPerson(1), aPerson(2)];
type Person = typeof ana;
const keyOf = (person: Person) => personKeyByAad(person.aadObjectId);

let world: AddressingUnderTest;
beforeEach(async () => {
  world = await openAddressing();
  world.hire(ana, bo);
  world.setTeam(SAM, ana, bo);
  await world.meetTeam(SAM);
});
afterEach(() => world.stop());

const reach = (person: Person): Promise<Reached> =>
  world.conversationOf({ tenant: TENANT, target: `user:${person.aadObjectId}`, person: keyOf(person) });
const chatId = (person: Person) => world.server.connector.directory.personalChatOf(person.id).id;
const addressOf = (person: Person) => ({ tenant: TENANT, key: conversationKey('msteams', chatId(person)) });
const creations = () =>
  world.server.connector.calls.filter(
    ({ method, path }) => method === 'POST' && /\/v3\/conversations$/.test(path),
  );
const readRoster = () => world.addressing.page(TENANT, { team: TEAM, audience: 'members' });
const fault = (kind: Parameters<typeof world.server.connector.faults.add>[0]['kind']) =>
  world.server.connector.faults.add({ match: { method: 'POST', path: /\/v3\/conversations$/ }, kind });

describe('somebody whom the bot has not spoken with', () => {
  it('who was on a roster gets a conversation, made from the little that is needed, once', async () => {
    await readRoster();
    await expect(reach(ana)).resolves.toEqual({ to: addressOf(ana) });
    await expect(reach(ana)).resolves.toEqual({ to: addressOf(ana) });
    expect(creations()).toHaveLength(1);
    expect(creations()[0]?.body).toMatchObject({
      ...{ isGroup: false, tenantId: TENANT, channelData: { tenant: { id: TENANT } } },
      bot: { id: '28:recado' },
      members: [{ id: ana.id }],
    });
  });

  it('is known afterwards like anybody who wrote: by e-mail, user id and AAD object id, as one of everyone', async () => {
    await readRoster();
    await reach(ana);
    await expect(world.registry.find(addressOf(ana))).resolves.toMatchObject({
      ...{ kind: 'personal', state: 'active' },
      reference: {
        ...{ channelId: 'msteams', serviceUrl: world.server.serviceUrl, bot: { id: '28:recado' } },
        user: { id: ana.id, aadObjectId: ana.aadObjectId },
        conversation: { id: chatId(ana), conversationType: 'personal', tenantId: TENANT },
      },
    });
    const recipient = { key: keyOf(ana), person: keyOf(ana), conversation: addressOf(ana).key };
    for (const user of [ana.email, ana.id, ana.aadObjectId])
      await expect(world.addressing.page(TENANT, { user })).resolves.toMatchObject({
        addressed: [recipient],
      });
    await expect(world.addressing.page(TENANT, { everyone: true })).resolves.toMatchObject({
      addressed: [recipient],
    });
  });

  it('who has the app installed but never wrote is reached by AAD object id alone', async () => {
    world.server.connector.directory.setBot(chatId(bo), 'installed');
    await expect(reach(bo)).resolves.toEqual({ to: addressOf(bo) });
    expect(creations()[0]?.body).toMatchObject({ members: [{ id: bo.aadObjectId }] });
  });

  it('and has not installed the app is refused, with the reason', async () => {
    await expect(reach(bo)).resolves.toEqual({
      refused: expect.stringMatching(/^not-installed: .*BotNotInConversationRoster/) as string,
    });
    fault({ name: 'forbidden', code: 'BotDisabledByAdmin', shape: 'nested' });
    await expect(reach(bo)).resolves.toEqual({
      refused: expect.stringMatching(/^not-installed: .*BotDisabledByAdmin/) as string,
    });
  });

  it('and is nobody is refused, with the reason', async () => {
    const nobody = aPerson(99);
    await expect(reach(nobody)).resolves.toEqual({
      refused: expect.stringMatching(/^unknown-user: .*400/) as string,
    });
  });

  it.each([
    [{ name: 'throttled', retryAfterSeconds: 9 } as const, { kind: 'throttled', retryAfterMs: 9000 }],
    ['unavailable' as const, { kind: 'transient', isAmbiguous: true, reason: '503 ServiceUnavailable' }],
    ['reset' as const, { kind: 'transient' }],
    ['unauthorised' as const, { kind: 'unauthorised' }],
  ])('is tried again when the channel cannot now: %j', async (kind, outcome) => {
    await readRoster();
    fault(kind);
    await expect(reach(ana)).resolves.toMatchObject(outcome);
    await expect(reach(ana)).resolves.toEqual({ to: addressOf(ana) });
  });

  it('is looked for in the region where the tenant was last heard when theirs was another', async () => {
    await readRoster();
    await world.registry.savePerson({
      tenant: TENANT,
      key: keyOf(ana),
      serviceUrl: `${world.server.serviceUrl}emea/`,
    });
    fault('wrongRegion');
    await reach(ana);
    await expect(world.registry.find(addressOf(ana))).resolves.toMatchObject({
      reference: { serviceUrl: world.server.serviceUrl },
    });
  });

  it('waits for the limits of the tenant', async () => {
    const firstContact = createFirstContact(
      new ChannelAdapter(undefined),
      { admitNew: (tenant) => Promise.resolve({ isAdmitted: false, until: tenant === TENANT ? 4711 : 0 }) },
      world.time.clock,
    );
    const conversationOf = createConversationOf({ conversations: world.registry, firstContact });
    await expect(conversationOf({ tenant: TENANT, target: 'user:x', person: keyOf(bo) })).resolves.toEqual({
      kind: 'deferred',
      until: 4711,
    });
    expect(creations()).toEqual([]);
  });

  it('of a tenant that was never heard from cannot be written to', async () => {
    await expect(
      world.conversationOf({ tenant: 'other', target: 'user:x', person: keyOf(ana) }),
    ).resolves.toEqual({
      refused: expect.stringMatching(/^channel-not-met: /) as string,
    });
  });

  it('by a name that was unknown is looked up again', async () => {
    const target = { tenant: TENANT, target: `user:${ana.email}` };
    await expect(world.conversationOf(target)).resolves.toEqual({
      refused: expect.stringMatching(/^unknown-user: /) as string,
    });
    await readRoster();
    await expect(world.conversationOf(target)).resolves.toEqual({ to: addressOf(ana) });
  });
});

describe('a bare address on a channel where the bot may write first', () => {
  it('gets a conversation in that channel’s own part, where whoever answers is found', async () => {
    const sms = await startConnectorServer();
    await world.registry.saveService('channel:sms', 'sms', {
      serviceUrl: sms.serviceUrl,
      bot: { id: '+34911111111' },
    });
    const target = { user: '+34600000000', via: 'sms' };
    const page = await world.addressing.page(TENANT, target);
    if ('kind' in page || !page.addressed[0]) throw new Error('not addressed');
    const reached = await world.conversationOf({ tenant: TENANT, ...page.addressed[0] });
    expect(reached).toEqual({ to: { tenant: 'channel:sms', key: 'conversation|sms|with-+34600000000' } });
    expect(sms.connector.calls[0]?.body).toEqual({
      isGroup: false,
      bot: { id: '+34911111111' },
      members: [{ id: '+34600000000' }],
    });
    const again = await world.addressing.page(TENANT, target);
    expect(again).toMatchObject({ addressed: [{ conversation: 'conversation|sms|with-+34600000000' }] });
    await sms.stop();
  });

  it('is refused where nobody has ever written on that channel', async () => {
    await expect(
      world.conversationOf({
        tenant: TENANT,
        target: 'user:+34600000000 via sms',
        person: 'user|sms|+34600000000',
      }),
    ).resolves.toEqual({ refused: expect.stringMatching(/^channel-not-met: /) as string });
  });
});
