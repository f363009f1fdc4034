import { askQuestion } from '../../src/answers/askQuestion';
import { repairQuestions } from '../../src/answers/repairQuestions';
import { takeAnswer } from '../../src/answers/takeAnswer';
import { DAY_MS, MINUTE_MS } from '../../src/clock';
import type { ChatTurn } from '../../src/conversations/chatTurn';
import { Crash, Operations } from '../support/tables';
import { anAnswer, answersUnderTest, newId } from './buildersAnswers';

const ASKED = { text: 'how many?', language: 'en' as const, deadlineMs: 7 * DAY_MS };
/** Ana asks, at the time that it is. */
const aTurn = (activityKey: string, receivedAt: number): ChatTurn => ({
  ...{
    activityKey,
    receivedAt,
    text: 'ask how many?',
    language: 'en',
    kind: 'personal',
    channelId: 'msteams',
  },
  person: { tenant: 'tenant', key: 'aad|ana', locale: 'en-GB', channelZone: 'Europe/Madrid' },
  sender: { id: '29:ana', name: 'Ana' },
  address: { tenant: 'tenant', key: 'conversation|msteams|a:ana' },
  mentions: [],
  inputs: {},
  findMember: async () => undefined,
  showTyping: async () => undefined,
});

it('stores the question, starts its course and leaves nothing to repair', async () => {
  const deps = answersUnderTest();
  const id = newId();
  expect(await askQuestion(deps, aTurn(id, 5), ASKED)).toMatchObject({ id, state: 'open', askedAt: 5 });
  expect(deps.courses.asked).toEqual([`start ${id}`]);
  expect(await deps.indexes.unsettled(DAY_MS)).toEqual([]);
});

it('starts nothing anew when the message arrives again after the answer', async () => {
  const deps = answersUnderTest();
  const id = newId();
  await askQuestion(deps, aTurn(id, 5), ASKED);
  await takeAnswer(deps, id, anAnswer('12'));
  expect(await askQuestion(deps, aTurn(id, 90), ASKED)).toMatchObject({ state: 'answered', askedAt: 5 });
  expect(deps.courses.asked.filter((asked) => asked === `start ${id}`)).toHaveLength(1);
});

it('takes the question though its course cannot be started, and the repair starts it', async () => {
  const deps = answersUnderTest();
  const id = newId();
  deps.courses.failure = new Error('Durable is away');
  expect(await askQuestion(deps, aTurn(id, deps.time.now()), ASKED)).toMatchObject({ state: 'open' });
  deps.courses.failure = undefined;
  deps.time.advance(3 * MINUTE_MS);
  await repairQuestions(deps);
  expect(deps.courses.asked).toEqual([`wake ${id}`]);
});

describe('a process that ends in the middle', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'leaves one question in each list when the message arrives again, wherever it was (%i)',
    async (operation) => {
      const deps = answersUnderTest();
      const operations = new Operations();
      const watched = {
        ...deps,
        store: operations.watch(deps.store, 'store'),
        indexes: operations.watch(deps.indexes, 'indexes'),
        courses: operations.watch(deps.courses, 'courses'),
      };
      const id = newId();
      for (const side of ['before', 'after'] as const) {
        operations.crash(operation, side);
        await askQuestion(watched, aTurn(id, deps.time.now()), ASKED).catch((error: unknown) => {
          expect(error).toBeInstanceOf(Crash);
        });
        deps.time.advance(16_000);
      }
      expect(await askQuestion(deps, aTurn(id, deps.time.now()), ASKED)).toMatchObject({ id, state: 'open' });
      expect((await deps.indexes.listOpen(10, {})).found.map((found) => found.id)).toEqual([id]);
      expect(await deps.indexes.ofOwner({ tenant: 'tenant', key: 'aad|ana' }, 10)).toHaveLength(1);
      expect(deps.courses.asked).toContain(`start ${id}`);
      expect(await deps.indexes.unsettled(deps.time.now() + DAY_MS)).toEqual([]);
    },
  );
});
