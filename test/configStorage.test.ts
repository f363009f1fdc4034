import { openStorageAccount } from '../src/azure/storageAccount';
import { type Config, ConfigurationError, type Environment, readConfig } from '../src/config';

const APP_ID = '7b2f0c52-6f0e-4f0b-9d0a-2f1f6a1c9b11';
const DEVELOPMENT: Environment = { AzureWebJobsStorage: 'UseDevelopmentStorage=true' };
const KEYED =
  'DefaultEndpointsProtocol=https;AccountName=recado;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net';

describe('the configuration of the storage', () => {
  it.each([
    ['the emulator', 'UseDevelopmentStorage=true'],
    ['an account and its key', KEYED],
    [
      'an emulator on other ports',
      'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=c2VjcmV0;TableEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:2/a',
    ],
    [
      'a shared access signature',
      'TableEndpoint=https://a.table.core.windows.net;QueueEndpoint=https://a.queue.core.windows.net;SharedAccessSignature=sv=1&sig=x%3D',
    ],
  ])('accepts %s, and can open it', (_form, connectionString) => {
    const { storage } = readConfig({ AzureWebJobsStorage: connectionString });
    const account = openStorageAccount(storage);
    expect(() => [account.table('Due'), account.queue('deliveries')]).not.toThrow();
  });

  it.each([
    ['no key', 'DefaultEndpointsProtocol=https;AccountName=recado;EndpointSuffix=core.windows.net'],
    ['an empty key', KEYED.replace('c2VjcmV0', '')],
    ['no endpoints', 'DefaultEndpointsProtocol=https;AccountName=recado;AccountKey=c2VjcmV0'],
    ['no queues', 'TableEndpoint=https://a.table.core.windows.net;SharedAccessSignature=sv=1'],
    ['blobs alone', 'BlobEndpoint=https://a.blob.core.windows.net;SharedAccessSignature=sv=1'],
    ['nothing of its form', 'recado'],
  ])('refuses a connection string with %s by the setting’s name', (_lack, connectionString) => {
    expect(problemsOf({ AzureWebJobsStorage: connectionString })).toEqual([
      'AzureWebJobsStorage is not a storage connection string',
    ]);
  });

  it('is reached by identity where an account name is given', () => {
    expect(storageOf({ AzureWebJobsStorage__accountName: 'recado1' })).toEqual({
      kind: 'identity',
      tableUrl: 'https://recado1.table.core.windows.net',
      queueUrl: 'https://recado1.queue.core.windows.net',
    });
  });

  it('is reached by identity at the addresses that are given, as an identity of one’s own', () => {
    const settings = {
      AzureWebJobsStorage__tableServiceUri: 'https://recado.table.core.usgovcloudapi.net',
      AzureWebJobsStorage__queueServiceUri: 'https://recado.queue.core.usgovcloudapi.net',
      AzureWebJobsStorage__clientId: APP_ID,
    };
    expect(storageOf(settings)).toEqual({
      kind: 'identity',
      tableUrl: settings.AzureWebJobsStorage__tableServiceUri,
      queueUrl: settings.AzureWebJobsStorage__queueServiceUri,
      clientId: APP_ID,
    });
  });

  it('takes a connection string before an identity, and one address alone for no connection', () => {
    expect(storageOf({ ...DEVELOPMENT, AzureWebJobsStorage__accountName: 'recado1' }).kind).toBe(
      'connection-string',
    );
    const half = { AzureWebJobsStorage__tableServiceUri: 'https://recado.table.core.windows.net' };
    expect(problemsOf(half)).toEqual([expect.stringMatching(/^AzureWebJobsStorage is missing/)]);
  });

  it('never sends a token in the clear', () => {
    const settings = {
      AzureWebJobsStorage__accountName: 'recado1',
      AzureWebJobsStorage__queueServiceUri: 'http://recado.queue.core.windows.net',
    };
    expect(problemsOf(settings)).toEqual(['AzureWebJobsStorage__queueServiceUri is not an https:// address']);
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
const storageOf = (env: Environment): Config['storage'] => readConfig(env).storage;
