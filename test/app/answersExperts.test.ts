/** Experts in a channel: the question's card in a thread of its own, who takes it, who passes, and that the first answer wins. */
import type { TimelineItem } from '../../dev/chat/directory/directoryState';
import { HOUR_MS, MINUTE_MS } from '../../src/clock';
import { allSaying, answersOf, ask, eventually, ScriptedService } from './answersOnStage';
import { NORTHWIND, saidIn, saying, startWholeApp, type WholeApp } from './wholeApp';

const SUPPORT = NORTHWIND.channels[2]?.id ?? '';
const LAUNCHES = NORTHWIND.channels[1]?.id ?? '';
const inSupport = { conversation: SUPPORT };

let app: WholeApp;
let quark: string;

/** The card of this question as the channel shows it. */
const cardOf = async (question: string): Promise<TimelineItem> =>
  app.sam.hears((item) => saying(new RegExp(question))(item) && !/Cancelled/.test(saidIn(item)), {
    ...inSupport,
    timeoutMs: 15_000,
  });
/** What everybody sees on that message now. */
const seen = ({ id }: TimelineItem): string =>
  saidIn(app.sam.heard(inSupport).find((item) => item.id === id) as TimelineItem);
const showing = (card: TimelineItem, pattern: RegExp): Promise<void> =>
  eventually(() => expect(seen(card)).toMatch(pattern));

beforeAll(async () => {
  app = await startWholeApp();
  await app.sam.install({ conversation: NORTHWIND.id });
  await app.sam.say('answer questions here', { ...inSupport, mention: true });
  await app.sam.hears(saying(/Questions will be put to you here/), inSupport);
});
afterAll(() => app.stop());

describe('experts', () => {
  it('get the question as a card in a new thread, with its asker and its buttons', async () => {
    quark = await ask(app, app.priya, 'what a quark is');
    const card = await cardOf('what a quark is');
    expect(card.threadId).toBe(card.id);
    expect(saidIn(card)).toMatch(/Priya Nair asks[\s\S]*what a quark is[\s\S]*Nobody has answered yet/);
    expect(JSON.stringify(card.activity.attachments)).toMatch(
      /Action\.ShowCard.*Answer.*Input\.Text.*Action\.Execute.*Send answer.*Take it.*Pass/,
    );
  });

  it('see who has taken it and who passes', async () => {
    const card = await cardOf('what a quark is');
    const turn = await app.ana.press('Take it', { ...inSupport, messageId: card.id });
    expect(JSON.stringify(turn.answer)).toMatch(/Ana.* is on it/);
    await showing(card, /Ana.* is on it\./);
    await app.sam.press('Pass', { ...inSupport, messageId: card.id });
    await showing(card, /Passed: Sam Carter\./);
    const second = await app.sam.press('Take it', { ...inSupport, messageId: card.id });
    expect(JSON.stringify(second.answer)).not.toContain('Sam Carter is on it');
  });

  it('answer on the card: the asker gets it with their name, and the card says so to all', async () => {
    const card = await cardOf('what a quark is');
    const answer = { answer: 'A <b>tiny</b> thing' };
    await app.ana.press('Send answer', { ...inSupport, messageId: card.id, inputs: answer });
    await app.priya.hears(saying(/You asked: “what a quark is”[\s\S]*Ana.* answers: A <b>tiny<\/b> thing/), {
      timeoutMs: 15_000,
    });
    await showing(card, /Ana.* has answered:[\s\S]*A <b>tiny/);
    expect(seen(card)).not.toContain('Action.');
  });

  it('who come later are told that somebody was faster', async () => {
    const { shortId } = await answersOf(app).status(quark);
    await app.sam.say(`answer ${shortId} It is a cheese`, { ...inSupport, mention: true });
    await app.sam.hears(saying(/Ana.* was faster/), inSupport);
    expect(allSaying(app.priya, /cheese/)).toEqual([]);
  });

  it('of two who answer at once one wins', async () => {
    const id = await ask(app, app.priya, 'who wins');
    const card = await cardOf('who wins');
    const press = (who: typeof app.sam, answer: string) =>
      who.press('Send answer', { ...inSupport, messageId: card.id, inputs: { answer } });
    const turns = await Promise.all([press(app.sam, 'Sam says so'), press(app.ana, 'Ana says so')]);
    const told = turns.map(({ answer }) => JSON.stringify(answer));
    expect(told.filter((words) => /was faster/.test(words))).toHaveLength(1);
    await app.priya.hears(saying(/says so/), { timeoutMs: 15_000 });
    await eventually(async () => expect((await answersOf(app).status(id)).messages).toHaveLength(1));
    expect(allSaying(app.priya, /says so/)).toHaveLength(1);
  });

  it('can answer in words in the thread', async () => {
    const id = await ask(app, app.priya, 'in words');
    const card = await cardOf('in words');
    const { shortId } = await answersOf(app).status(id);
    const thread = { conversation: `${SUPPORT};messageid=${card.threadId}` };
    await app.sam.say(`take ${shortId}`, { ...thread, mention: true });
    await app.sam.hears(saying(new RegExp(`${shortId} is yours`)), thread);
    await app.sam.say(`answer ${shortId}: plain words`, { ...thread, mention: true });
    await app.sam.hears(saying(/Thank you! Your answer/), thread);
    await app.priya.hears(saying(/Sam Carter answers: plain words/), { timeoutMs: 15_000 });
  });

  it('are reminded in the thread after four hours and after a day', async () => {
    await ask(app, app.priya, 'what waits');
    const card = await cardOf('what waits');
    await eventually(async () =>
      expect(JSON.stringify(await answersOf(app).status(await answersOf(app).find('what waits')))).toContain(
        'shown to experts',
      ),
    );
    const thread = { conversation: `${SUPPORT};messageid=${card.threadId}` };
    await app.stage.clock.advance(4 * HOUR_MS);
    await app.sam.hears(saying(/Priya Nair still waits for an answer/), { ...thread, timeoutMs: 15_000 });
    await app.stage.clock.advance(20 * HOUR_MS);
    await eventually(() => expect(allSaying(app.sam, /still waits for an answer/, thread)).toHaveLength(2));
  });

  it('see that a question was cancelled, and that an answer then is not passed on', async () => {
    const id = await answersOf(app).find('what waits');
    const card = await cardOf('what waits');
    const { shortId } = await answersOf(app).status(id);
    await app.priya.say(`cancel ${shortId}`);
    await showing(card, /has cancelled the question/);
    await app.sam.say(`answer ${shortId} too late`, { ...inSupport, mention: true });
    await app.sam.hears(saying(/has cancelled [0-9A-Z]{5}, so the answer was not passed on/), inSupport);
  });

  it('cannot be reached by questions of others from elsewhere', async () => {
    const id = await ask(app, app.priya, 'not from here');
    await cardOf('not from here');
    const { shortId } = await answersOf(app).status(id);
    await app.sam.say(`answer ${shortId} from another channel`, { conversation: LAUNCHES, mention: true });
    await app.sam.say(`answer ${shortId} from my own chat`);
    expect((await answersOf(app).status(id)).state).toBe('open');
    await answersOf(app).post(id, { text: 'ok' });
  });

  it('can end it', async () => {
    await app.sam.say('stop answering questions here', { ...inSupport, mention: true });
    await app.sam.hears(saying(/No more questions will be put to you here/), inSupport);
    const id = await ask(app, app.priya, 'nobody there');
    await answersOf(app).post(id, { text: 'by hand' });
    await app.priya.hears(saying(/by hand/), { timeoutMs: 15_000 });
    expect(allSaying(app.sam, /nobody there/, inSupport)).toEqual([]);
  });
});

describe('experts behind a service that fails', () => {
  it('are asked when it has failed for good', async () => {
    const service = await ScriptedService.start();
    service.reply = (_asked, response) => void response.writeHead(503).end();
    const behind = await startWholeApp({ hostEnv: { ANSWER_SERVICE_URL: service.url } });
    try {
      await behind.sam.install({ conversation: NORTHWIND.id });
      await behind.sam.say('answer questions here', { ...inSupport, mention: true });
      const id = await ask(behind, behind.priya, 'what the service does not know');
      for (const count of [1, 2, 3, 4]) {
        await eventually(() => expect(service.asked).toHaveLength(count));
        await behind.stage.clock.advance(2 * MINUTE_MS);
      }
      await behind.sam.hears(saying(/Priya Nair asks[\s\S]*what the service does not know/), {
        ...inSupport,
        timeoutMs: 15_000,
      });
      expect((await answersOf(behind).status(id)).state).toBe('open');
    } finally {
      await behind.stop();
      await service.stop();
    }
  });
});

describe('the question of somebody who wants to be forgotten', () => {
  it('is taken off the experts’ card', async () => {
    await app.sam.say('answer questions here', { ...inSupport, mention: true });
    await ask(app, app.priya, 'what my colleague earns');
    const card = await cardOf('what my colleague earns');
    await app.priya.say('forget me');
    await app.priya.press('Yes, forget me');
    await app.stage.clock.advance(MINUTE_MS);
    await showing(card, /This question was withdrawn/);
    expect(seen(card)).not.toMatch(/colleague|Priya/);
  });
});
