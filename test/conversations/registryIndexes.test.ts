import { mailIndexKey, personKeyByAad, userIndexKey } from '../../src/conversations/conversationKeys';
import { createRegistryData } from '../../src/conversations/registryData';
import type { ChatTurn } from '../../src/conversations/chatTurn';
import { ANA_AAD, aMessage } from '../support/buildersActivity';
import { openRegistry, type Registry } from '../support/buildersRegistry';

const ANA = {
  id: '29:ana',
  name: 'Ana',
  aadObjectId: ANA_AAD,
  emails: ['ana@example.com', 'ana.p@example.com'],
};
const person = personKeyByAad(ANA_AAD);

describe('the registry’s other ways to people', () => {
  let registry: Registry;
  beforeEach(() => {
    registry = openRegistry();
  });

  it('keep what a roster tells, and what was known before', async () => {
    const { store, tenant } = registry;
    const chat = await registry.remember(registry.here(aMessage()));
    await store.rememberMembers(tenant, 'msteams', [ANA]);
    await expect(store.findPerson(tenant, person)).resolves.toMatchObject({
      ...{ name: 'Ana', emails: ANA.emails, userId: ANA.id },
      ...{ personalKey: chat.key, channelZone: 'Europe/Madrid' },
    });
    await expect(store.findUser(tenant, userIndexKey('msteams', ANA.id))).resolves.toEqual({
      person,
      conversation: chat.key,
    });
  });

  it('take hundreds of members at once, also two with one address', async () => {
    const { store, tenant } = registry;
    const many = Array.from({ length: 150 }, (_, index) => ({
      ...{ id: `29:${index}`, name: `P${index}`, aadObjectId: `0000-${index}` },
      emails: ['shared@example.com', `p${index}@example.com`],
    }));
    await store.rememberMembers(tenant, 'msteams', many);
    await expect(store.findUser(tenant, mailIndexKey('P149@example.com'))).resolves.toEqual({
      person: 'aad|0000-149',
    });
    await expect(store.findUser(tenant, mailIndexKey('shared@example.com'))).resolves.toEqual({
      person: 'aad|0000-149',
    });
  });

  it('go when the person wants to be forgotten, and are told before', async () => {
    const { store, tenant } = registry;
    await registry.remember(registry.here(aMessage()));
    await store.rememberMembers(tenant, 'msteams', [ANA]);
    const known = await store.findPerson(tenant, person);
    const data = createRegistryData(store);
    const turn = { person: known, sender: { id: ANA.id }, channelId: 'msteams' } as unknown as ChatTurn;
    expect((await data.describe(turn, 'en')).join('\n')).toContain('ana@example.com, ana.p@example.com');
    await data.erase(turn);
    const keys = [...ANA.emails.map(mailIndexKey), userIndexKey('msteams', ANA.id), person];
    for (const key of keys) await expect(store.findUser(tenant, key)).resolves.toBeUndefined();
  });

  it('know the only tenant that was met, and no more than that', async () => {
    const { store } = registry;
    await expect(store.onlyTenant()).resolves.toBeUndefined();
    await store.noteTenant('channel:webchat');
    await expect(store.onlyTenant()).resolves.toBe('channel:webchat');
    await registry.remember(registry.here(aMessage()));
    await expect(store.onlyTenant()).resolves.toBe(registry.tenant);
    registry.moveOn();
    await registry.remember(registry.here(aMessage()));
    await expect(store.onlyTenant()).resolves.toBeUndefined();
  });
});
