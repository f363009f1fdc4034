import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureLocalSettings, hasOwnStorageAccount, SETTINGS_FILE } from '../../../dev/start/localSettings';

describe('local settings', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'recado-settings-'));
    writeFileSync(join(root, 'local.settings.sample.json'), '{"Values":{"sample":"yes"}}');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const writeSettings = (values: Record<string, string>): void =>
    writeFileSync(join(root, SETTINGS_FILE), JSON.stringify({ Values: values }));

  it('are made from the sample once, and then left alone', () => {
    expect(ensureLocalSettings(root)).toBe(true);
    writeSettings({ mine: 'yes' });
    expect(ensureLocalSettings(root)).toBe(false);
    expect(readFileSync(join(root, SETTINGS_FILE), 'utf8')).toContain('mine');
  });

  const ACCOUNT =
    'DefaultEndpointsProtocol=https;AccountName=mine;AccountKey=eA==;EndpointSuffix=core.windows.net';
  it.each<[string, Record<string, string>, Record<string, string>, boolean]>([
    ['development storage', { AzureWebJobsStorage: 'UseDevelopmentStorage=true' }, {}, false],
    ['nothing at all', {}, {}, false],
    ['an empty connection string', { AzureWebJobsStorage: '' }, {}, false],
    ['an account', { AzureWebJobsStorage: ACCOUNT }, {}, true],
    ['an account by identity', { AzureWebJobsStorage__accountName: 'mine' }, {}, true],
    [
      'an account only in the environment',
      { AzureWebJobsStorage: 'UseDevelopmentStorage=true' },
      { AzureWebJobsStorage: ACCOUNT },
      true,
    ],
    [
      'development storage in the environment',
      { AzureWebJobsStorage: ACCOUNT },
      { AzureWebJobsStorage: 'UseDevelopmentStorage=true' },
      false,
    ],
  ])('with %s decide who provides storage', (_what, values, environment, isOwn) => {
    writeSettings(values);
    expect(hasOwnStorageAccount(root, environment)).toBe(isOwn);
  });
});
