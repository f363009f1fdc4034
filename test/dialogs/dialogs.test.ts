import type { ChatTurn, Utterance } from '../../src/conversations/chatTurn';
import { MINUTE_MS, SECOND_MS } from '../../src/clock';
import type { ChatDialog, DialogState } from '../../src/dialogs/chatDialog';
import { dialogPlaceOfTurn, dialogsOf } from '../../src/dialogs/dialogPlace';
import { createDialogs, DIALOG_LIFETIME_MS } from '../../src/dialogs/dialogs';
import { createDialogStore, type DialogRow, DIALOGS_TABLE } from '../../src/dialogs/dialogStore';
import { ANA, aTurn, BOB } from '../support/buildersReminder';
import { WEDNESDAY_MORNING } from '../support/clock';
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
  const done: string[] = [];
  const store = createDialogStore(account.table<DialogRow>(DIALOGS_TABLE));
  const instance = () => createDialogs(store, [aCounting('count', done), aCounting('other', done)]);
  const dialogs = instance();
  const place = dialogPlaceOfTurn(aTurn(''));
  const found = async () => {
    const dialog = await store.find(place);
    if (!dialog) throw new Error('No dialog is kept.');
    return dialog;
  };
  const ask = (about = 'apples', dialog = 'count') =>
    dialogs.begin({ dialog, state: { about } }, aTurn('buy'), undefined);
  return { store, dialogs, instance, place, found, ask, done };
}

describe('a dialog', () => {
  it('is read by another instance, and ends once', async () => {
    const { ask, instance, found, store, place, done } = open();
    await ask();
    const { commit } = await instance().read(await found(), aTurn('3'));
    expect(done).toEqual([]);
    await expect(commit()).resolves.toEqual({ text: '3 it is' });
    expect(done).toEqual(['3 apples']);
    await expect(store.find(place)).resolves.toBeUndefined();
  });

  it('goes on with what it then knows', async () => {
    const { ask, dialogs, found, done } = open();
    await ask();
    await expect((await dialogs.read(await found(), aTurn('twice'))).commit()).resolves.toEqual({
      text: 'Pairs?',
    });
    await (await dialogs.read(await found(), aTurn('2'))).commit();
    expect(done).toEqual(['2 pairs']);
  });

  it('does not take what is no answer, and stays as it is', async () => {
    const { ask, dialogs, found } = open();
    await ask();
    const before = await found();
    const { taken } = await dialogs.read(before, aTurn('what?'));
    expect(taken.kind).toBe('no-answer');
    await expect(found()).resolves.toEqual(before);
    expect(dialogs.question(before, aTurn(''))?.text).toBe('How many apples?');
  });

  it.each([2, 8])('takes one of %i answers at the same moment', async (count) => {
    const { ask, instance, found, done } = open();
    await ask();
    const read = await found();
    const commits = await Promise.all(
      Array.from({ length: count }, async (_, index) =>
        (await instance().read(read, aTurn(String(index)))).commit(),
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
    const { ask, dialogs, found } = open();
    await ask();
    const dialog = await found();
    const at = (receivedAt: number) => dialogs.isOpen(dialog, aTurn('3', { receivedAt }));
    expect(DIALOG_LIFETIME_MS).toBe(30 * MINUTE_MS);
    expect(at(now + DIALOG_LIFETIME_MS - 1)).toBe(true);
    expect(at(now + DIALOG_LIFETIME_MS)).toBe(false);
  });

  it('is open again when what it led to could not be done', async () => {
    const { store, found, place } = open();
    const failing: ChatDialog = {
      ...aCounting('count', []),
      take: () =>
        Promise.resolve({
          kind: 'ends',
          isSure: true,
          finish: () => Promise.reject(new Error('storage is away')),
        }),
    };
    const dialogs = createDialogs(store, [failing]);
    await dialogs.begin({ dialog: 'count', state: {} }, aTurn('buy'));
    const { commit } = await dialogs.read(await found(), aTurn('3'));
    await expect(commit()).rejects.toThrow('storage is away');
    const after = await store.find(place);
    expect(dialogs.isOpen(after, aTurn('3'))).toBe(true);
  });

  it('that a process took with it into its end is open for the same activity, and for others after the lease', async () => {
    const { ask, dialogs, store, found, place } = open();
    await ask();
    const died = aTurn('3');
    await store.claim(await found(), died.activityKey, now);
    const taken = await store.find(place);
    expect(dialogs.isOpen(taken, died)).toBe(true);
    expect(dialogs.isOpen(taken, aTurn('4', { receivedAt: now + SECOND_MS }))).toBe(false);
    expect(dialogs.isOpen(taken, aTurn('4', { receivedAt: now + 14 * SECOND_MS }))).toBe(true);
  });

  it('of a version of the app that is gone is not open', async () => {
    const { ask, store, found } = open();
    await ask('apples', 'other');
    expect(createDialogs(store, [aCounting('count', [])]).isOpen(await found(), aTurn('3'))).toBe(false);
  });

  it('that was put aside goes on, and repeats its question, when the one on top ends', async () => {
    const { dialogs, store, place, found, done } = open();
    const stack = [
      { id: 'count', state: { about: 'apples' } },
      { id: 'other', state: { about: 'ships' } },
    ];
    await store.save(place, stack, now + MINUTE_MS);
    await (await dialogs.read(await found(), aTurn('7'))).commit();
    expect(done).toEqual(['7 ships']);
    await expect(found()).resolves.toMatchObject({ stack: [stack[0]] });
    await store.save(place, stack, now + MINUTE_MS, await found());
    await expect(dialogs.drop(await found(), aTurn(''))).resolves.toEqual({ text: 'How many apples?' });
    await expect(dialogs.drop(await found(), aTurn(''))).resolves.toBeUndefined();
    await expect(store.find(place)).resolves.toBeUndefined();
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
    const { store, ask, found } = open();
    await ask();
    await expect(store.purge(now + DIALOG_LIFETIME_MS, 10)).resolves.toBe(0);
    await expect(found()).resolves.toBeDefined();
    await expect(store.purge(now + DIALOG_LIFETIME_MS + 1, 10)).resolves.toBe(1);
  });

  it('of a person are all found, and of nobody else', async () => {
    const { store, dialogs } = open();
    const lookalike = { ...ANA, key: `${ANA.key}!` };
    for (const person of [ANA, BOB, lookalike])
      await dialogs.begin({ dialog: 'count', state: {} }, aTurn('', { person }));
    const rows = [];
    for await (const { row } of store.rowsOf(dialogsOf(ANA))) rows.push(row);
    expect(rows).toEqual(['state']);
  });
});
