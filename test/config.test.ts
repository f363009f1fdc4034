import { ConfigurationError, type Environment, readConfig } from '../src/config';

const APP_ID = '7b2f0c52-6f0e-4f0b-9d0a-2f1f6a1c9b11';
const TENANT = '1a2b3c4d-0000-4000-8000-5e6f7a8b9c0d';
const DEVELOPMENT: Environment = { AzureWebJobsStorage: 'UseDevelopmentStorage=true' };

describe('the configuration', () => {
  it('needs nothing but a storage connection on a developer’s machine', () => {
    const { storage, bot } = readConfig(DEVELOPMENT);
    expect({ storage, bot }).toEqual({
      storage: { kind: 'connection-string', connectionString: 'UseDevelopmentStorage=true' },
    });
  });

  it('takes settings that are there but empty for absent, as the sample has them', () => {
    const empty = {
      MicrosoftAppId: '',
      MicrosoftAppType: ' ',
      MicrosoftAppTenantId: '',
      MicrosoftAppPassword: '',
    };
    expect(readConfig({ ...DEVELOPMENT, ...empty })).toEqual(readConfig(DEVELOPMENT));
  });

  describe('names every bad setting at once', () => {
    it('whether it is wrong in itself, wrong beside others, or missing', () => {
      const problems = problemsOf({
        AzureWebJobsStorage__clientId: 'me',
        MicrosoftAppId: 'my-bot',
        MicrosoftAppType: 'Both',
        MicrosoftAppTenantId: 'contoso',
        BotOpenIdMetadata: 'ftp://example.org',
      });
      expect(problems).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^AzureWebJobsStorage is missing/),
          expect.stringMatching(/^AzureWebJobsStorage__clientId is not a GUID/),
          expect.stringMatching(/^MicrosoftAppId is not a GUID/),
          expect.stringMatching(/^MicrosoftAppType is none of MultiTenant, SingleTenant, UserAssignedMSI/),
          expect.stringMatching(/^MicrosoftAppTenantId is not a GUID/),
          expect.stringMatching(/^BotOpenIdMetadata is neither/),
        ]),
      );
      expect(problems).toHaveLength(6);
    });

    it('also what is no number, beside what is missing', () => {
      const problems = problemsOf({
        REMINDERS_MAX_ACTIVE: 'many',
        ANSWER_DEADLINE: 'soon',
        WEBSITE_SKU: 'Dynamic',
      });
      expect(problems.map((problem) => problem.split(' ', 1)[0]).sort()).toEqual([
        'ANSWER_DEADLINE',
        'AzureWebJobsStorage',
        'MicrosoftAppId',
        'REMINDERS_MAX_ACTIVE',
      ]);
    });

    it('in the error’s message, one line each', () => {
      const error = errorOf({ MicrosoftAppType: 'Both', MicrosoftAppId: APP_ID });
      expect(error).toMatchObject({ name: 'ConfigurationError', code: 'bad-configuration' });
      expect(error.message.split('\n')).toEqual([
        'The configuration has 2 problems:',
        expect.stringMatching(/^ {2}- MicrosoftAppType /),
        expect.stringMatching(/^ {2}- AzureWebJobsStorage /),
      ]);
    });

    it('and never what it holds', () => {
      const secret = 'hunter2-Zk9';
      const names = [
        'AzureWebJobsStorage',
        'AzureWebJobsStorage__accountName',
        'AzureWebJobsStorage__tableServiceUri',
        'AzureWebJobsStorage__queueServiceUri',
        'AzureWebJobsStorage__clientId',
        'MicrosoftAppId',
        'MicrosoftAppType',
        'MicrosoftAppTenantId',
        'BotOpenIdMetadata',
      ];
      const error = errorOf(Object.fromEntries(names.map((name) => [name, secret])));
      for (const name of names) expect(error.message).toMatch(new RegExp(`- ${name} `));
      expect(error.message).not.toContain(secret);
    });
  });

  describe('of limits', () => {
    it('has what is usual, unless settings say otherwise', () => {
      expect(readConfig(DEVELOPMENT).reminders).toEqual({
        maxActive: 200,
        maxCharacters: 500,
        maxYearsAhead: 5,
        minIntervalMinutes: 5,
      });
      expect(readConfig({ ...DEVELOPMENT, REMINDERS_MAX_ACTIVE: '1' }).reminders.maxActive).toBe(1);
    });

    it.each(['0', '-1', '1.5', '1e3', 'ten', '99999999999'])('refuses %s reminders', (count) => {
      expect(problemsOf({ ...DEVELOPMENT, REMINDERS_MAX_ACTIVE: count })).toEqual([
        'REMINDERS_MAX_ACTIVE is not a whole number from 1 to 10000',
      ]);
    });
  });

  describe('of the bot', () => {
    const identity = { ...DEVELOPMENT, MicrosoftAppId: APP_ID.toUpperCase() };

    it('is MultiTenant with a secret, unless another type is named', () => {
      expect(readConfig({ ...identity, MicrosoftAppPassword: 's' }).bot).toEqual({
        appId: APP_ID,
        appType: 'MultiTenant',
        password: 's',
      });
    });

    it('takes the type in any case', () => {
      const env = { ...identity, MicrosoftAppType: 'userassignedmsi', MicrosoftAppTenantId: TENANT };
      expect(readConfig(env).bot).toEqual({ appId: APP_ID, appType: 'UserAssignedMSI', tenantId: TENANT });
    });

    it.each([
      ['MultiTenant', ['MicrosoftAppPassword']],
      ['SingleTenant', ['MicrosoftAppTenantId', 'MicrosoftAppPassword']],
      ['UserAssignedMSI', ['MicrosoftAppTenantId']],
    ])('as %s needs %j', (MicrosoftAppType, missing) => {
      const problems = problemsOf({ ...identity, MicrosoftAppType });
      expect(problems.map((problem) => problem.split(' ', 1)[0])).toEqual(missing);
    });

    it.each(['WEBSITE_INSTANCE_ID', 'WEBSITE_SITE_NAME', 'WEBSITE_SKU'])(
      'must have an app id where %s tells that this is Azure',
      (name) => {
        expect(problemsOf({ ...DEVELOPMENT, [name]: 'recado' })).toEqual([
          expect.stringMatching(/^MicrosoftAppId is missing: in Azure/),
        ]);
      },
    );
  });
});

function errorOf(env: Environment): ConfigurationError {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('The configuration was accepted.');
}

const problemsOf = (env: Environment): readonly string[] => errorOf(env).problems;
