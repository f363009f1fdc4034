// What an orchestrator can do on the embedded host: activities, retries, tasks combined, sub-orchestrations, failures.
import { endHosts } from '../hostUnderTest';
import { DurableUnderTest } from './durableUnderTest';

const MINUTE = 60_000;
let durable: DurableUnderTest;

beforeAll(async () => {
  durable = await DurableUnderTest.start();
});
afterAll(endHosts);

describe('an orchestration', () => {
  it('runs its activities and ends with what the orchestrator returns', async () => {
    expect(await durable.run('greet', 'Ana')).toMatchObject({
      name: 'greet',
      runtimeStatus: 'Completed',
      input: 'Ana',
      output: 'hello Ana',
    });
  });

  it.each([['a text'], ['123'], [123], [null], [{ a: [1, { b: 'two' }] }]])(
    'gets its input unchanged: %j',
    async (input) => {
      expect((await durable.run('echo', input)).output).toEqual(input);
    },
  );

  it('gets an empty text when it is started without input', async () => {
    expect((await durable.run('echo')).output).toBe('');
  });

  it('hands activities their input unchanged, nothing as null', async () => {
    expect((await durable.run('passOn')).output).toEqual([
      { type: 'string', value: '123' },
      { type: 'number', value: 123 },
      { type: 'null', value: null },
      { type: 'object', value: { deep: ['x'] } },
      { type: 'string', value: '"quoted"' },
      { type: 'null', value: null },
    ]);
  });

  it('finds functions whatever the case of their names', async () => {
    expect((await durable.run('callsLoosely')).output).toBe('hello there');
    expect((await durable.run('GREET', 'Ana')).name).toBe('greet');
  });

  it('shows its custom status while it runs and afterwards', async () => {
    const id = await durable.start('reports');
    expect((await durable.running(id)).customStatus).toEqual({ phase: 'waiting' });
    await durable.client('raiseEvent', id, 'go', null);
    expect(await durable.ended(id)).toMatchObject({ output: 'ok', customStatus: { phase: 'finished' } });
  });

  it('knows what it replays: each step is live once', async () => {
    await durable.run('tellsWhenLive');
    const live = durable.host.records().filter((entry) => 'live' in entry);
    expect(live).toEqual([{ live: 1 }, { live: 2 }, { live: 3 }]);
  });

  it('fans out to 500 activities and back in', async () => {
    expect((await durable.run('fansOut', 500)).output).toBe(500);
  });
});

describe('tasks', () => {
  it('race in Task.any; the loser can still be waited for in a Task.all', async () => {
    expect((await durable.run('quickest')).output).toEqual([true, 'hello first', ['slow', 'hello later']]);
  });

  it('can be used again in later Task.any calls and are scheduled once', async () => {
    const id = await durable.start('reuses');
    const { history, output } = await durable.ended(id, { showHistory: true });
    expect(output).toEqual(['hello one', 'hello two', 'hello three']);
    expect(history?.filter(({ EventType }) => EventType === 'TimerCreated')).toHaveLength(1);
    expect(history?.filter(({ FunctionName }) => FunctionName === 'slow')).toHaveLength(1);
  });
});

describe('a failure', () => {
  it('of an activity fails the orchestration, whose output is a text', async () => {
    const { output, runtimeStatus } = await durable.run('breaks', 'a bad day');
    expect(runtimeStatus).toBe('Failed');
    expect(output).toMatch(
      /^Orchestrator function 'breaks' failed: Activity function 'fail' failed: a bad day \n \{"\$type":"System\.Exception/,
    );
  });

  it('of an activity can be caught, with words and a serialised exception', async () => {
    const [words, details] = String((await durable.run('catches')).output).split(' \n ');
    expect(words).toBe("Activity function 'fail' failed: a bad day");
    expect(JSON.parse(details ?? '')).toMatchObject({ Message: 'a bad day' });
  });

  it('names the activity that does not exist', async () => {
    expect((await durable.run('callsUnknown')).output).toContain(
      "The function 'nobody' doesn't exist, is disabled, or is not an activity function.",
    );
  });
});

/** How many timers an orchestration has begun: a retry waits on one. */
const timers = (history: Record<string, unknown>[] = []): number =>
  history.filter(({ EventType }) => EventType === 'TimerCreated').length;

describe('retries', () => {
  afterEach(() => durable.host.moveClock(0));

  it('wait longer each time, by the clock of the host', async () => {
    const id = await durable.start('retries');
    const attempts = () => durable.host.records().filter(({ key }) => key === id).length;
    // Until it waits after this attempt: before that the clock would move ahead of the timer.
    const until = (count: number) =>
      durable.statusOnce(id, ({ history }) => attempts() >= count && timers(history) >= count, {
        showHistory: true,
      });
    await until(1);
    const startedAt = Date.now();
    await durable.host.moveClock(0.9 * MINUTE);
    expect((await durable.status(id)).runtimeStatus).toBe('Running');
    await durable.host.moveClock(1.1 * MINUTE);
    await until(2);
    await durable.host.moveClock(2.9 * MINUTE);
    await durable.host.moveClock(3.2 * MINUTE);
    const [result, endedAt] = (await durable.ended(id)).output as [string, string];
    expect(result).toBe('worked at attempt 3');
    expect(Date.parse(endedAt) - startedAt).toBeGreaterThanOrEqual(3 * MINUTE);
    await durable.host.moveClock(0);
  });

  it('end with the last failure, without a wait after it', async () => {
    const id = await durable.start('givesUp');
    await durable.running(id);
    await durable.statusOnce(
      id,
      ({ history }) => history?.some(({ EventType }) => EventType === 'TimerCreated') === true,
      { showHistory: true },
    );
    await durable.host.moveClock(1.1 * MINUTE);
    expect((await durable.ended(id)).output).toContain("Activity function 'fail' failed: again and again");
    await durable.host.moveClock(0);
  });

  it('end when the time for them is over', async () => {
    const id = await durable.start('givesUpInTime');
    for (let minute = 1; minute <= 4; minute += 1) {
      await durable.statusOnce(
        id,
        ({ history, runtimeStatus }) => runtimeStatus === 'Failed' || timers(history) >= minute,
        { showHistory: true },
      );
      if ((await durable.status(id)).runtimeStatus === 'Failed') break;
      await durable.host.moveClock(minute * 1.01 * MINUTE);
    }
    expect((await durable.ended(id)).output).toContain('for too long');
    await durable.host.moveClock(0);
  });
});

describe('a sub-orchestration', () => {
  it('has an id of its own and knows its parent', async () => {
    const id = await durable.start('parent', { name: 'whoAmI' });
    const child = (await durable.ended(id)).output as { instanceId: string; parentInstanceId: string };
    expect(child.parentInstanceId).toBe(id);
    expect((await durable.status(child.instanceId)).runtimeStatus).toBe('Completed');
  });

  it('takes the id that its parent chooses', async () => {
    expect((await durable.run('parent', { name: 'whoAmI', instanceId: 'chosen' })).output).toMatchObject({
      instanceId: 'chosen',
    });
  });

  it('hands its failure to its parent', async () => {
    const { output } = await durable.run('parent', { name: 'breaks', input: 'oh no' });
    expect(output).toEqual({
      error: "Orchestrator function 'breaks' failed: Activity function 'fail' failed: oh no",
    });
  });

  it('that is terminated fails for its parent', async () => {
    const id = await durable.start('parent', { name: 'waits', instanceId: 'a-child' });
    await durable.running('a-child');
    await durable.client('terminate', 'a-child', 'not wanted');
    expect((await durable.ended(id)).output).toEqual({ error: 'not wanted' });
  });

  it('cannot take the id of one that is under way, nor one that is no id', async () => {
    await durable.start('waits', undefined, 'taken');
    expect((await durable.run('parent', { name: 'whoAmI', instanceId: 'taken' })).output).toEqual({
      error: "An orchestration with the instance id 'taken' is already under way.",
    });
    expect((await durable.run('parent', { name: 'whoAmI', instanceId: 'a/b' })).output).toMatchObject({
      error: expect.stringContaining('must not contain') as string,
    });
  });

  it('is run again by retries, under the same id', async () => {
    const id = await durable.start('retriesChild');
    for (const [retry, minutes] of [1.1, 3.2].entries()) {
      await durable.statusOnce(id, ({ history }) => timers(history) > retry, { showHistory: true });
      await durable.host.moveClock(minutes * MINUTE);
    }
    expect((await durable.ended(id)).output).toBe('worked at attempt 3');
    await durable.host.moveClock(0);
  });
});
