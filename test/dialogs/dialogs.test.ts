import type { ChatTurn, Utterance } from '../../src/conversations/chatTurn';
import { MINUTE_MS } from '../../src/clock';
import type { ChatDialog, DialogState } from '../../src/dialogs/chatDialog';
import { dialogPlaceOfTurn, dialogsOf } from '../../src/dialogs/dialogPlace';
import { NOTHING_YET } from '../../src/dialogs/dialogRow';
import { createDialogs, DIALOG_LIFETIME_MS } from '../../src/dialogs/dialogs';
import type { StackedDialog } from '../../src/dialogs/dialogStore';
import { TURN_LEASE_MS } from '../../src/dialogs/placeRules';
import { dialogsDeps } from '../support/buildersDialogs';
import { ANA, aTurn, BOB } from '../support/buildersReminder';
import { aClock, WEDNESDAY_MORNING } from '../support/clock';
import { openTestAccount } from '../support/tables';

const now = WEDNESDAY_MORNING;

/** Asks for a number; `twice` asks once more; what is no number is no answer. */
function aCounting(name: string, done: string[]): ChatDialog {
  return {
    name,
    question: ({ about }): Utterance => ({ text: `How many ${String(about)}?` }),
    take: (state: DialogState, turn: ChatTurn) => {
      if (turn.text === 'twice')
        return Promise.resolve({
          kind: 'asks',
          state: { about: 'pairs' },
          utterance: { text: 'Pairs?' },
          isSure: true,
        });
      if (!/^\d+$/.test(turn.text)) return Promise.resolve({ kind: 'no-answer' });
      const finish = (): Promise<Utterance> => {
        done.push(`${turn.text} ${String(state['about'])}`);
        return Promise.resolve({ text: `${turn.text} it is` });
      };
      return Promise.resolve({ kind: 'ends', finish, isSure: true });
    },
  };
}

function open() {
  const account = openTestAccount();
  const time = aClock();
  const done: string[] = [];
  const asking = [aCounting('count', done), aCounting('other', done)];
  const deps = dialogsDeps(account, asking, time);
  const { store } = deps;
  const instance = (known = asking) => createDialogs({ ...deps, dialogs: known });
  const dialogs = instance();
  const place = dialogPlaceOfTurn(aTurn(''));
  const found = async () => {
    const dialog = await store.find(place);
    if (!dialog) throw new Error('No dialog is kept.');
    return dialog;
  };
  const ask = async (about = 'apples', dialog = 'count') => {
    const turn = aTurn('buy');
    const { whenSaid, ...said } = await dialogs.begin({ dialog, state: { about } }, turn, () => ({
      text: 'ok',
    }));
    await whenSaid?.();
    return said;
  };
  const meet = async (turn: ChatTurn, by = dialogs) => by.meet(turn, await store.find(place));
  const opened = async (turn: ChatTurn, by = dialogs) => {
    const met = await meet(turn, by);
    if (met.kind !== 'open') throw new Error(`No dialog is open: ${JSON.stringify(met)}`);
    return met.open;
  };
  /** One whole turn: read, committed, said. */
  const answer = async (turn: ChatTurn, by = dialogs) => {
    const { commit } = await by.read(await opened(turn, by), turn);
    const said = await commit();
    await said?.whenSaid?.();
    return said?.text;
  };
  const stackIs = async (stack: StackedDialog[]) => {
    const known = await store.find(place);
    await store.write(place, { ...NOTHING_YET, stack, expiresAt: now + MINUTE_MS }, known);
  };
  return { deps, store, dialogs, instance, place, found, ask, done, time, meet, opened, answer, stackIs };
}

describe('a dialog', () => {
  it('is read by another instance, and ends once', async () => {
    const { ask, instance, opened, meet, done } = open();
    await ask();
    const turn = aTurn('3');
    const { commit } = await instance().read(await opened(turn, instance()), turn);
    expect(done).toEqual([]);
    await expect(commit()).resolves.toMatchObject({ text: '3 it is' });
    expect(done).toEqual(['3 apples']);
    await expect(meet(aTurn('4'))).resolves.toEqual({ kind: 'nothing', isAsked: false });
  });

  it('goes on with what it then knows', async () => {
    const { ask, answer, done } = open();
    await ask();
    await expect(answer(aTurn('twice'))).resolves.toBe('Pairs?');
    await answer(aTurn('2'));
    expect(done).toEqual(['2 pairs']);
  });

  it('does not take what is no answer, and stays as it is', async () => {
    const { ask, dialogs, found, opened } = open();
    await ask();
    const before = await found();
    const turn = aTurn('what?');
    const at = await opened(turn);
    const { taken } = await dialogs.read(at, turn);
    expect(taken.kind).toBe('no-answer');
    await expect(found()).resolves.toEqual(before);
    expect(dialogs.question(at, turn)?.text).toBe('How many apples?');
  });

  it.each([2, 8])('takes one of %i answers at the same moment', async (count) => {
    const { ask, instance, opened, done } = open();
    await ask();
    const at = await opened(aTurn(''));
    const commits = await Promise.all(
      Array.from({ length: count }, async (_, index) =>
        (await instance().read(at, aTurn(String(index)))).commit(),
      ),
    );
    expect(commits.filter(Boolean)).toHaveLength(1);
    expect(done).toHaveLength(1);
  });

  it('keeps the last of two questions at the same moment', async () => {
    const { ask, found } = open();
    await Promise.all([ask('apples'), ask('pears')]);
    const { stack } = await found();
    expect(stack).toHaveLength(1);
  });

  it('is over half an hour after its question', async () => {
    const { ask, meet } = open();
    await ask();
    const at = async (receivedAt: number) => (await meet(aTurn('3', { receivedAt }))).kind;
    expect(DIALOG_LIFETIME_MS).toBe(30 * MINUTE_MS);
    await expect(at(now + DIALOG_LIFETIME_MS - 1)).resolves.toBe('open');
    await expect(at(now + DIALOG_LIFETIME_MS)).resolves.toBe('nothing');
  });

  it('is open again when what it led to could not be done', async () => {
    const { instance, ask, opened, meet } = open();
    const finish = () => Promise.reject(new Error('storage is away'));
    const failing: ChatDialog = {
      ...aCounting('count', []),
      take: () => Promise.resolve({ kind: 'ends', isSure: true, finish }),
    };
    await ask();
    const turn = aTurn('3');
    const { commit } = await instance([failing]).read(await opened(turn), turn);
    await expect(commit()).rejects.toThrow('storage is away');
    await expect(meet(aTurn('3'))).resolves.toMatchObject({ kind: 'open' });
  });

  it('that a process took with it into its end is open for the same activity at once, and for others after the lease', async () => {
    const { ask, store, found, place, meet, time } = open();
    await ask();
    const died = aTurn('3');
    const read = await found();
    const taken = { by: died.activityKey, at: now };
    await store.write(place, { ...read, taken }, read);
    await expect(meet(died)).resolves.toMatchObject({ kind: 'open' });
    expect(time.now()).toBe(now);
    await expect(meet(aTurn('4'))).resolves.toMatchObject({ kind: 'open' });
    expect(time.now()).toBe(now + TURN_LEASE_MS);
  });

  it('that was answered is not answered by the same message again: what was said is said again', async () => {
    const { ask, answer, meet, done } = open();
    await ask();
    const turn = aTurn('3');
    await answer(turn);
    await expect(meet(turn)).resolves.toMatchObject({ kind: 'said', said: { text: '3 it is' } });
    expect(done).toEqual(['3 apples']);
  });

  it('that has just begun does not read the message that began it', async () => {
    const { dialogs, meet } = open();
    const turn = aTurn('5');
    await dialogs.begin({ dialog: 'count', state: { about: 'apples' } }, turn, () => ({ text: 'How many?' }));
    await expect(meet(turn)).resolves.toMatchObject({ kind: 'said', said: { text: 'How many?' } });
  });

  it('of a version of the app that is gone is not open', async () => {
    const { ask, instance, meet } = open();
    await ask('apples', 'other');
    await expect(meet(aTurn('3'), instance([aCounting('count', [])]))).resolves.toMatchObject({
      kind: 'nothing',
    });
  });

  it('that was put aside goes on, and repeats its question, when the one on top ends', async () => {
    const { dialogs, found, done, answer, opened, stackIs } = open();
    const stack = [
      { id: 'count', state: { about: 'apples' } },
      { id: 'other', state: { about: 'ships' } },
    ];
    await stackIs(stack);
    await expect(answer(aTurn('7'))).resolves.toBe('7 it is\nBack to my question.\nHow many apples?');
    expect(done).toEqual(['7 ships']);
    await expect(found()).resolves.toMatchObject({ stack: [{ ...stack[0], shownAt: now }] });
    await stackIs(stack);
    for (const left of ['Left.\nBack to my question.\nHow many apples?', 'Left.']) {
      const turn = aTurn('cancel');
      const said = await dialogs.drop(await opened(turn), turn, { text: 'Left.' });
      expect(said?.text).toBe(left);
      await said?.whenSaid?.();
    }
    await expect(found()).resolves.toMatchObject({ stack: [] });
  });
});

describe('the places of dialogs', () => {
  it('are one’s own in each conversation and thread, and lie together', () => {
    const address = { tenant: 'tenant', key: 'conversation|msteams|19:group' };
    const places = [
      aTurn(''),
      aTurn('', { person: BOB }),
      aTurn('', { address }),
      aTurn('', { address, thread: '1' }),
      aTurn('', { address, thread: '2' }),
    ].map(dialogPlaceOfTurn);
    expect(new Set(places).size).toBe(places.length);
    expect(places.filter((place) => place.startsWith(dialogsOf(ANA)))).toHaveLength(4);
  });

  it('are purged once they have expired, and no earlier', async () => {
    const { store, ask, found, place } = open();
    await ask();
    await expect(store.purge(now + DIALOG_LIFETIME_MS, 10)).resolves.toBe(0);
    await expect(found()).resolves.toBeDefined();
    await expect(store.purge(now + DIALOG_LIFETIME_MS + 1, 10)).resolves.toBe(1);
    await expect(store.find(place)).resolves.toBeUndefined();
  });

  it('of a person are all found, and of nobody else', async () => {
    const { store, dialogs } = open();
    const lookalike = { ...ANA, key: `${ANA.key}!` };
    for (const person of [ANA, BOB, lookalike])
      await dialogs.begin({ dialog: 'count', state: {} }, aTurn('', { person }), () => ({ text: '' }));
    const rows = [];
    for await (const { row } of store.rowsOf(dialogsOf(ANA))) rows.push(row);
    expect(rows).toEqual(['state']);
  });
});
