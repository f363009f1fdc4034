/** The whole decision tree of a question's orchestration, stepped, every episode replayed with equal actions. */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/clock';
import type { QuestionPlan } from '../../src/answers/agenda';
import { answerQuestion } from '../../src/answers/answerQuestion';
import { ACTIVITIES } from '../../src/answers/steps';
import { WEDNESDAY_MORNING } from '../support/clock';
import { SteppedCourse } from './steppedCourse';

const START = WEDNESDAY_MORNING;
const aPlan = (plan: Partial<QuestionPlan> = {}): QuestionPlan => ({
  id: 'f'.repeat(64),
  askedAt: START,
  deadlineAt: START + 7 * DAY_MS,
  sources: ['service', 'people'],
  nudgeAfterMs: [4 * HOUR_MS, DAY_MS],
  stillWorkingAfterMs: 6 * HOUR_MS,
  reaskAfterMs: HOUR_MS,
  ...plan,
});
const begin = (plan: Partial<QuestionPlan> = {}): Promise<SteppedCourse> =>
  new SteppedCourse(answerQuestion, aPlan(plan), START).start();
/** A course that waits for what people or a service are to answer; nothing but nudges and the deadline comes unless it is given. */
const waiting = async (plan: Partial<QuestionPlan> = {}): Promise<SteppedCourse> => {
  const course = await begin({ sources: ['people'], stillWorkingAfterMs: 30 * DAY_MS, ...plan });
  await course.completes('later');
  return course;
};
const NUDGE = ACTIVITIES.nudge;

describe('asking a source', () => {
  it('asks the service first, and concludes what it has answered at once', async () => {
    const course = await begin();
    expect(course.call.name).toBe(ACTIVITIES.askService);
    await course.completes('settled');
    expect(course.call).toMatchObject({ name: ACTIVITIES.conclude, input: { id: aPlan().id, at: START } });
    expect(course.call.input).not.toHaveProperty('end');
    await course.completes('answered');
    expect(course).toMatchObject({ isDone: true, output: 'answered', timers: [] });
  });

  it('waits when the service says later, and asks nobody else', async () => {
    const course = await begin();
    await course.completes('later');
    expect(course.calls).toEqual([]);
    expect(course.isDone).toBe(false);
  });

  it('tries a service that fails four times, then asks the experts', async () => {
    const course = await begin();
    await course.failsForGood();
    expect(course.made.map(({ name }) => name)).toEqual([ACTIVITIES.askService, ACTIVITIES.askPeople]);
    await course.completes('later');
    expect(course.nextTimer).toBe(course.now + 4 * HOUR_MS);
  });

  it('takes a service that answers on its second try', async () => {
    const course = await begin();
    await course.fails();
    await course.timePasses();
    await course.completes('later');
    expect(course.calls).toEqual([]);
  });

  it.each([
    ['there are no experts', ['service', 'people'] as const, 'nobody'],
    ['nobody else is to be asked', ['service'] as const, undefined],
  ])('ends honestly when the service has failed and %s', async (_why, sources, experts) => {
    const course = await begin({ sources: [...sources] });
    await course.failsForGood();
    if (experts) await course.completes(experts);
    expect(course.call).toMatchObject({ name: ACTIVITIES.conclude, input: { end: 'failed' } });
    await course.completes('failed');
    expect(course.output).toBe('failed');
  });

  it('waits for the HTTP API when there is nobody to ask', async () => {
    const course = await begin({ sources: ['people'], stillWorkingAfterMs: 30 * DAY_MS });
    await course.completes('nobody');
    expect(course.calls).toEqual([]);
    await course.raised('answer');
    expect(course.call.name).toBe(ACTIVITIES.conclude);
  });

  it('waits on when what was said to be settled is open', async () => {
    const course = await begin({ sources: ['people'] });
    await course.completes('settled');
    await course.completes('open');
    expect(course.isDone).toBe(false);
    await course.raised('answer');
    await course.completes('answered');
    expect(course.isDone).toBe(true);
  });
});

describe('waiting', () => {
  it.each(['answer', 'cancel'])('concludes when woken by %s, and leaves no timer behind', async (event) => {
    const course = await waiting();
    await course.raised(event);
    await course.completes(event === 'answer' ? 'answered' : 'cancelled');
    expect(course).toMatchObject({ isDone: true, timers: [] });
  });

  it('concludes at once what was settled while the source was asked', async () => {
    const course = await begin();
    await course.raised('cancel');
    await course.completes('later');
    expect(course.call.name).toBe(ACTIVITIES.conclude);
  });

  it('goes on waiting when the question is open in spite of the wake', async () => {
    const course = await waiting();
    for (let times = 0; times < 5; times += 1) {
      await course.raised('answer');
      await course.completes('open');
    }
    expect(course.isDone).toBe(false);
    await course.raised('answer');
    await course.completes('answered');
    expect(course.isDone).toBe(true);
  });

  it('hears a wake that comes while it nudges, although an older wait has taken it', async () => {
    const course = await waiting();
    await course.timePasses();
    expect(course.call.name).toBe(NUDGE);
    await course.raised('answer');
    await course.completes(null);
    expect(course.call.name).toBe(ACTIVITIES.conclude);
  });

  it.each([1, 2, 3, 4])('hears %i wakes at once as well as one', async (count) => {
    const course = await waiting();
    await course.timePasses();
    await course.completes(null);
    await course.raised(...Array.from({ length: count }, () => 'answer'), 'cancel');
    await course.completes('answered');
    expect(course.isDone).toBe(true);
  });

  it('ends when the question is gone', async () => {
    const course = await waiting();
    await course.raised('cancel');
    await course.completes('gone');
    expect(course).toMatchObject({ isDone: true, output: 'gone' });
  });
});

describe('its moments', () => {
  it('nudges the experts after 4 hours and after a day, then ends at the deadline', async () => {
    const course = await waiting();
    const nudges = async (at: number, number: number): Promise<void> => {
      await course.timePasses();
      expect(course.now).toBe(at);
      expect(course.call).toMatchObject({ name: NUDGE, input: { at, number } });
      await course.completes(null);
    };
    await nudges(START + 4 * HOUR_MS, 1);
    await nudges(START + DAY_MS, 2);
    await course.timePasses(); // a timer is never set for longer than five days
    expect(course.calls).toEqual([]);
    await course.timePasses();
    expect(course.now).toBe(START + 7 * DAY_MS);
    expect(course.call).toMatchObject({ name: ACTIVITIES.conclude, input: { end: 'expired' } });
    await course.completes('expired');
    expect(course).toMatchObject({ isDone: true, output: 'expired', timers: [] });
  });

  it('sets no timer further ahead than five days', async () => {
    const course = await waiting({ nudgeAfterMs: [], deadlineAt: START + 300 * DAY_MS });
    expect(course.nextTimer).toBe(START + 5 * DAY_MS);
  });

  it('tells the asker once that it is still being worked on', async () => {
    const course = await waiting({ nudgeAfterMs: [], stillWorkingAfterMs: 6 * HOUR_MS });
    await course.timePasses();
    expect(course.now).toBe(START + 6 * HOUR_MS);
    expect(course.call.name).toBe(ACTIVITIES.tellStillWorking);
    await course.completes(null);
    expect(course.nextTimer).toBeGreaterThan(START + 5 * DAY_MS);
  });

  it('nudges once for all nudges that were missed', async () => {
    const course = await waiting();
    await course.timePasses(START + 2 * DAY_MS);
    expect(course.call).toMatchObject({ name: NUDGE, input: { number: 2 } });
    await course.completes(null);
    expect(course.calls).toEqual([]);
  });

  it('nudges nobody and only ends when the deadline was missed too', async () => {
    const course = await waiting({ stillWorkingAfterMs: HOUR_MS });
    await course.timePasses(START + 30 * DAY_MS);
    expect(course.call).toMatchObject({ name: ACTIVITIES.conclude, input: { end: 'expired' } });
  });

  it('lets an answer that came in time win over a deadline that passes meanwhile', async () => {
    const course = await waiting();
    await course.timePasses();
    await course.raised('answer');
    course.now = START + 8 * DAY_MS;
    await course.completes(null);
    expect(course.call.name).toBe(ACTIVITIES.conclude);
    expect(course.call.input).not.toHaveProperty('end');
  });

  it('asks a service that said later again, ever more seldom, but at least once an hour', async () => {
    const course = await waiting({ sources: ['service'], reaskAfterMs: 20 * MINUTE_MS });
    const waits: number[] = [];
    for (let times = 0; times < 5; times += 1) {
      const before = course.now;
      await course.timePasses();
      waits.push((course.now - before) / MINUTE_MS);
      expect(course.call).toMatchObject({ name: ACTIVITIES.askService, input: { isReask: true } });
      await course.completes('later');
    }
    expect(waits).toEqual([20, 40, 60, 60, 60]);
  });

  it('does not give up a service that took the question and now fails', async () => {
    const course = await waiting({ sources: ['service'], reaskAfterMs: 30 * SECOND_MS });
    await course.timePasses();
    await course.failsForGood();
    expect(course.isDone).toBe(false);
    expect(course.made.map(({ name }) => name)).not.toContain(ACTIVITIES.conclude);
    expect(course.nextTimer).toBeDefined();
  });

  it('goes on from an answer that asking again has brought', async () => {
    const course = await waiting({ sources: ['service'] });
    await course.timePasses();
    await course.completes('settled');
    expect(course.call.name).toBe(ACTIVITIES.conclude);
  });
});

describe('whatever happens, in whatever order', () => {
  const seed = Number(process.env['ANSWERS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  /** Numbers in [0, 1) from a seed (mulberry32). */
  const randomFrom = (from: number) => {
    let state = from >>> 0;
    return () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    };
  };

  it(`concludes exactly once (ANSWERS_SEED=${seed})`, async () => {
    for (let run = 0; run < 150; run += 1) await wander(randomFrom(seed + run));
  });

  /** Plays the world by chance: a question that is settled once, and a source, clock and wakes that do as they like. */
  async function wander(random: () => number): Promise<void> {
    const sources = (['service', 'people'] as const).filter(() => random() < 0.7);
    const course = await begin({ sources: [...sources] });
    let state = 'open';
    let ends = 0;
    for (let step = 0; !course.isDone && step < 400; step += 1) {
      const chance = random();
      if (chance < 0.15) {
        if (state === 'open' && random() < 0.3) state = random() < 0.5 ? 'answered' : 'cancelled';
        await course.raised(random() < 0.5 ? 'answer' : 'cancel');
      } else if (course.calls.length > 0) {
        const { name, input } = course.call;
        if (chance < 0.35) await course.fails();
        else if (name === ACTIVITIES.conclude) {
          if (state === 'open' && input['end']) state = String(input['end']);
          if (state !== 'open') ends += 1;
          await course.completes(state);
        } else if (name === ACTIVITIES.askService || name === ACTIVITIES.askPeople) {
          await course.completes(state === 'open' ? (random() < 0.8 ? 'later' : 'nobody') : 'settled');
        } else await course.completes(null);
      } else await course.timePasses((course.nextTimer ?? course.now) + Math.floor(random() * DAY_MS));
    }
    expect({ isDone: course.isDone, ends, output: course.output }).toEqual({
      isDone: true,
      ends: 1,
      output: state,
    });
  }
});
