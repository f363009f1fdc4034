import { cancelQuestion } from '../../src/answers/cancelQuestion';
import { concludeQuestion } from '../../src/answers/concludeQuestion';
import { recordProgress } from '../../src/answers/recordProgress';
import { purgeQuestions } from '../../src/answers/purgeQuestions';
import type { StoredQuestion } from '../../src/answers/questionRow';
import { repairQuestions } from '../../src/answers/repairQuestions';
import { takeAnswer } from '../../src/answers/takeAnswer';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/clock';
import { Crash, Operations } from '../support/tables';
import { anAnswer, answersUnderTest, newId } from './buildersAnswers';

const deps = answersUnderTest();
const { store, indexes, courses, planned, time, ask } = deps;

const read = async (id: string): Promise<StoredQuestion> => {
  const question = await store.find(id);
  if (question === undefined || question === 'purged') throw new Error(`${id} is ${question}`);
  return question;
};
const occurrencesOf = (id: string): string[] =>
  [...planned.values()].filter(({ item }) => item === id).map(({ occurrence }) => occurrence);

afterEach(() => {
  courses.failure = undefined;
});

describe('an answer to an open question', () => {
  it('settles it and wakes its course', async () => {
    const { id } = await ask();
    expect(await takeAnswer(deps, id, anAnswer('12'))).toMatchObject({ taken: 'answered' });
    expect(await read(id)).toMatchObject({ state: 'answered', answer: { content: { text: '12' } } });
    expect(courses.asked).toContain(`wake ${id}`);
  });

  it('is one of all that come at the same moment', async () => {
    const { id } = await ask();
    const texts = Array.from({ length: 20 }, (_, index) => `answer ${index}`);
    const taken = await Promise.all(
      texts.map(async (text) => (await takeAnswer(deps, id, anAnswer(text))).taken),
    );
    expect(taken.filter((one) => one === 'answered')).toHaveLength(1);
    expect(taken.filter((one) => one === 'different')).toHaveLength(19);
    const winner = texts[taken.indexOf('answered')];
    expect((await read(id)).answer?.content).toEqual({ text: winner });
  });

  it('counts though its course cannot be woken, and the repair wakes it', async () => {
    const { id } = await ask();
    courses.failure = new Error('Durable is away');
    expect(await takeAnswer(deps, id, anAnswer('12'))).toMatchObject({ taken: 'answered' });
    courses.failure = undefined;
    time.advance(MINUTE_MS);
    await repairQuestions(deps);
    expect(courses.asked).not.toContain(`wake ${id}`); // it may be under way
    time.advance(2 * MINUTE_MS);
    await repairQuestions(deps);
    expect(courses.asked).toContain(`wake ${id}`);
    expect(await indexes.unsettled(time.now() + DAY_MS)).toEqual([]);
  });

  it('may race the deadline: one of the two is the end, and no answer is lost', async () => {
    const { id } = await ask();
    const at = time.now();
    const [answer, end] = await Promise.all([
      takeAnswer(deps, id, anAnswer('just now')),
      concludeQuestion(deps, { id, at, end: 'expired' }),
    ]);
    const question = await read(id);
    if (end === 'answered') expect(question).toMatchObject({ state: 'answered', answer: {} });
    else
      expect({ taken: answer.taken, late: question.lateAnswer?.content }).toEqual({
        taken: 'late',
        late: { text: 'just now' },
      });
    await concludeQuestion(deps, { id, at });
    expect(occurrencesOf(id).filter((name) => name === 'final')).toHaveLength(1);
  });
});

describe('a process that ends while it takes an answer', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'has taken it whole or not at all, wherever it was (%i)',
    async (operation) => {
      for (const side of ['before', 'after'] as const) {
        const fresh = answersUnderTest();
        const operations = new Operations();
        const watched = {
          ...fresh,
          store: operations.watch(fresh.store, 'store'),
          indexes: operations.watch(fresh.indexes, 'indexes'),
          courses: operations.watch(fresh.courses, 'courses'),
          outbox: operations.watch(fresh.outbox, 'outbox'),
        };
        const { id } = await fresh.ask();
        operations.crash(operation, side);
        await takeAnswer(watched, id, anAnswer('12')).catch((error: unknown) =>
          expect(error).toBeInstanceOf(Crash),
        );
        fresh.time.advance(3 * MINUTE_MS);
        await repairQuestions(fresh);
        const { state } = (await fresh.store.find(id)) as StoredQuestion;
        if (state === 'answered') expect(fresh.courses.asked).toContain(`wake ${id}`);
        else expect(state).toBe('open');
        expect(await fresh.indexes.unsettled(fresh.time.now() + DAY_MS)).toEqual([]);
        // Whoever posted it posts it again.
        expect((await takeAnswer(fresh, id, anAnswer('12'))).taken).toBe(
          state === 'open' ? 'answered' : 'repeated',
        );
      }
    },
  );
});

describe('an answer to a question that has ended', () => {
  it('is late when the time was up: taken and planned once, repeated and different ones told apart', async () => {
    const { id } = await ask();
    await concludeQuestion(deps, { id, at: time.now(), end: 'expired' });
    const takenOf = async (text: string): Promise<string> =>
      (await takeAnswer(deps, id, anAnswer(text))).taken;
    expect([await takenOf('late'), await takenOf('late'), await takenOf('later')]).toEqual([
      'late',
      'repeated',
      'different',
    ]);
    expect(occurrencesOf(id).sort()).toEqual(['final', 'late']);
  });

  it('is not taken after a cancel', async () => {
    const { id, code } = await ask();
    await cancelQuestion(deps, { tenant: 'tenant', key: 'aad|ana' }, code.slice(0, 5));
    expect(await takeAnswer(deps, id, anAnswer('12'))).toMatchObject({ taken: 'cancelled' });
    expect(await read(id)).not.toHaveProperty('answer');
  });

  it('is not taken for what was never asked, or is forgotten', async () => {
    expect(await takeAnswer(deps, newId(), anAnswer('12'))).toEqual({ taken: 'unknown' });
    for (const odd of ['', 'x', '../..', "' or 1 eq 1", 'F'.repeat(64), 'f'.repeat(65)])
      expect(await takeAnswer(deps, odd, anAnswer('12'))).toEqual({ taken: 'unknown' });
    const { id } = await ask();
    await store.purge(id);
    expect(await takeAnswer(deps, id, anAnswer('12'))).toEqual({ taken: 'purged' });
  });
});

describe('concluding', () => {
  it('plans the one final message, however often it runs', async () => {
    const { id } = await ask();
    await takeAnswer(deps, id, anAnswer('12'));
    for (let times = 0; times < 3; times += 1)
      expect(await concludeQuestion(deps, { id, at: time.now() })).toBe('answered');
    expect(occurrencesOf(id)).toEqual(['final']);
    expect((await indexes.listOpen(100, {})).found.map((found) => found.id)).not.toContain(id);
  });

  it('plans it again neither after it was delivered nor for a cancelled question', async () => {
    const sent = await ask({
      delivered: { final: { state: 'sent', at: 1 } },
      state: 'answered',
      settledAt: 1,
    });
    const cancelled = await ask({ state: 'cancelled', settledAt: 1 });
    for (const { id } of [sent, cancelled]) {
      await concludeQuestion(deps, { id, at: time.now() });
      expect(occurrencesOf(id)).toEqual([]);
    }
  });

  it('leaves an open question open unless its time is up', async () => {
    const { id } = await ask();
    expect(await concludeQuestion(deps, { id, at: time.now() })).toBe('open');
    expect(await concludeQuestion(deps, { id, at: time.now(), end: 'expired' })).toBe('expired');
  });

  it('has the final message come after the words that the question was taken', async () => {
    const { id, askedAt } = await ask();
    await takeAnswer(deps, id, anAnswer('at once', { at: askedAt + 5 }));
    await concludeQuestion(deps, { id, at: askedAt + 10 });
    expect(planned.get(`${id} final`)?.dueAt).toBe(askedAt + 2000);
  });
});

describe('the repair', () => {
  it('starts a question whose turn died before its course began', async () => {
    const { id } = await ask();
    await indexes.expect(id, time.now());
    time.advance(3 * MINUTE_MS);
    await repairQuestions(deps);
    expect(courses.asked).toContain(`wake ${id}`);
  });

  it('removes the mark of a question that was never stored', async () => {
    await indexes.expect(newId(), time.now());
    time.advance(3 * MINUTE_MS);
    await repairQuestions(deps);
    expect(await indexes.unsettled(time.now())).toEqual([]);
  });

  it('starts the course of a question anew whose deadline has long passed', async () => {
    const { id } = await ask({ askedAt: time.now() - 2 * HOUR_MS, deadlineAt: time.now() - 61 * MINUTE_MS });
    await repairQuestions(deps);
    expect(courses.asked).toContain(`start ${id}`);
  });
});

describe('progress', () => {
  it('plans one message and then, while that is out, no other', async () => {
    const { id } = await ask();
    for (const text of ['10 %', '20 %', '20 %', '30 %'])
      expect(await recordProgress(deps, id, text, time.now())).toBe('noted');
    expect(occurrencesOf(id)).toEqual(['progress-1']);
    expect((await read(id)).progress).toMatchObject({ text: '30 %', version: 3 });
  });

  it('is not taken any more when the question has ended', async () => {
    const answered = await ask({ state: 'answered' });
    const cancelled = await ask({ state: 'cancelled' });
    expect(await recordProgress(deps, answered.id, '50 %', 1)).toBe('over');
    expect(await recordProgress(deps, cancelled.id, '50 %', 1)).toBe('cancelled');
    expect(await recordProgress(deps, newId(), '50 %', 1)).toBe('unknown');
  });
});

describe('retention', () => {
  it('forgets what ended long ago with its orchestration, remembers that for as long, and leaves the rest', async () => {
    const fresh = answersUnderTest();
    const old = await fresh.ask();
    const open = await fresh.ask();
    await takeAnswer(fresh, old.id, anAnswer('12', { at: fresh.time.now() }));
    await concludeQuestion(fresh, { id: old.id, at: fresh.time.now() });
    const keepMs = 30 * DAY_MS;
    fresh.time.advance(keepMs - HOUR_MS);
    expect(await purgeQuestions(fresh, keepMs)).toEqual({ purged: 0 });
    fresh.time.advance(2 * HOUR_MS);
    expect(await purgeQuestions(fresh, keepMs)).toEqual({ purged: 1 });
    expect(await fresh.store.find(old.id)).toBe('purged');
    expect(fresh.courses.asked).toContain(`forget ${old.id}`);
    expect((await fresh.indexes.ofOwner(old.asker, 10)).map(({ id }) => id)).toEqual([open.id]);
    expect(await fresh.store.find(open.id)).toMatchObject({ state: 'open' });
    fresh.time.advance(keepMs + HOUR_MS);
    await purgeQuestions(fresh, keepMs);
    expect(await fresh.store.find(old.id)).toBeUndefined();
  });
});
