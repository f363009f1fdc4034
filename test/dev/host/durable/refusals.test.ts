// Orchestrators that fail with words on the embedded host: those that contradict their history, and what it does not do.
import { endHosts } from '../hostUnderTest';
import { DurableUnderTest } from './durableUnderTest';

let durable: DurableUnderTest;

beforeAll(async () => {
  durable = await DurableUnderTest.start();
});
afterAll(endHosts);

it.each([
  ['wavers', 'its history has activity "hello" as step 1, and the replay came to activity "slow" there'],
  ['waversInKind', 'its history has activity "hello" as step 1, and the replay came to a timer there'],
  ['forgets', 'its history has activity "hello" as step 1, and the replay came to nothing there'],
])('an orchestrator that is not deterministic fails: %s', async (name, words) => {
  const { output, runtimeStatus } = await durable.run(name);
  expect(runtimeStatus).toBe('Failed');
  expect(output).toContain(`Non-deterministic orchestrator '${name}': ${words}`);
});

it('warns of a step whose input is another on replay, and goes on as Azure does', async () => {
  const { instanceId, runtimeStatus } = await durable.run('looksAtTheClock');
  expect(runtimeStatus).toBe('Completed');
  expect(durable.host.output()).toContain(
    `${instanceId} (looksAtTheClock): step 1, activity "hello", has another input on replay than it had at first`,
  );
});

it.each([
  ['usesEntity', 'does not do entities (callEntity)'],
  ['signalsEntity', 'does not do entities (signalEntity)'],
  ['callsHttp', 'does not do callHttp'],
  ['locks', 'lock requires'],
])('an orchestrator fails that needs what the embedded host does not do: %s', async (name, words) => {
  const { output, runtimeStatus } = await durable.run(name);
  expect(runtimeStatus).toBe('Failed');
  expect(output).toContain(words);
});
