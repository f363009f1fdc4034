import { createAnswerDelivery } from '../../src/answers/answerDelivery';
import type { AnswerManner } from '../../src/answers/answerManner';
import { eraseQuestion } from '../../src/answers/eraseQuestion';
import { NO_MESSAGE, type LiveMessage } from '../../src/answers/liveMessage';
import { messageDue, OCCURRENCES } from '../../src/answers/messages';
import type { Question } from '../../src/answers/question';
import { createQuestionData } from '../../src/answers/questionData';
import type { Loaded, Settlement } from '../../src/delivery/deliveryKind';
import { aTurn } from '../support/buildersReminder';
import { WEDNESDAY_MORNING } from '../support/clock';
import { type AnswersUnderTest, answersUnderTest } from './buildersAnswers';

const MANNER: AnswerManner = { interruption: 'inject', questions: { ask: (_, said = { text: '' }) => said } };
const EXPERTS = { tenant: 'tenant', key: 'conversation|msteams|19:experts' };
const SHOWN: LiveMessage = { version: 1, planned: 1, plannedAt: 1, shown: 1, activityId: 'a7', thread: '7' };
const SENT: Settlement = { state: 'sent', activityId: 'a7', thread: '7', at: WEDNESDAY_MORNING };

const putToExperts = (card: LiveMessage, language: 'en' | 'es' = 'en'): Partial<Question> => ({
  text: 'what does my colleague earn?',
  experts: { address: EXPERTS, language, card, passedBy: [] },
});

const wanted = (loaded: Loaded): Extract<Loaded, { state: 'wanted' }> => {
  if (loaded.state !== 'wanted') throw new Error(loaded.state);
  return loaded;
};

/** What delivery is to send in the card's place now. */
const gone = (answers: AnswersUnderTest, { id }: Question): Promise<Loaded> =>
  createAnswerDelivery(answers.store, MANNER).load(
    messageDue({ id }, OCCURRENCES.gone, 0),
    WEDNESDAY_MORNING,
  );

describe('a question whose asker wants to be forgotten', () => {
  it.each([
    ['en', /withdrawn/],
    ['es', /retirado/],
  ] as const)('is taken off the card that experts see (%s)', async (language, words) => {
    const answers = answersUnderTest();
    const question = await answers.ask(putToExperts(SHOWN, language));
    await createQuestionData(answers).erase(aTurn('forget me'));
    expect(await answers.store.find(question.id)).toBe('purged');
    expect([...answers.planned.values()]).toContainEqual(
      expect.objectContaining({ item: question.id, occurrence: 'gone' }),
    );
    const { deliverable } = wanted(await gone(answers, question));
    expect(deliverable).toMatchObject({ to: EXPERTS, thread: '7', replaces: 'a7' });
    expect(deliverable.utterance.text).toMatch(words);
    expect(JSON.stringify(deliverable)).not.toMatch(/earn|Ana/);
  });

  it('is remembered without the card once that was changed, or cannot be', async () => {
    for (const settlement of [SENT, { state: 'dead', reason: 'gone', at: 1 } as const]) {
      const answers = answersUnderTest();
      const question = await answers.ask(putToExperts(SHOWN));
      await eraseQuestion(answers, question.id, WEDNESDAY_MORNING);
      await wanted(await gone(answers, question)).settle(settlement);
      expect(await gone(answers, question)).toMatchObject({ state: 'unwanted' });
      expect(await answers.store.find(question.id)).toBe('purged');
    }
  });

  it.each([
    ['was not put to experts', {}],
    ['stands on a card that cannot be changed', putToExperts({ ...SHOWN, isFixed: true })],
    ['stands on no card yet', putToExperts(NO_MESSAGE)],
  ])('needs no change of a card when it %s', async (_, change) => {
    const answers = answersUnderTest();
    const question = await answers.ask(change);
    await eraseQuestion(answers, question.id, WEDNESDAY_MORNING);
    expect(await answers.store.find(question.id)).toBe('purged');
    expect(answers.planned.size).toBe(0);
  });

  it('is taken off a card that was on its way meanwhile', async () => {
    const answers = answersUnderTest();
    const onItsWay = { ...NO_MESSAGE, version: 1, planned: 1, plannedAt: WEDNESDAY_MORNING };
    const question = await answers.ask(putToExperts(onItsWay));
    const delivery = createAnswerDelivery(answers.store, MANNER);
    const due = messageDue(question, OCCURRENCES.card(1), WEDNESDAY_MORNING);
    const card = wanted(await delivery.load(due, WEDNESDAY_MORNING));
    await eraseQuestion(answers, question.id, WEDNESDAY_MORNING);
    await expect(card.settle(SENT)).resolves.toMatchObject({ occurrence: 'gone', item: question.id });
    expect(wanted(await gone(answers, question)).deliverable).toMatchObject({ replaces: 'a7', to: EXPERTS });
  });

  it('is erased when it is asked for again after a crash at any point', async () => {
    const answers = answersUnderTest();
    const question = await answers.ask(putToExperts(SHOWN));
    const plan = (): Promise<void> => Promise.reject(new Error('crashed'));
    const erasing = createQuestionData({ ...answers, outbox: { plan } });
    await expect(erasing.erase(aTurn('forget me'))).rejects.toThrow('crashed');
    await createQuestionData(answers).erase(aTurn('forget me'));
    expect(await answers.store.find(question.id)).toBe('purged');
    expect(await answers.indexes.ofOwner(question.asker, 10)).toEqual([]);
    expect(answers.planned.has(`${question.id} gone`)).toBe(true);
    expect(await gone(answers, question)).toMatchObject({ state: 'wanted' });
  });
});
