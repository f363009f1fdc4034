import { TurnContext } from 'botbuilder';
import {
  channelIndexKey,
  conversationAddressOf,
  personKeyOf,
  teamIndexKey,
  userIndexKey,
} from '../../src/conversations/conversationKeys';
import { createConversationStore } from '../../src/conversations/conversationStore';
import { recallPerson, rememberConversation } from '../../src/conversations/rememberConversation';
import {
  aChannelMessage,
  aGroupMessage,
  aMessage,
  ANA_AAD,
  CHANNEL_ID,
  TEAM_ID,
} from '../support/buildersActivity';
import { openRegistry } from '../support/buildersRegistry';
import { Crash, Operations } from '../support/tables';

describe('the registry', () => {
  const registry = openRegistry();
  const { store, table, remember, found, here } = registry;
  beforeEach(() => registry.moveOn());

  it('keeps the reference whole and unaltered, and finds it under a key without the thread', async () => {
    const activity = here(aChannelMessage({ from: { role: 'user' } as object }));
    const address = await remember(activity);
    expect(address).toEqual({ tenant: registry.tenant, key: `conversation|msteams|${CHANNEL_ID}` });
    const conversation = await store.find(address);
    expect(conversation?.reference).toEqual(
      JSON.parse(JSON.stringify(TurnContext.getConversationReference(activity))),
    );
    expect(conversation?.reference.conversation?.id).toBe(`${CHANNEL_ID};messageid=1773221300000`);
    expect(conversation).toMatchObject({
      kind: 'channel',
      state: 'active',
      locale: 'en-GB',
      isWelcomed: false,
    });
  });

  it('knows nothing of a conversation that never was', async () => {
    await expect(
      store.find({ tenant: registry.tenant, key: 'conversation|msteams|a:nobody' }),
    ).resolves.toBeUndefined();
  });

  it('takes a new service address when it changes', async () => {
    await remember(here(aMessage({ serviceUrl: 'http://127.0.0.1:1/emea/' })));
    await remember(here(aMessage({ serviceUrl: 'http://127.0.0.1:1/amer/' })));
    expect((await found(here(aMessage())))?.reference.serviceUrl).toBe('http://127.0.0.1:1/amer/');
  });

  describe('of people', () => {
    it('keeps their name, locale, zone and personal chat', async () => {
      await remember(here(aMessage()));
      expect(await recallPerson(store, here(aMessage()))).toEqual({
        tenant: registry.tenant,
        key: `aad|${ANA_AAD}`,
        name: 'Ana',
        locale: 'en-GB',
        channelZone: 'Europe/Madrid',
        personalKey: 'conversation|msteams|a:ana-and-recado',
        serviceUrl: aMessage().serviceUrl,
      });
    });

    it('keeps what an activity does not tell, and takes what it tells anew', async () => {
      await remember(here(aMessage()));
      await store.savePerson({
        tenant: registry.tenant,
        key: personKeyOf(aMessage()),
        chosenZone: 'Asia/Tokyo',
      });
      await remember(
        here(aGroupMessage({ locale: 'es-ES', entities: [], localTimezone: undefined, from: { name: '' } })),
      );
      expect(await recallPerson(store, here(aMessage()))).toMatchObject({
        name: 'Ana',
        locale: 'es-ES',
        channelZone: 'Europe/Madrid',
        chosenZone: 'Asia/Tokyo',
        personalKey: 'conversation|msteams|a:ana-and-recado',
      });
    });

    it('leads from the AAD object id and from the channel’s user id to their personal chat', async () => {
      const address = await remember(here(aMessage()));
      await expect(store.findByIndex(registry.tenant, personKeyOf(aMessage()))).resolves.toEqual(address);
      await expect(store.findByIndex(registry.tenant, userIndexKey('msteams', '29:ana'))).resolves.toEqual(
        address,
      );
    });

    it('leads nowhere as long as they have only written in a group', async () => {
      await remember(here(aGroupMessage()));
      await expect(store.findByIndex(registry.tenant, personKeyOf(aMessage()))).resolves.toBeUndefined();
    });

    it('leads to the personal chat where the channel has no AAD', async () => {
      const activity = aMessage({
        channelId: 'slack',
        channelData: {},
        conversation: { id: 'D1', tenantId: undefined },
        from: { id: 'U1', aadObjectId: undefined },
      });
      const address = await remember(activity);
      await expect(store.findByIndex('channel:slack', userIndexKey('slack', 'U1'))).resolves.toEqual(address);
    });

    it('tries again what was left undone when storage failed between two writes', async () => {
      const address = conversationAddressOf(here(aMessage()));
      for (const side of ['before', 'after'] as const) {
        for (let at = 1; at <= 3; at += 1) {
          registry.moveOn();
          const operations = new Operations();
          operations.crash(at, side);
          const failing = createConversationStore(operations.watch(table, 'table'));
          const known = { tenant: registry.tenant, key: personKeyOf(aMessage()) };
          await expect(rememberConversation(failing, here(aMessage()), known)).rejects.toThrow(Crash);
          await remember(here(aMessage()));
          await expect(
            store.findByIndex(registry.tenant, userIndexKey('msteams', '29:ana')),
          ).resolves.toEqual({
            ...address,
            tenant: registry.tenant,
          });
          await expect(recallPerson(store, here(aMessage()))).resolves.toMatchObject({
            personalKey: address.key,
          });
        }
      }
    });
  });

  describe('of teams', () => {
    const address = (channelId: string) => ({
      tenant: registry.tenant,
      key: `conversation|msteams|${channelId}`,
    });

    it('leads from a channel to its conversation', async () => {
      await remember(here(aChannelMessage()));
      await expect(store.findByIndex(registry.tenant, channelIndexKey(CHANNEL_ID))).resolves.toEqual(
        address(CHANNEL_ID),
      );
    });

    it('leads from a team to the channel that was seen, until General is', async () => {
      await remember(here(aChannelMessage()));
      await expect(store.findByIndex(registry.tenant, teamIndexKey(TEAM_ID))).resolves.toEqual(
        address(CHANNEL_ID),
      );
      await remember(here(aChannelMessage({}, TEAM_ID)));
      await expect(store.findByIndex(registry.tenant, teamIndexKey(TEAM_ID))).resolves.toEqual(
        address(TEAM_ID),
      );
      await remember(here(aChannelMessage()));
      await expect(store.findByIndex(registry.tenant, teamIndexKey(TEAM_ID))).resolves.toEqual(
        address(TEAM_ID),
      );
    });

    it('never leads from a new channel to General, where its making is told', async () => {
      const told = aChannelMessage({
        type: 'conversationUpdate',
        channelData: {
          tenant: { id: registry.tenant },
          team: { id: TEAM_ID },
          channel: { id: CHANNEL_ID },
          eventType: 'channelCreated',
        },
        conversation: { id: TEAM_ID },
      });
      await remember(told);
      await expect(store.findByIndex(registry.tenant, channelIndexKey(CHANNEL_ID))).resolves.toBeUndefined();
      await expect(store.findByIndex(registry.tenant, teamIndexKey(TEAM_ID))).resolves.toEqual(
        address(TEAM_ID),
      );
    });
  });
});
