import type { Utterance } from '../../src/conversations/chatTurn';
import { MINUTE_MS, SECOND_MS } from '../../src/clock';
import { createCardQuestions } from '../../src/dialogs/cardQuestions';
import type { ChatDialog } from '../../src/dialogs/chatDialog';
import { dialogPlaceOfTurn } from '../../src/dialogs/dialogPlace';
import { createDialogs } from '../../src/dialogs/dialogs';
import { createInterruptions, type Newcomer, type Reception } from '../../src/dialogs/interruptions';
import { dialogsDeps } from '../support/buildersDialogs';
import { aTurn } from '../support/buildersReminder';
import { aClock } from '../support/clock';
import { openTestAccount } from '../support/tables';

/** Takes any words as its answer, and is over. */
const trip: ChatDialog = {
  name: 'trip',
  question: () => ({ text: 'When to London?' }),
  describe: () => ({ title: 'your trip', again: 'new trip' }),
  take: (_, { text }) =>
    Promise.resolve({
      kind: 'ends',
      isSure: false,
      finish: () => Promise.resolve({ text: `Booked ${text}.` }),
    }),
};

function open() {
  const time = aClock();
  const made: string[] = [];
  const price = createCardQuestions('price', ({ question, choice, isLate }) => {
    made.push(`${question} ${choice.id}${isLate ? ' late' : ''}`);
    return Promise.resolve({ text: 'Noted.' });
  });
  const woken: string[] = [];
  const deps = {
    ...dialogsDeps(openTestAccount(), [trip, price.dialog], time),
    wake: ({ item }: { item: string }) => Promise.resolve(void woken.push(item)),
  };
  const [dialogs, interruptions] = [createDialogs(deps), createInterruptions(deps)];
  const place = dialogPlaceOfTurn(aTurn(''));
  const turnAt = (text: string, inputs = {}) => aTurn(text, { receivedAt: time.now(), inputs });
  const question = (id: string): Utterance =>
    price.ask({
      ...{ id, language: 'en', text: `Price ${id}?`, about: 'the price' },
      choices: [
        { id: 'keep', title: 'Keep' },
        { id: 'stop', title: 'Stop' },
      ],
    });
  const receive = (policy: Newcomer['policy'], id: string, utterance: Utterance = { text: `news ${id}` }) =>
    interruptions.receive({
      ...{ place, delivery: id, policy, language: 'en', utterance },
      names: { kind: 'k', owner: 'o', item: id, occurrence: '1', dueAt: time.now() },
    });
  /** It is received, sent, and the row says so. */
  const send = async (...newcomer: Parameters<typeof receive>) => {
    const sent = sending(await receive(...newcomer));
    await sent.after(true);
    time.advance(MINUTE_MS / 2);
    return sent.utterance;
  };
  const begin = async () => {
    const said = await dialogs.begin({ dialog: 'trip', state: {} }, turnAt('trip'), () => ({
      text: 'When?',
    }));
    await said.whenSaid?.();
    time.advance(MINUTE_MS / 2);
  };
  /** What the person hears when a dialog reads this. */
  const say = async (text: string, inputs = {}) => {
    const turn = turnAt(text, inputs);
    const met = await dialogs.meet(turn, await dialogs.find(place));
    if (met.kind === 'said') {
      await met.said.whenSaid?.();
      return met.said.text;
    }
    if (met.kind !== 'open') return met.kind;
    const answer = await (await dialogs.read(met.open, turn)).commit();
    await answer?.whenSaid?.();
    time.advance(SECOND_MS);
    return answer?.text;
  };
  return { time, made, woken, receive, send, begin, say, question, deps, place, price };
}

function sending(reception: Reception): Extract<Reception, { kind: 'send' }> {
  if (reception.kind !== 'send') throw new Error(`It is not sent: ${reception.kind}`);
  return reception;
}

function holding(reception: Reception): Extract<Reception, { kind: 'hold' }> {
  if (reception.kind !== 'hold') throw new Error(`It is not held: ${reception.kind}`);
  return reception;
}

describe('somebody who is in no dialog', () => {
  it.each(['wait', 'cancel', 'interrupt'] as const)('is sent what comes with %s as it is', async (policy) => {
    const { send, say } = open();
    await expect(send(policy, 'a')).resolves.toEqual({ text: 'news a' });
    await expect(say('hello')).resolves.toBe('nothing');
  });

  it('is in the dialog of an interruption that asks', async () => {
    const { send, say, question, made } = open();
    const said = await send('interrupt', 'a', question('a'));
    expect(said.asks).toBeUndefined();
    await expect(say('stop')).resolves.toBe('Noted.');
    expect(made).toEqual(['a stop']);
  });
});

describe('wait', () => {
  it('is held until the dialog ends, whose end wakes it', async () => {
    const { begin, receive, say, woken, time } = open();
    await begin();
    const held = holding(await receive('wait', 'a'));
    expect(held.until).toBe(time.now() + 10 * MINUTE_MS);
    await expect(held.keep()).resolves.toBe('kept');
    await expect(say('tomorrow')).resolves.toBe('Booked tomorrow.');
    expect(woken).toEqual(['a']);
    sending(await receive('wait', 'a'));
  });

  it('is told when the dialog ended while it was being stored', async () => {
    const { begin, receive, say, woken } = open();
    await begin();
    const held = holding(await receive('wait', 'a'));
    await say('tomorrow');
    await expect(held.keep()).resolves.toBe('over');
    expect(woken).toEqual([]);
  });

  it('comes in the order in which it was stored', async () => {
    const { begin, receive, say, woken } = open();
    await begin();
    for (const id of ['a', 'b', 'c']) await holding(await receive('wait', id)).keep();
    await say('tomorrow');
    expect(woken).toEqual(['a', 'b', 'c']);
    await expect(receive('wait', 'b')).resolves.toMatchObject({ kind: 'later' });
    await sending(await receive('wait', 'a')).after(true);
    sending(await receive('wait', 'b'));
  });

  it('comes after its limit, whatever is open', async () => {
    const { begin, receive, time } = open();
    await begin();
    await holding(await receive('wait', 'a')).keep();
    time.advance(10 * MINUTE_MS);
    sending(await receive('wait', 'a'));
  });

  it('looks again when the dialog expires', async () => {
    const { begin, receive, time } = open();
    await begin();
    time.advance(25 * MINUTE_MS);
    const held = holding(await receive('wait', 'a'));
    expect(held.until - time.now()).toBeLessThan(5 * MINUTE_MS);
    time.set(held.until);
    sending(await receive('wait', 'a'));
  });
});

describe('cancel', () => {
  it('ends the dialog, and says in the same message what was dropped and how it begins again', async () => {
    const { begin, send, say } = open();
    await begin();
    await expect(send('cancel', 'a')).resolves.toEqual({
      text: 'I have dropped your trip for this message. To start again, say “new trip”.\n\nnews a',
    });
    await expect(say('tomorrow')).resolves.toBe('nothing');
  });

  it('leaves the dialog open when it was not sent', async () => {
    const { begin, receive, say } = open();
    await begin();
    await sending(await receive('cancel', 'a')).after(false);
    await expect(say('tomorrow')).resolves.toBe('Booked tomorrow.');
  });
});

describe('interrupt', () => {
  it('comes on top; once it is answered, the earlier dialog goes on and repeats its question', async () => {
    const { begin, send, say, question, made } = open();
    await begin();
    await send('interrupt', 'a', question('a'));
    await expect(say('the first one')).resolves.toBe('Noted.\nBack to your trip.\nWhen to London?');
    await expect(say('tomorrow')).resolves.toBe('Booked tomorrow.');
    expect(made).toEqual(['a keep']);
  });

  it('queues behind another one, and the answer wakes it', async () => {
    const { begin, send, receive, say, question, woken } = open();
    await begin();
    await send('interrupt', 'a', question('a'));
    await holding(await receive('interrupt', 'b', question('b'))).keep();
    await say('keep');
    expect(woken).toEqual(['b']);
    await send('interrupt', 'b', question('b'));
    await expect(say('stop')).resolves.toMatch(/^Noted\.\nBack to your trip/);
  });

  it('does not read what was said before it was sent', async () => {
    const { begin, receive, say, question, made, time, deps, place } = open();
    await begin();
    const before = aTurn('Stop', { receivedAt: time.now() });
    time.advance(SECOND_MS);
    await sending(await receive('interrupt', 'a', question('a'))).after(true);
    const dialogs = createDialogs(deps);
    const met = await dialogs.meet(before, await dialogs.find(place));
    if (met.kind !== 'open') throw new Error(met.kind);
    const answer = await (await dialogs.read(met.open, before)).commit();
    expect(answer?.text).toContain('Booked Stop.\nBut first:\nPrice a?');
    await answer?.whenSaid?.();
    time.advance(MINUTE_MS / 2);
    await expect(say('Stop')).resolves.toBe('Noted.');
    expect(made).toEqual(['a stop']);
  });

  it('is not put twice after a crash, whether it was marked or not', async () => {
    const { begin, receive, question, deps, place } = open();
    await begin();
    sending(await receive('interrupt', 'a', question('a')));
    await sending(await receive('interrupt', 'a', question('a'))).after(true);
    await expect(receive('interrupt', 'a', question('a'))).resolves.toEqual({ kind: 'seen' });
    expect((await deps.store.find(place))?.stack).toHaveLength(2);
  });

  it('whose sender has died is put by the next message, which no dialog reads', async () => {
    const { begin, receive, say, question, made, time } = open();
    await begin();
    sending(await receive('interrupt', 'a', question('a')));
    time.advance(MINUTE_MS / 2);
    await expect(say('tomorrow')).resolves.toMatch(/have not taken your message as an answer:\nPrice a\?/);
    await expect(say('keep')).resolves.toMatch(/Back to your trip/);
    expect(made).toEqual(['a keep']);
  });

  it('leaves buttons that belong to their question alone', async () => {
    const { begin, send, say, question, made, price, time } = open();
    await send('interrupt', 'old', question('old'));
    await say('keep');
    await begin();
    await send('interrupt', 'new', question('new'));
    const pressed = { dialog: 'price', question: 'old', choice: 'stop' };
    const turn = aTurn('Stop', { receivedAt: time.now(), inputs: pressed });
    await expect(price.command.answer(turn)).resolves.toEqual({ text: 'Noted.' });
    await expect(say('Keep', { ...pressed, question: 'new', choice: 'keep' })).resolves.toMatch(/^Noted\./);
    expect(made).toEqual(['old keep', 'old stop late', 'new keep']);
  });
});
