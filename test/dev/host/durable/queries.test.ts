// Finding orchestrations and looking into one: lists by state, time and id, pages, and the history.
import { endHosts } from '../hostUnderTest';
import { DurableUnderTest, type Status } from './durableUnderTest';

const HOUR = 3600_000;
let durable: DurableUnderTest;

beforeAll(async () => {
  durable = await DurableUnderTest.start();
});
afterAll(endHosts);

const idsOf = (statuses: Status[]) => statuses.map(({ instanceId }) => instanceId).sort();

describe('a list', () => {
  it('holds all instances, however many pages they fill', async () => {
    const ids = Array.from({ length: 230 }, (_, index) => `page-${String(index).padStart(3, '0')}`);
    await Promise.all(ids.map((id) => durable.start('echo', id, id)));
    const all = await durable.client<Status[]>('getStatusAll');
    expect(idsOf(all).filter((id) => id.startsWith('page-'))).toEqual(ids);
  });

  it('can be asked for by state and by time of creation', async () => {
    const before = Date.now() + 10 * HOUR;
    await durable.host.moveClock(11 * HOUR);
    const done = await durable.run('greet', 'Ana');
    const failed = await durable.run('breaks', 'oh');
    const live = await durable.start('waits');
    await durable.running(live);
    await durable.host.moveClock(0);
    const find = async (filter: object) => idsOf(await durable.client<Status[]>('getStatusBy', filter));
    const window = { createdTimeFrom: before, createdTimeTo: before + 2 * HOUR };

    expect(await find(window)).toEqual([done.instanceId, failed.instanceId, live].sort());
    expect(await find({ ...window, runtimeStatus: ['Failed', 'Running'] })).toEqual(
      [failed.instanceId, live].sort(),
    );
    expect(await find({ createdTimeTo: before - 10 * HOUR - 1e9 })).toEqual([]);
    expect(await find({ runtimeStatus: ['Running'] })).toEqual([live]);
  });

  it('can be asked for by the beginning of the id, a page at a time, without inputs', async () => {
    await Promise.all(['p_1', 'p_2', 'p_3', 'pp', 'q_1'].map((id) => durable.start('echo', 'secret', id)));
    const page = async (token: string | undefined) => {
      const response = await durable.manage('', 'statusQueryGetUri', {
        changes: { 'instances/?': 'instances?instanceIdPrefix=p_&top=2&showInput=false&' },
        headers: token ? { 'x-ms-continuation-token': token } : {},
      });
      return {
        items: (await response.json()) as Status[],
        token: response.headers.get('x-ms-continuation-token'),
      };
    };
    const first = await page(undefined);
    const second = await page(first.token ?? undefined);
    expect([idsOf(first.items), idsOf(second.items)]).toEqual([['p_1', 'p_2'], ['p_3']]);
    expect(second.token).toBeNull();
    expect(first.items[0]?.input).toBeNull();
  });
});

describe('the history', () => {
  it('tells what happened: each call once, with its name and times, no marks of the replay', async () => {
    const id = await durable.start('greet', 'Ana');
    await durable.ended(id);
    const { history } = await durable.status(id, {
      showHistory: true,
      showHistoryOutput: true,
      showInput: true,
    });
    const times = { Timestamp: expect.any(String) as string };
    expect(history).toEqual([
      { EventType: 'ExecutionStarted', FunctionName: 'greet', Input: '"Ana"', ...times },
      {
        EventType: 'TaskCompleted',
        FunctionName: 'hello',
        Input: '"Ana"',
        Result: 'hello Ana',
        ScheduledTime: times.Timestamp,
        ...times,
      },
      { EventType: 'ExecutionCompleted', OrchestrationStatus: 'Completed', Result: 'hello Ana', ...times },
    ]);
  });

  it('is shown only when asked for, without results and inputs unless these are asked for too', async () => {
    const id = await durable.start('greet', 'Ana');
    await durable.ended(id);
    expect((await durable.status(id)).history).toBeUndefined();
    const response = await durable.manage(id, 'statusQueryGetUri', {
      changes: { '?': '?showHistory=true&showInput=false&' },
    });
    const { historyEvents, input } = (await response.json()) as { historyEvents: object[]; input: unknown };
    expect(input).toBeNull();
    expect(JSON.stringify(historyEvents)).not.toMatch(/Ana/);
    expect(historyEvents).toHaveLength(3);
  });

  it('shows timers, events, failures and commands', async () => {
    const id = await durable.start('waitsUntil', HOUR);
    await durable.running(id);
    await durable.client('suspend', id, 'a pause');
    await durable.client('resume', id, 'enough');
    await durable.client('raiseEvent', id, 'go', 1);
    const { history } = await durable.ended(id, { showHistory: true });
    expect(history?.map(({ EventType }) => EventType)).toEqual([
      'ExecutionStarted',
      'TimerCreated',
      'ExecutionSuspended',
      'ExecutionResumed',
      'EventRaised',
      'ExecutionCompleted',
    ]);
  });
});
