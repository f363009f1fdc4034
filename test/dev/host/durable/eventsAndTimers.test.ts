// What an orchestrator waits for on the embedded host: external events and durable timers.
import { endHosts } from '../hostUnderTest';
import { DurableUnderTest } from './durableUnderTest';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
let durable: DurableUnderTest;

beforeAll(async () => {
  durable = await DurableUnderTest.start();
});
afterEach(() => durable.host.moveClock(0));
afterAll(endHosts);

describe('an external event', () => {
  it('reaches an orchestrator that waits for it, with any JSON', async () => {
    const id = await durable.start('waits');
    await durable.running(id);
    await durable.client('raiseEvent', id, 'go', { answer: [42] });
    await durable.client('raiseEvent', id, 'go', '"text"');
    expect((await durable.ended(id)).output).toEqual([{ answer: [42] }, '"text"']);
  });

  it('that comes before it is waited for is kept, in order', async () => {
    const id = await durable.start('waits');
    for (const value of [1, 2]) await durable.client('raiseEvent', id, 'go', value);
    expect((await durable.ended(id)).output).toEqual([1, 2]);
  });

  it('without data is null', async () => {
    const id = await durable.start('waits');
    for (let time = 0; time < 2; time += 1) await durable.client('raiseEvent', id, 'go');
    expect((await durable.ended(id)).output).toEqual([null, null]);
  });

  it('that nobody waited for is carried over by continueAsNew', async () => {
    const id = await durable.start('collects', { collected: [], left: 5 });
    await Promise.all([durable.client('raiseEvent', id, 'item', 'a')]);
    for (const item of ['b', 'c', 'd', 'e']) await durable.client('raiseEvent', id, 'item', item);
    expect(await durable.ended(id)).toMatchObject({
      output: ['a', 'b', 'c', 'd', 'e'],
      customStatus: { collected: 4 },
    });
  });

  it('carried over by continueAsNew keeps its place before later ones', async () => {
    const id = await durable.start('collects', { collected: [], left: 4 });
    await durable.running(id);
    await durable.client('suspend', id, 'so that all come at once');
    for (const item of ['a', 'b', 'c', 'd']) await durable.client('raiseEvent', id, 'item', item);
    await durable.client('resume', id, 'now');
    expect((await durable.ended(id)).output).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is refused for an unknown instance, and of no effect on one that has ended', async () => {
    await expect(durable.client('raiseEvent', 'nobody', 'go', 1)).rejects.toThrow(
      "No instance with ID 'nobody' found.",
    );
    const { instanceId } = await durable.run('greet', 'Ana');
    await expect(durable.client('raiseEvent', instanceId, 'go', 1)).resolves.toBeNull();
  });
});

describe('a durable timer', () => {
  it('fires when the clock has been moved there, and not before', async () => {
    const id = await durable.start('sleeps', 90 * MINUTE);
    await durable.running(id);
    await durable.host.moveClock(89 * MINUTE);
    expect((await durable.status(id)).runtimeStatus).toBe('Running');
    await durable.host.moveClock(91 * MINUTE);
    expect(Number((await durable.ended(id)).output)).toBeGreaterThanOrEqual(90 * MINUTE);
  });

  it('fires by itself when its time comes', async () => {
    expect(Number((await durable.run('sleeps', 30)).output)).toBeGreaterThanOrEqual(30);
  });

  it('may be longer than a JavaScript timer and than the limits of other storage', async () => {
    const id = await durable.start('sleeps', 400 * DAY);
    await durable.running(id);
    await durable.host.moveClock(399 * DAY);
    expect((await durable.status(id)).runtimeStatus).toBe('Running');
    await durable.host.moveClock(401 * DAY);
    expect((await durable.ended(id)).runtimeStatus).toBe('Completed');
  });

  it('ends the wait for an event that does not come', async () => {
    const id = await durable.start('waitsUntil', 60 * MINUTE);
    await durable.running(id);
    await durable.host.moveClock(61 * MINUTE);
    expect((await durable.ended(id)).output).toBe('too late');
  });

  it('that is cancelled holds nothing up', async () => {
    const id = await durable.start('waitsUntil', 60 * MINUTE);
    await durable.client('raiseEvent', id, 'go', 'in time');
    expect((await durable.ended(id)).output).toBe('in time');
  });

  it('that is cancelled never fires', async () => {
    const id = await durable.start('cancelsAndWaits', 60 * MINUTE);
    await durable.running(id);
    await durable.host.moveClock(61 * MINUTE);
    await durable.client('raiseEvent', id, 'go', 'on');
    const { history } = await durable.ended(id, { showHistory: true });
    expect(history?.map(({ EventType }) => EventType)).not.toContain('TimerFired');
  });

  it('that is forgotten keeps the orchestration running until it fires, and the log says why', async () => {
    const id = await durable.start('forgetsToCancel');
    await durable.statusOnce(
      id,
      ({ history }) => history?.some(({ EventType }) => EventType === 'TaskCompleted') === true,
      { showHistory: true },
    );
    expect(await durable.status(id)).toMatchObject({ runtimeStatus: 'Running', output: null });
    expect(durable.host.output()).toMatch(
      new RegExp(`${id} \\(forgetsToCancel\\) is done and stays Running.* cancel timers`),
    );
    await durable.host.moveClock(61 * MINUTE);
    expect((await durable.ended(id)).output).toBe('hello x');
  });
});
