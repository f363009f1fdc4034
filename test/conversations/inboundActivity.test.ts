import {
  conversationIdOf,
  conversationKindOf,
  localeOf,
  teamsData,
  tenantOf,
  threadOf,
  withThread,
  zoneOf,
} from '../../src/conversations/inboundActivity';
import { conversationAddressOf, personKeyOf } from '../../src/conversations/conversationKeys';
import {
  aChannelMessage,
  aGroupMessage,
  aMessage,
  ANA_AAD,
  CHANNEL_ID,
  TENANT,
} from '../support/buildersActivity';

describe('an inbound activity', () => {
  describe('belongs to the tenant', () => {
    it('that Teams names in its own data', () => {
      expect(tenantOf(aMessage({ conversation: { tenantId: 'another' } }))).toBe(TENANT);
    });

    it('of its conversation where Teams’ data has none', () => {
      expect(tenantOf(aMessage({ channelData: undefined, conversation: { tenantId: 'contoso' } }))).toBe(
        'contoso',
      );
    });

    it('that its channel stands for where there are no tenants', () => {
      const activity = aMessage({
        channelId: 'webchat',
        channelData: null,
        conversation: { tenantId: undefined },
      });
      expect(tenantOf(activity)).toBe('channel:webchat');
    });

    it('that its channel stands for, and no other that a client claims where channels pass on what clients send', () => {
      const claimed = { tenant: { id: TENANT }, team: { id: CHANNEL_ID }, channel: { id: CHANNEL_ID } };
      const activity = aMessage({
        channelId: 'directline',
        channelData: claimed,
        conversation: { tenantId: TENANT, conversationType: undefined },
      });
      expect(tenantOf(activity)).toBe('channel:directline');
      expect(conversationAddressOf(activity).tenant).toBe('channel:directline');
      expect(conversationKindOf(activity)).toBe('personal');
      expect(teamsData(activity)).toEqual({ tenant: {}, team: {}, channel: {} });
    });

    it.each([
      [5],
      ['text'],
      [[]],
      [{ tenant: 5 }],
      [{ tenant: { id: 5 } }],
      [{ tenant: { id: {} } }],
      [{ tenant: null }],
    ])('of its conversation when the channel’s data is %j', (channelData) => {
      expect(tenantOf(aMessage({ channelData, conversation: { tenantId: 'contoso' } }))).toBe('contoso');
      expect(teamsData(aMessage({ channelData })).tenant).toEqual({});
    });
  });

  it('is personal, of a group or of a channel', () => {
    expect(conversationKindOf(aMessage())).toBe('personal');
    expect(conversationKindOf(aGroupMessage())).toBe('group');
    expect(conversationKindOf(aChannelMessage())).toBe('channel');
  });

  it.each([
    [{ isGroup: true }, undefined, 'group'],
    [{ isGroup: false }, undefined, 'personal'],
    [{}, { channel: { id: CHANNEL_ID } }, 'channel'],
    [{ conversationType: 7 }, { channel: 'general' }, 'personal'],
  ])('whose conversation says only %j and %j is %s', (conversation, channelData, kind) => {
    const account = { conversationType: undefined, ...conversation } as object;
    expect(conversationKindOf(aMessage({ channelData, conversation: account }))).toBe(kind);
  });

  describe('in a thread', () => {
    const activity = aChannelMessage();

    it('has a conversation and a thread', () => {
      expect(conversationIdOf(activity)).toBe(CHANNEL_ID);
      expect(threadOf(activity)).toBe('1773221300000');
      expect(threadOf(aMessage())).toBeUndefined();
    });

    it('shares its address with the other threads of the channel', () => {
      const other = aChannelMessage({ conversation: { id: `${CHANNEL_ID};messageid=9` } });
      expect(conversationAddressOf(activity)).toEqual(conversationAddressOf(other));
      expect(conversationAddressOf(activity).key).toBe(`conversation|msteams|${CHANNEL_ID}`);
    });

    it('can be answered in that thread, in another, or outside of all', () => {
      expect(withThread(CHANNEL_ID, '7')).toBe(`${CHANNEL_ID};messageid=7`);
      expect(withThread(`${CHANNEL_ID};messageid=1`, '7')).toBe(`${CHANNEL_ID};messageid=7`);
      expect(withThread(`${CHANNEL_ID};messageid=1`, undefined)).toBe(CHANNEL_ID);
    });
  });

  it('tells the person’s language, also when only the client’s own data has it', () => {
    expect(localeOf(aMessage({ locale: 'es-MX' }))).toBe('es-MX');
    expect(localeOf(aMessage({ locale: undefined }))).toBe('en-GB');
    expect(localeOf(aMessage({ locale: '', entities: [] }))).toBeUndefined();
  });

  it('tells the person’s zone, if it exists: the client’s, else the message’s', () => {
    const told = (timezone: unknown, localTimezone?: string): string | undefined =>
      zoneOf(aMessage({ entities: [{ type: 'clientInfo', timezone }], localTimezone }));
    expect(told('Asia/Kathmandu', 'Europe/Madrid')).toBe('Asia/Kathmandu');
    expect(told('Romance Standard Time', 'Europe/Madrid')).toBe('Europe/Madrid');
    expect(told(5, 'Atlantis/Centre')).toBeUndefined();
    expect(zoneOf(aMessage({ entities: undefined, localTimezone: 'America/Bogota' }))).toBe('America/Bogota');
  });

  it.each([[[null]], [['clientInfo']], ['clientInfo'], [{ type: 'clientInfo' }]])(
    'tells nothing when its entities are %j',
    (entities) => {
      expect(zoneOf(aMessage({ entities: entities as never, localTimezone: undefined }))).toBeUndefined();
    },
  );

  it('names the person by AAD object id in any case, else by channel and user', () => {
    expect(personKeyOf(aMessage())).toBe(`aad|${ANA_AAD}`);
    expect(personKeyOf(aMessage({ from: { aadObjectId: ANA_AAD.toUpperCase() } }))).toBe(`aad|${ANA_AAD}`);
    expect(personKeyOf(aMessage({ from: { aadObjectId: undefined } }))).toBe('user|msteams|29:ana');
  });
});
