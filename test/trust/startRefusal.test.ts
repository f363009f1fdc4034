/** An app that could not tell who calls it does not start in Azure, and says why in one message, without any value. */
import { join } from 'node:path';
import { findProjectRoot } from '../../dev/projectRoot';
import { ConfigurationError, type Environment, readConfig } from '../../src/config';
import { bundleScript } from '../support/bundleScript';
import { probeApp } from '../support/probeApp';
import { APP_ID, TENANT } from './callers';

const STORAGE = { AzureWebJobsStorage: 'UseDevelopmentStorage=true' };
const IDENTITY = {
  MicrosoftAppId: APP_ID,
  MicrosoftAppType: 'UserAssignedMSI',
  MicrosoftAppTenantId: TENANT,
};
/** What each hosting plan of Azure sets. */
const IN_AZURE: [string, Record<string, string>][] = [
  ['Flex Consumption', { WEBSITE_SITE_NAME: 'recado', WEBSITE_SKU: 'FlexConsumption' }],
  ['a dedicated plan', { WEBSITE_SITE_NAME: 'recado', WEBSITE_INSTANCE_ID: '1f3d' }],
  ['a plan that tells its name only', { WEBSITE_SITE_NAME: 'recado' }],
];

const problemsOf = (env: Environment): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
};

describe.each(IN_AZURE)('on %s', (_plan, platform) => {
  test('it does not start without an app id', () => {
    expect(problemsOf({ ...STORAGE, ...platform })).toEqual([
      'MicrosoftAppId is missing: in Azure the bot only runs with an app id, so that callers can be authenticated',
    ]);
  });

  test('it does not let a server without TLS say who may call', () => {
    const env = { ...STORAGE, ...platform, ...IDENTITY, BotOpenIdMetadata: 'http://127.0.0.1:8080/keys' };
    expect(problemsOf(env)).toEqual([expect.stringMatching(/^BotOpenIdMetadata /)]);
  });

  test('it starts with an identity', () => {
    expect(problemsOf({ ...STORAGE, ...platform, ...IDENTITY })).toEqual([]);
  });
});

test('on a developer’s machine it starts without one', () => {
  expect(problemsOf(STORAGE)).toEqual([]);
});

test.each<[string, Record<string, string>, RegExp]>([
  [
    'a type without its tenant',
    { ...IDENTITY, MicrosoftAppTenantId: '' },
    /^MicrosoftAppTenantId is missing/,
  ],
  [
    'a type that needs a secret without it',
    { ...IDENTITY, MicrosoftAppType: 'SingleTenant' },
    /^MicrosoftAppPassword is missing/,
  ],
  ['a type that there is not', { ...IDENTITY, MicrosoftAppType: 'Anything' }, /^MicrosoftAppType is none of/],
  ['an app id that is no GUID', { ...IDENTITY, MicrosoftAppId: 'me' }, /^MicrosoftAppId is not a GUID/],
  [
    'keys from another machine without TLS',
    { ...IDENTITY, BotOpenIdMetadata: 'http://keys.example/' },
    /^BotOpenIdMetadata is neither an https/,
  ],
])('anywhere it refuses %s', (_name, settings, problem) => {
  expect(problemsOf({ ...STORAGE, ...settings })).toEqual([expect.stringMatching(problem)]);
});

test('the process ends, and its one message names all that is wrong and none of the values', async () => {
  const entry = bundleScript(join(findProjectRoot(), 'src/index.ts'));
  const { exitCode, errors, report } = await probeApp(
    { entry },
    { WEBSITE_SITE_NAME: 'recado', AzureWebJobsStorage: 'hunter2', MicrosoftAppTenantId: 'hunter3' },
  );
  expect({ exitCode, report }).toEqual({ exitCode: 1, report: undefined });
  for (const name of ['AzureWebJobsStorage', 'MicrosoftAppTenantId', 'MicrosoftAppId'])
    expect(errors).toContain(`- ${name} `);
  expect(errors).not.toMatch(/hunter/);
});
