import { recallPerson } from '../../src/conversations/rememberConversation';
import { removeConversation } from '../../src/conversations/removeConversation';
import { aMembershipUpdate, aMessage, ANA_AAD, TENANT } from '../support/buildersActivity';
import { openRegistry } from '../support/buildersRegistry';

describe('the registry', () => {
  const registry = openRegistry();
  const { store, table, remember, found, here } = registry;
  beforeEach(() => registry.moveOn());

  describe('when the bot is removed', () => {
    it('keeps the conversation as gone, with its reference', async () => {
      await remember(here(aMessage()));
      await removeConversation(store, here(aMembershipUpdate('removed')));
      await expect(found(here(aMessage()))).resolves.toMatchObject({
        state: 'gone',
        isWelcomed: false,
        reference: { channelId: 'msteams' },
      });
    });

    it('does not make a conversation that it did not know', async () => {
      await removeConversation(store, here(aMembershipUpdate('removed')));
      await expect(found(here(aMessage()))).resolves.toBeUndefined();
    });

    it('is back with the next message', async () => {
      await remember(here(aMessage()));
      await removeConversation(store, here(aMembershipUpdate('removed')));
      await remember(here(aMessage()));
      await expect(found(here(aMessage()))).resolves.toMatchObject({ state: 'active' });
    });
  });

  it('keeps tenants apart, whatever they share otherwise', async () => {
    await remember(here(aMessage()));
    const elsewhere = aMessage({
      channelData: { tenant: { id: `${registry.tenant}-other` } },
      from: { name: 'Other Ana' },
    });
    await expect(found(elsewhere)).resolves.toBeUndefined();
    await expect(recallPerson(store, elsewhere)).resolves.toEqual({
      tenant: `${registry.tenant}-other`,
      key: `aad|${ANA_AAD}`,
    });
    await remember(elsewhere);
    await expect(recallPerson(store, here(aMessage()))).resolves.toMatchObject({
      tenant: registry.tenant,
      name: 'Ana',
    });
    const filter = `PartitionKey eq '${registry.tenant}'`;
    for await (const row of table.query(filter)) expect(JSON.stringify(row)).not.toContain('Other Ana');
  });

  it('knows the newest address of a tenant: where whoever wrote last wrote from, known there or not', async () => {
    const by = (id: string, port: number) =>
      here(
        aMessage({
          serviceUrl: `http://127.0.0.1:${port}/`,
          from: { id, aadObjectId: id },
          conversation: { id: `a:${id}` },
        }),
      );
    const newest = () => store.newestServiceUrl(registry.tenant, 'msteams');
    await remember(by('ana', 1));
    await remember(by('bob', 2));
    await expect(newest()).resolves.toBe('http://127.0.0.1:2/');
    await remember(by('ana', 1));
    await expect(newest()).resolves.toBe('http://127.0.0.1:1/');
  });

  describe('of welcomes', () => {
    it('gives one to each install, to whoever asks first', async () => {
      const address = await remember(here(aMembershipUpdate('added')));
      const claims = await Promise.all(Array.from({ length: 8 }, () => store.claimWelcome(address)));
      expect(claims.filter(Boolean)).toHaveLength(1);
      await removeConversation(store, here(aMembershipUpdate('removed')));
      await remember(here(aMembershipUpdate('added')));
      await expect(store.claimWelcome(address)).resolves.toBe(true);
      await expect(store.claimWelcome(address)).resolves.toBe(false);
    });

    it('gives it also while the conversation is written to', async () => {
      const address = await remember(here(aMembershipUpdate('added')));
      const [claimed] = await Promise.all([
        store.claimWelcome(address),
        ...Array.from({ length: 6 }, () => remember(here(aMessage()))),
      ]);
      expect(claimed).toBe(true);
    });

    it('gives none where the conversation is not known', async () => {
      await expect(
        store.claimWelcome({ tenant: TENANT, key: 'conversation|msteams|a:nobody' }),
      ).resolves.toBe(false);
    });
  });
});
