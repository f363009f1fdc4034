/** The orchestration of an installation, stepped and replayed: its steps, what ends it early, and that it ends. */
import { HOUR_MS, MINUTE_MS } from '../../src/clock';
import { INSTALL_ACTIVITIES as STEPS, installApp } from '../../src/installations/installApp';
import { SteppedCourse } from '../answers/steppedCourse';
import { NAME } from './buildersInstallations';

const NOW = Date.UTC(2026, 2, 11, 9, 30);
const start = (): Promise<SteppedCourse> => new SteppedCourse(installApp, NAME, NOW).start();
const lanesDone = async (course: SteppedCourse, ...done: boolean[]): Promise<void> => {
  for (const [at, call] of [...course.calls].entries()) await course.completes(done[at] ?? true, call);
};
const reasonOf = ({ call }: SteppedCourse): unknown => {
  expect(call.name).toBe(STEPS.conclude);
  return call.input['reason'];
};

it('finds the app, looks up who is named, lets the lanes install until none is left, and concludes', async () => {
  const course = await start();
  expect(course.call.name).toBe(STEPS.findApp);
  await course.completes({ id: 'app' });
  await course.completes(false);
  expect(course.call.name).toBe(STEPS.lookUp);
  await course.completes(true);
  expect(course.calls.map(({ name, input }) => [name, input['lane']])).toEqual(
    [0, 1, 2, 3].map((lane) => [STEPS.installLane, lane]),
  );
  await lanesDone(course, true, false);
  expect(course.call.input).toMatchObject({ lane: 1, app: 'app' });
  await course.completes(true);
  expect(reasonOf(course)).toMatch(/^not-tried:/);
  await course.completes(null);
  expect(course.isDone).toBe(true);
});

it('installs nothing where there is no app, but looks up who is named, so that each has a reason of its own', async () => {
  const course = await start();
  await course.completes({ reason: 'app-not-in-catalogue: …' });
  await course.completes(true);
  expect(reasonOf(course)).toBe('app-not-in-catalogue: …');
});

it('concludes with the fault where a step fails for good', async () => {
  const course = await start();
  await course.failsForGood();
  expect(reasonOf(course)).toMatch(/^graph-unavailable: /);
});

it.each<[string, boolean]>([
  ['who is named', false],
  ['the lanes', true],
])('ends within a day although Graph keeps %s waiting', async (_whom, isLookedUp) => {
  const course = await start();
  await course.completes({ id: 'app' });
  if (isLookedUp) await course.completes(true);
  while (course.calls.every(({ name }) => name !== STEPS.conclude)) {
    course.now += 30 * MINUTE_MS;
    await lanesDone(course, false, false, false, false);
    if (course.now > NOW + 24 * HOUR_MS) throw new Error('It goes on and on.');
  }
  expect(reasonOf(course)).toMatch(/^timed-out: /);
});
