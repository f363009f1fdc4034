import { createDraftDialog } from '../../../src/reminders/drafts/draftDialog';
import { dialogPlaceOfTurn } from '../../../src/dialogs/dialogPlace';
import { createDialogs } from '../../../src/dialogs/dialogs';
import { newReminderCommand } from '../../../src/reminders/commands/newReminderCommand';
import { createConversationStore } from '../../../src/conversations/conversationStore';
import { CONVERSATIONS_TABLE } from '../../../src/conversations/conversationRow';
import { createLastActions } from '../../../src/reminders/lastAction';
import { DEFAULT_LIMITS } from '../../../src/reminders/phrases/limits';
import { ownerOf, REMINDERS_TABLE } from '../../../src/reminders/reminderStore';
import { dialogsDeps } from '../../support/buildersDialogs';
import { ANA, aTurn, openReminders } from '../../support/buildersReminder';
import { openTestAccount } from '../../support/tables';

/** Ana and the dialog alone, with every step read by another instance. */
function open() {
  const account = openTestAccount();
  const { store, delivery } = openReminders(account);
  const draft = createDraftDialog({
    ...{ store, outbox: delivery.deps.outbox },
    limits: { ...DEFAULT_LIMITS, maxActive: 200 },
    actions: createLastActions(account.table(REMINDERS_TABLE)),
    conversations: createConversationStore(account.table(CONVERSATIONS_TABLE)),
  });
  const say = async (text: string) => {
    const turn = aTurn(text);
    const dialogs = createDialogs(dialogsDeps(account, [draft]));
    const now = await dialogs.meet(turn, await dialogs.find(dialogPlaceOfTurn(turn)));
    if (now.kind !== 'open') {
      const said = await newReminderCommand.answer(turn);
      if (!said || 'otherwise' in said || !said.asks) throw new Error(`“${text}” begins nothing`);
      const { asks, ...words } = said;
      const begun = await dialogs.begin(asks, turn, () => words);
      await begun.whenSaid?.();
      return begun.text;
    }
    const answer = await (await dialogs.read(now.open, turn)).commit();
    await answer?.whenSaid?.();
    return answer?.text;
  };
  return { say, store };
}

describe('a reminder that is set step by step', () => {
  it.each([
    ['en', ['new reminder', 'trip to London', 'on 20 March at 9']],
    ['es', ['nuevo recordatorio', 'viaje a Londres', 'el 20 de marzo a las 9']],
  ])('asks what, then when, and is set (%s)', async (_, said) => {
    const { say, store } = open();
    const [begin = '', what = '', when = ''] = said;
    await expect(say(begin)).resolves.toMatch(/What shall I remind you of\?|¿Qué te recuerdo\?/);
    await expect(say(what)).resolves.toMatch(/When shall I remind you of “trip|¿Cuándo te recuerdo «viaje/);
    await expect(say(when)).resolves.toMatch(/20 Mar 2026|20 mar 2026/);
    await expect(store.countAlive(ownerOf(ANA), 10)).resolves.toBe(1);
  });
});
