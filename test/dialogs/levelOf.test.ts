import type { ChatTurn } from '../../src/conversations/chatTurn';
import type { ChatDialog } from '../../src/dialogs/chatDialog';
import { createDialogs } from '../../src/dialogs/dialogs';
import { dialogPlaceOfTurn } from '../../src/dialogs/dialogPlace';
import { createDialogStore, DIALOGS_TABLE, type StackedDialog } from '../../src/dialogs/dialogStore';
import { arrived, levelOf, putNow } from '../../src/dialogs/placeRules';
import { NOTHING_YET } from '../../src/dialogs/dialogRow';
import { dialogsDeps } from '../support/buildersDialogs';
import { aTurn } from '../support/buildersReminder';
import { openTestAccount, Operations } from '../support/tables';

const dialog = (since: number, shownAt = since): StackedDialog => ({ id: 'd', state: {}, since, shownAt });
const saidAt = (at: number): ChatTurn => ({ ...aTurn('yes'), receivedAt: at, saidAt: at });

describe('which dialog a message is meant for', () => {
  it.each([
    ['the one on top', [dialog(10), dialog(20)], 30, 2],
    ['the one below, said before the other came', [dialog(10), dialog(20)], 15, 1],
    ['none that came later', [dialog(10), dialog(20)], 5, 0],
    ['none, where the question has been followed by another of the same dialog', [dialog(10, 20)], 15, 0],
    ['none below a dialog that has asked again since', [dialog(10), dialog(20, 30)], 25, 0],
    ['the one below, whatever those above have asked since', [dialog(10), dialog(20, 30)], 15, 1],
    [
      'by when it was shown, where an earlier version kept no more',
      [{ id: 'd', state: {}, shownAt: 10 }],
      15,
      1,
    ],
  ])('is %s', (_which, stack, at, level) => {
    expect(levelOf(stack, saidAt(at), [])).toBe(level);
  });

  it('is none that is uncovered after it was said', () => {
    expect(levelOf(putNow([dialog(10)], 30), saidAt(25), [])).toBe(0);
    expect(levelOf(putNow([dialog(10)], 30), saidAt(30), [])).toBe(1);
  });

  it('is none that took the place of another in that very moment', () => {
    expect(levelOf([dialog(10)], saidAt(10), [])).toBe(1);
    expect(levelOf([{ ...dialog(10), isInstead: true }], saidAt(10), [])).toBe(0);
    expect(levelOf([{ ...dialog(10), isInstead: true }], saidAt(11), [])).toBe(1);
    expect(levelOf([dialog(5), { ...dialog(10), isInstead: true }], saidAt(10), [])).toBe(0);
    expect(levelOf([dialog(5), { ...dialog(10), isInstead: true }], saidAt(9), [])).toBe(1);
  });

  it('is kept apart from a question that the person began anew: the row says so', async () => {
    const ask: ChatDialog = {
      name: 'd',
      question: () => ({ text: '?' }),
      take: () => Promise.resolve({ kind: 'no-answer' }),
    };
    const deps = dialogsDeps(openTestAccount(), [ask]);
    const dialogs = createDialogs(deps);
    const [first, second] = [aTurn('d'), { ...aTurn('d'), activityKey: 'second' }];
    const stackAfter = async (turn: ChatTurn): Promise<readonly StackedDialog[] | undefined> => {
      const said = await dialogs.begin({ dialog: 'd', state: {} }, turn, () => ({ text: '?' }));
      await said.whenSaid?.();
      return (await deps.store.find(dialogPlaceOfTurn(turn)))?.stack;
    };
    await expect(stackAfter(first)).resolves.toEqual([expect.not.objectContaining({ isInstead: true })]);
    await expect(stackAfter(second)).resolves.toEqual([expect.objectContaining({ isInstead: true })]);
  });

  it('is not answered as it was before something came in between', () => {
    const change = { kind: 'push' as const, id: 'q', state: {} };
    const before = { ...NOTHING_YET, answered: { by: 'a', said: { text: 'When?' } } };
    expect(arrived(before, { delivery: 'n', since: 5, change }, 9)).not.toHaveProperty('answered');
  });
});

describe('the storage operations of a turn', () => {
  const asking: ChatDialog = {
    name: 'd',
    question: () => ({ text: 'More?' }),
    take: (state, { text }) => {
      const utterance = { text: 'More?' };
      if (text === 'more') return Promise.resolve({ kind: 'asks', state, utterance, isSure: true });
      return Promise.resolve({ kind: 'ends', finish: () => Promise.resolve({ text: 'ok' }), isSure: true });
    },
  };

  it('are three where a dialog begins, two for each step and for its end, one where it is left', async () => {
    const operations = new Operations();
    const account = openTestAccount();
    const deps = dialogsDeps(account, [asking]);
    const store = createDialogStore(operations.watch(account.table(DIALOGS_TABLE), 'Dialogs'));
    const dialogs = createDialogs({ ...deps, store });
    const place = dialogPlaceOfTurn(aTurn(''));
    const begin = async (): Promise<void> =>
      (await dialogs.begin({ dialog: 'd', state: {} }, aTurn('d'), () => ({ text: '?' }))).whenSaid?.();
    const open = async (turn: ChatTurn) => {
      const met = await dialogs.meet(turn, await deps.store.find(place));
      if (met.kind !== 'open') throw new Error(`No dialog is open: ${met.kind}`);
      return met.open;
    };
    const answer = async (text: string): Promise<void> => {
      const turn = aTurn(text);
      const said = await (await dialogs.read(await open(turn), turn)).commit();
      await said?.whenSaid?.();
    };
    const leave = async (): Promise<void> => {
      const turn = aTurn('cancel');
      await (await dialogs.drop(await open(turn), turn, { text: 'left' }))?.whenSaid?.();
    };
    const counted = async (work: () => Promise<void>): Promise<string[]> => {
      operations.restart();
      await work();
      return [...operations.names];
    };
    await expect(counted(begin)).resolves.toEqual(['Dialogs.get', 'Dialogs.create', 'Dialogs.merge']);
    await expect(counted(() => answer('more'))).resolves.toEqual(['Dialogs.merge', 'Dialogs.merge']);
    await expect(counted(() => answer('enough'))).resolves.toEqual(['Dialogs.merge', 'Dialogs.merge']);
    await counted(begin);
    await expect(counted(leave)).resolves.toEqual(['Dialogs.merge']);
  });
});
