/** Questions and answers: what people say and see, and what systems post. */
import { setTimeout as sleep } from 'node:timers/promises';
import { allSaying, answersOf, ask, eventually, post } from './answersOnStage';
import { LAUNCH_CREW, NORTHWIND, saidIn, saying, startWholeApp, type WholeApp } from './wholeApp';

const LAUNCHES = NORTHWIND.channels[1]?.id ?? '';

describe('asking', () => {
  let app: WholeApp;
  beforeAll(async () => {
    app = await startWholeApp();
  });
  afterAll(() => app.stop());

  it('shows typing and says at once that it will get back, with an id and a Cancel button', async () => {
    const before = app.stage.connector.calls.length;
    await app.sam.say('ask where the printer paper is');
    const ack = await app.sam.hears(saying(/I'll get back to you/));
    const types = app.stage.connector.calls.slice(before).map(({ activity }) => activity?.type);
    expect(types.slice(0, 2)).toEqual(['typing', 'message']);
    expect(saidIn(ack)).toMatch(/Thank you! I'll get back to you\.[\s\S]*has the id [0-9A-Z]{5}/);
    const id = await answersOf(app).find('where the printer paper is');
    expect(saidIn(ack)).toContain(`cancel ${(await answersOf(app).status(id)).shortId}`);
  });

  it('delivers what a system posts as the one answer, quoting the question, markup shown as it is', async () => {
    const id = await answersOf(app).find('where the printer paper is');
    const text = 'In <b>the cupboard</b> & **there** <script>alert(1)</script>';
    expect((await answersOf(app).post(id, { text })).status).toBe(202);
    const final = await app.sam.hears(saying(/cupboard/), { timeoutMs: 15_000 });
    expect(final.activity).toMatchObject({ textFormat: 'plain' });
    expect(final.activity.text).toBe(
      `You asked: “where the printer paper is” (${(await answersOf(app).status(id)).shortId})\n${text}`,
    );
    await eventually(async () => expect((await answersOf(app).listOpen()).items).toEqual([]));
    expect((await answersOf(app).status(id)).timeline.map(({ event }) => event)).toEqual([
      'asked',
      'answered',
      'delivered',
    ]);
  });

  it('speaks Spanish', async () => {
    await app.ana.say('pregunta dónde está el papel');
    await app.ana.hears(saying(/¡Gracias! Te respondo en cuanto lo sepa/));
    const id = await answersOf(app).find('dónde está el papel');
    await answersOf(app).post(id, { text: 'En el armario' });
    await app.ana.hears(saying(/Preguntaste: «dónde está el papel»[\s\S]*En el armario/), {
      timeoutMs: 15_000,
    });
  });

  it('shows a card as the answer, with words that say to what', async () => {
    const id = await ask(app, app.sam, 'for a card');
    const card = {
      type: 'AdaptiveCard',
      version: '1.4',
      body: [{ type: 'TextBlock', text: 'a card answer' }],
    };
    await answersOf(app).post(id, { card });
    const final = await app.sam.hears(saying(/a card answer/), { timeoutMs: 15_000 });
    expect(final.activity.attachments?.[0]?.content).toEqual(card);
    expect(final.activity.text).toMatch(/Here is the answer to your question [0-9A-Z]{5}, “for a card”:/);
  });

  it('shows typing again before a long reply', async () => {
    const id = await ask(app, app.sam, 'for a long story');
    const before = app.stage.connector.calls.length;
    await answersOf(app).post(id, { text: `Once upon a time. ${'And then. '.repeat(100)}` });
    await app.sam.hears(saying(/Once upon a time/), { timeoutMs: 15_000 });
    const types = app.stage.connector.calls.slice(before).map(({ activity }) => activity?.type);
    expect(types).toEqual(['typing', 'message']);
  });

  it('takes nothing for a question that is empty or far too long', async () => {
    for (const empty of ['ask', 'ask ?', 'pregunta']) await app.sam.say(empty);
    await app.sam.hears(saying(/What shall I ask\?/));
    await app.sam.hears(saying(/¿Qué pregunto\?/));
    await app.sam.say(`ask ${'why '.repeat(2499)}`);
    await app.sam.hears(saying(/That question is too long: 4000 characters at most/));
    expect((await answersOf(app).listOpen()).items).toEqual([]);
  });

  it('takes one question from an activity that is sent again and again', async () => {
    const activity = {
      ...{ type: 'message', channelId: 'test', id: 'asked-once', text: 'ask once and only once' },
      ...{ serviceUrl: app.stage.serviceUrl, from: { id: 'pat', name: 'Pat' }, recipient: { id: 'bot' } },
      conversation: { id: 'pats-chat', conversationType: 'personal' },
    };
    const sent = [1, 2, 3].map(() => post(app.stage.messagesUrl, activity));
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([200, 200, 200]);
    await post(app.stage.messagesUrl, activity);
    const asked = (await answersOf(app).listOpen()).items.filter(({ question }) =>
      /only once/.test(question),
    );
    expect(asked).toHaveLength(1);
    const acks = app.stage.connector.calls.filter(
      ({ conversationId, activity: said }) => conversationId === 'pats-chat' && said?.type === 'message',
    );
    expect(acks).toHaveLength(1);
    await answersOf(app).post(asked[0]?.id ?? '', { text: 'once' });
  });

  it('lists the questions, tells how they stand, and cancels', async () => {
    const id = await ask(app, app.priya, 'what to wear');
    const { shortId } = await answersOf(app).status(id);
    await app.priya.say('is my answer ready?');
    await app.priya.hears(saying(new RegExp(`Not yet[\\s\\S]*${shortId} – waiting since`)));
    await app.priya.say('cancel 7ZZZZ');
    await app.priya.hears(saying(/I know no.*of yours.*7ZZZZ/));
    await app.priya.press('Cancel');
    await app.priya.hears(saying(new RegExp(`^Cancelled ${shortId}: “what to wear”`)));
    await app.priya.say(`cancelar ${shortId.toLowerCase()}`);
    await app.priya.hears(saying(new RegExp(`${shortId} ya está cancelada`)));
    await app.priya.say('questions');
    await app.priya.hears(saying(new RegExp(`Your questions[\\s\\S]*${shortId} – cancelled`)));
    const late = await answersOf(app).post(id, { text: 'a hat' });
    expect(late.status).toBe(410);
    await eventually(async () => expect((await answersOf(app).listOpen()).items).toEqual([]));
    await sleep(1500);
    expect(allSaying(app.priya, /what to wear/).filter((said) => /a hat|no answer/.test(said))).toEqual([]);
  });

  it('does not let others cancel or see a question', async () => {
    const id = await ask(app, app.sam, 'a secret thing');
    const { shortId } = await answersOf(app).status(id);
    await app.ana.say(`cancelar ${shortId}`);
    await app.ana.hears(saying(/No conozco n/));
    await app.ana.say('mis preguntas');
    const list = await app.ana.hears(saying(/Tus preguntas/));
    expect(saidIn(list)).not.toContain('secret');
    expect((await answersOf(app).status(id)).state).toBe('open');
    await answersOf(app).post(id, { text: 'done' });
  });

  it('tells the answer again to whoever asks for it later', async () => {
    await eventually(async () => {
      await app.sam.say('is my answer ready?');
      await app.sam.hears(saying(/Yes, since [\s\S]*“a secret thing”[\s\S]*done/), { timeoutMs: 500 });
    });
  });

  it('answers in a group with a mention, and in a channel in the thread where it was asked', async () => {
    await app.sam.install({ conversation: LAUNCH_CREW.id });
    const inGroup = await ask(app, app.sam, 'in the group', { conversation: LAUNCH_CREW.id });
    await answersOf(app).post(inGroup, { text: '1 < 2' });
    const said = await app.sam.hears(saying(/1 &lt; 2/), { conversation: LAUNCH_CREW.id, timeoutMs: 15_000 });
    expect(said.activity.text).toMatch(/^<at>Sam Carter<\/at> You asked: “in the group”/);
    expect(said.activity.entities).toMatchObject([{ type: 'mention', mentioned: { name: 'Sam Carter' } }]);

    await app.sam.install({ conversation: NORTHWIND.id });
    const root = await app.sam.say('hello all', { conversation: LAUNCHES });
    const thread = `${LAUNCHES};messageid=${root.item?.threadId}`;
    const inThread = await ask(app, app.sam, 'in the thread', { conversation: thread });
    await answersOf(app).post(inThread, { text: 'here it is' });
    const answer = await app.sam.hears(saying(/here it is/), { conversation: thread, timeoutMs: 15_000 });
    expect(answer.threadId).toBe(root.item?.threadId);
  });
});
