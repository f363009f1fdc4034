/** What the templates set is what the app reads: it starts with exactly that, as the identity that they made. */
import { readConfig, SETTING_NAMES } from '../../src/config';
import { deployedSettings, readText } from './bicepText';

const GUID = '11111111-2222-4333-8444-555555555555';
/** What each expression of the template comes to in a deployment. */
const VALUES: Record<string, string> = {
  storageAccountName: 'strecadoabc123',
  identityClientId: GUID,
  botAppId: GUID,
  botAppType: 'UserAssignedMSI',
  'tenant().tenantId': GUID,
  'component.properties.ConnectionString': 'InstrumentationKey=0',
};
/** As Azure itself sets them on Flex Consumption. */
const PLATFORM = { WEBSITE_SITE_NAME: 'func-recado', WEBSITE_HOSTNAME: 'func-recado.azurewebsites.net' };

const settings = deployedSettings();
const deployed = (changes: Record<string, string> = {}): Record<string, string> => {
  const { MicrosoftAppPassword: _unset, ...rest } = settings;
  const values = Object.entries(rest).map(([name, value]) => [
    name,
    VALUES[value] ?? value.replace(/^'|'$/g, ''),
  ]);
  return { ...Object.fromEntries(values), ...PLATFORM, ...changes } as Record<string, string>;
};

test('the app starts with what a deployment sets, as its identity', () => {
  expect(readConfig(deployed())).toMatchObject({
    storage: {
      kind: 'identity',
      tableUrl: 'https://strecadoabc123.table.core.windows.net',
      queueUrl: 'https://strecadoabc123.queue.core.windows.net',
      clientId: GUID,
    },
    bot: { appId: GUID, appType: 'UserAssignedMSI', tenantId: GUID },
  });
});

test('as an app registration it takes its secret from Key Vault', () => {
  expect(settings.MicrosoftAppPassword).toBe("'@Microsoft.KeyVault(SecretUri=${botCredentialUri})'");
  const env = deployed({
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppPassword: 'resolved by the platform',
  });
  expect(readConfig(env).bot).toMatchObject({
    appType: 'SingleTenant',
    password: 'resolved by the platform',
  });
});

test('every setting is one that the app or the host reads, and stands on the page of settings', () => {
  const page = readText('docs/settings.md');
  const unknown = Object.keys(settings)
    .filter((name) => !(SETTING_NAMES as readonly string[]).includes(name))
    .filter((name) => !name.startsWith('AzureFunctionsJobHost__') && !page.includes(`\`${name}\``));
  expect(Object.keys(settings).length).toBeGreaterThan(8);
  expect(unknown).toEqual([]);
});
