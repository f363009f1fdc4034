/** An answer that meets its asker in the middle of a reminder, by each policy, on the whole app. */
import { answersOf, ask, eventually } from './answersOnStage';
import { saidIn, saying, startWholeApp, type WholeApp } from './wholeApp';

const HEARS = { timeoutMs: 20_000 };
const ANSWER = /You have 12 days left/;
const WHEN = /When shall I remind you/;
const SET = /I will remind you on[\s\S]*pack/;

let app: WholeApp;
afterEach(() => app.stop());

const heard = (): string[] => app.sam.heard().map(saidIn);
const indexOf = (pattern: RegExp): number => heard().findLastIndex((text) => pattern.test(text));

/** Up to the date question, at whose moment the answer has come. */
async function upToTheAnswer(policy: string): Promise<void> {
  app = await startWholeApp({ hostEnv: { ANSWER_INTERRUPTION: policy } });
  const id = await ask(app, app.sam, 'how many vacation days I have left');
  await app.sam.say('remind me to pack');
  await app.sam.hears(saying(WHEN), HEARS);
  expect((await answersOf(app).post(id, { text: 'You have 12 days left.' })).status).toBe(202);
}

it('inject: it comes in between, and the next words answer the date question', async () => {
  await upToTheAnswer('inject');
  await app.sam.hears(saying(ANSWER), HEARS);
  await app.sam.say('tomorrow at 9');
  await app.sam.hears(saying(SET), HEARS);
});

it('wait: it comes when the reminder is set', async () => {
  await upToTheAnswer('wait');
  await app.sam.say('tomorrow at 9');
  await app.sam.hears(saying(SET), HEARS);
  await app.sam.hears(saying(ANSWER), HEARS);
  expect(indexOf(ANSWER)).toBeGreaterThan(indexOf(SET));
});

it('cancel: the reminder ends, with words on how to begin it again', async () => {
  await upToTheAnswer('cancel');
  await app.sam.hears(saying(ANSWER), HEARS);
  expect(heard().join('\n')).toMatch(/I have dropped [\s\S]*To start again, say/);
});

it('interrupt: it asks whether it will do, and then the reminder goes on', async () => {
  await upToTheAnswer('interrupt');
  const came = saidIn(await app.sam.hears(saying(ANSWER), HEARS));
  expect(came).toContain('Ask again');
  await app.sam.say('Got it');
  await eventually(() => expect(indexOf(/Back to /)).toBeGreaterThanOrEqual(0));
  expect(
    heard()
      .slice(indexOf(/Back to /))
      .join('\n'),
  ).toMatch(WHEN);
  await app.sam.say('tomorrow at 9');
  await app.sam.hears(saying(SET), HEARS);
});

it('interrupt: asking again is a new question, and then the reminder goes on', async () => {
  await upToTheAnswer('interrupt');
  await app.sam.hears(saying(ANSWER), HEARS);
  await app.sam.press('Ask again');
  await eventually(async () =>
    expect((await answersOf(app).listOpen()).items.map(({ question }) => question)).toEqual([
      'how many vacation days I have left',
    ]),
  );
  await eventually(() => expect(indexOf(/Back to /)).toBeGreaterThanOrEqual(0));
  await app.sam.say('tomorrow at 9');
  await app.sam.hears(saying(SET), HEARS);
});
