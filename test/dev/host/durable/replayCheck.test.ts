// The check that holds an orchestrator to its history.
import { EVENT_TYPE, historyEvent } from '../../../../dev/host/durable/historyEvents';
import { checkReplay } from '../../../../dev/host/durable/replayCheck';
import type { ScheduledStep } from '../../../../dev/host/durable/scheduledStep';

const call = (EventId: number, Name: string, Input = 'null') =>
  historyEvent(0, { EventType: EVENT_TYPE.taskScheduled, EventId, Name, Input });
const child = (EventId: number, Name: string) =>
  historyEvent(0, {
    EventType: EVENT_TYPE.subOrchestrationCreated,
    EventId,
    Name,
    InstanceId: 'x',
    Input: 'null',
  });
const activity = (name: string, input = 'null'): ScheduledStep => ({ kind: 'activity', name, input });
const steps = (...all: ScheduledStep[]) => new Map(all.map((step, id) => [id, step]));

it('passes a replay that schedules the same steps, whatever the case of their names, and new ones', () => {
  const findings = checkReplay(
    [call(0, 'Hello'), call(1, 'World')],
    steps(activity('hello'), activity('World'), activity('New')),
  );
  expect(findings).toEqual({ contradiction: undefined, warnings: [] });
});

it.each([
  ['another activity', steps(activity('b')), 'activity "b"'],
  [
    'a sub-orchestration of the same name',
    steps({ kind: 'subOrchestration', name: 'a', instanceId: undefined, version: '', input: 'null' }),
    'sub-orchestration "a"',
  ],
  ['a timer', steps({ kind: 'timer', fireAt: 0, isCancelled: () => false }), 'a timer'],
  ['nothing', steps(), 'nothing'],
])('finds %s in the place of an activity', (_what, replayed, words) => {
  expect(checkReplay([call(0, 'a')], replayed).contradiction).toBe(
    `its history has activity "a" as step 1, and the replay came to ${words} there`,
  );
});

it('finds an activity in the place of a sub-orchestration', () => {
  expect(checkReplay([child(0, 'a')], steps(activity('a'))).contradiction).toContain(
    'sub-orchestration "a" as step 1',
  );
});

it('finds steps in another order', () => {
  expect(
    checkReplay([call(0, 'a'), call(1, 'b')], steps(activity('b'), activity('a'))).contradiction,
  ).toContain('step 1');
});

it('warns of a step once, when it is replayed for the first time', () => {
  const mark = historyEvent(0, { EventType: EVENT_TYPE.orchestratorStarted });
  const replayed = steps(activity('a', '2'), activity('b', '2'));
  expect(checkReplay([mark, call(0, 'a', '1'), mark, call(1, 'b', '1')], replayed).warnings).toEqual([
    'step 2, activity "b", has another input on replay than it had at first',
  ]);
});

it('only warns of another input', () => {
  expect(checkReplay([call(0, 'a', '1')], steps(activity('a', '2')))).toEqual({
    contradiction: undefined,
    warnings: ['step 1, activity "a", has another input on replay than it had at first'],
  });
});
