// What can be done to an orchestration from outside: start it twice, suspend, terminate, purge, restart.
import { endHosts } from '../hostUnderTest';
import { DurableUnderTest } from './durableUnderTest';

const MINUTE = 60_000;
let durable: DurableUnderTest;

beforeAll(async () => {
  durable = await DurableUnderTest.start();
});
afterAll(endHosts);

describe('starting', () => {
  it('gives an id of its own to an instance that is started without one', async () => {
    const ids = await Promise.all([durable.start('greet', 'a'), durable.start('greet', 'b')]);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
  });

  it('takes an id with any character that is allowed', async () => {
    const id = 'a b:ü@+&=;é';
    await durable.start('greet', 'Ana', id);
    expect(await durable.ended(id)).toMatchObject({ instanceId: id, output: 'hello Ana' });
  });

  it('is refused while an instance of the same id is under way', async () => {
    await durable.start('waits', undefined, 'busy');
    await expect(durable.start('waits', undefined, 'busy')).rejects.toThrow('409');
    expect((await durable.running('busy')).runtimeStatus).toBe('Running');
  });

  it('runs an instance again that has ended', async () => {
    await durable.start('greet', 'first', 'again');
    await durable.ended('again');
    await durable.start('echo', 'second', 'again');
    expect(await durable.ended('again')).toMatchObject({ name: 'echo', output: 'second' });
  });

  it.each([['@entity'], ['x'.repeat(101)]])('refuses the id %s', async (id) => {
    await expect(durable.start('greet', 'Ana', id)).rejects.toThrow('400');
  });

  it('refuses an orchestrator that does not exist, and names those that do', async () => {
    await expect(durable.start('nobody')).rejects.toThrow(/The function 'nobody' doesn't exist.*'greet'/);
  });
});

describe('the state of an unknown instance', () => {
  it('is an error', async () => {
    await expect(durable.status('unknown')).rejects.toThrow('404');
  });
});

describe('suspending', () => {
  it('keeps events and timers from the orchestrator until it is resumed', async () => {
    const id = await durable.start('waitsUntil', 60 * MINUTE);
    await durable.running(id);
    await durable.client('suspend', id, 'wait a little');
    expect((await durable.status(id)).runtimeStatus).toBe('Suspended');
    await durable.client('raiseEvent', id, 'go', 'kept');
    await durable.host.moveClock(61 * MINUTE);
    expect((await durable.status(id)).runtimeStatus).toBe('Suspended');
    await durable.client('resume', id, 'go on');
    expect((await durable.ended(id)).output).toBe('kept');
    await durable.host.moveClock(0);
  });

  it('is of no effect on one that has ended, and refused for an unknown one', async () => {
    const { instanceId } = await durable.run('greet', 'Ana');
    await expect(durable.client('suspend', instanceId, 'x')).resolves.toBeNull();
    expect((await durable.status(instanceId)).runtimeStatus).toBe('Completed');
    await expect(durable.client('resume', 'nobody', 'x')).rejects.toThrow(
      "No instance with ID 'nobody' found.",
    );
  });
});

describe('terminating', () => {
  it('ends an instance at once, with the reason as its output', async () => {
    const id = await durable.start('hangs');
    await durable.running(id);
    await durable.client('terminate', id, 'enough of it');
    expect(await durable.status(id)).toMatchObject({ runtimeStatus: 'Terminated', output: 'enough of it' });
  });

  it('ends a suspended one too', async () => {
    const id = await durable.start('waits');
    await durable.client('suspend', id, 'x');
    await durable.client('terminate', id, 'enough');
    expect((await durable.status(id)).runtimeStatus).toBe('Terminated');
  });

  it('lets nothing happen afterwards', async () => {
    const id = await durable.start('sleeps', 60 * MINUTE);
    await durable.running(id);
    await durable.client('terminate', id, 'enough');
    await durable.host.moveClock(61 * MINUTE);
    expect((await durable.run('greet', 'meanwhile')).output).toBe('hello meanwhile');
    expect(await durable.status(id)).toMatchObject({ runtimeStatus: 'Terminated', output: 'enough' });
    await durable.host.moveClock(0);
  });
});

describe('purging', () => {
  it('removes an instance', async () => {
    const { instanceId } = await durable.run('greet', 'Ana');
    expect(await durable.client('purgeInstanceHistory', instanceId)).toEqual({ instancesDeleted: 1 });
    await expect(durable.status(instanceId)).rejects.toThrow('404');
    expect(await durable.client('purgeInstanceHistory', instanceId)).toEqual({ instancesDeleted: 0 });
  });

  it('removes what was created in a span of time and has ended, of the given states', async () => {
    await durable.host.moveClock(-1000 * 24 * 60 * MINUTE);
    const createdTimeFrom = Date.now() - 1001 * 24 * 60 * MINUTE;
    const createdTimeTo = Date.now() - 999 * 24 * 60 * MINUTE;
    const done = await durable.run('greet', 'Ana');
    const failed = await durable.run('breaks', 'old');
    const live = await durable.start('waits');
    await durable.running(live);
    await durable.host.moveClock(0);
    const recent = await durable.run('greet', 'Ben');

    const purge = (runtimeStatus?: string[]) =>
      durable.client('purgeInstanceHistoryBy', { createdTimeFrom, createdTimeTo, runtimeStatus });
    expect(await purge(['Failed'])).toEqual({ instancesDeleted: 1 });
    await expect(durable.status(failed.instanceId)).rejects.toThrow('404');
    expect(await purge()).toEqual({ instancesDeleted: 1 });
    await expect(durable.status(done.instanceId)).rejects.toThrow('404');
    expect(await purge()).toEqual({ instancesDeleted: 0 });
    expect((await durable.status(live)).runtimeStatus).toBe('Running');
    expect((await durable.status(recent.instanceId)).runtimeStatus).toBe('Completed');
  });
});

describe('restarting', () => {
  it('runs the same orchestrator with the same input under a new id', async () => {
    const { instanceId } = await durable.run('greet', 'Ana');
    const response = await durable.manage(instanceId, 'restartPostUri', { method: 'POST' });
    const { id } = (await response.json()) as { id: string };
    expect(id).not.toBe(instanceId);
    expect(await durable.ended(id)).toMatchObject({ name: 'greet', input: 'Ana', output: 'hello Ana' });
  });
});
