import { setTimeout as sleep } from 'node:timers/promises';
import { inhabitant, seedPeople } from '../../dev/bench/notifications/seedPeople';
import { type Stage, startStage } from '../../dev/stage/stage';
import { openStorageAccount } from '../../src/azure/storageAccount';

const TENANT = 'bulk';
const PEOPLE = 80;
/** So that everyone takes some eighteen seconds. */
const RATE = 5;

// What came in a first try would be counted in the second.
jest.retryTimes(0);

describe('something urgent while everyone is being told something', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage({ hostEnv: { DELIVERY_TENANT_RATE: String(RATE) } });
    const { connectionString } = stage.storage;
    const storage = openStorageAccount({ kind: 'connection-string', connectionString });
    await seedPeople(storage, { tenant: TENANT, people: PEOPLE, serviceUrl: stage.serviceUrl });
  }, 60_000);
  afterAll(() => stage.stop());

  const notify = async (what: object): Promise<void> => {
    const response = await fetch(`${stage.hostUrl}/api/notifications`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ tenant: TENANT, why: 'a test', ...what }),
    });
    expect(response.status).toBe(202);
  };
  const came = (): string[] =>
    stage.connector.calls
      .map(({ activity }) => /Doors|Fire/.exec(JSON.stringify(activity ?? {}))?.[0] ?? '')
      .filter(Boolean);
  const until = async (isThere: () => boolean): Promise<void> => {
    for (let waited = 0; waited < 60_000 && !isThere(); waited += 50) await sleep(50);
    expect(isThere()).toBe(true);
  };

  it('comes in between, and everyone is still told once', async () => {
    await notify({ to: [{ everyone: true }], message: 'Doors open at nine.' });
    await until(() => came().length >= 5);
    await notify({ to: [{ user: inhabitant(7).aadObjectId }], message: 'Fire drill.', urgent: true });
    await until(() => came().length >= PEOPLE + 1);
    expect(came().indexOf('Fire')).toBeLessThan(PEOPLE / 2);
    expect(came().filter((what) => what === 'Doors')).toHaveLength(PEOPLE);
  }, 120_000);
});
