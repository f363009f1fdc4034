/** `done` and `undo` alone: about the reminder that came last, and about what the person did last. */
import type { ChatCommand, ChatTurn, Utterance } from '../../conversations/chatTurn';
import { changeReminder, type Changed } from '../changeReminder';
import type { Reminder } from '../reminder';
import { cancel, done, restore } from '../reminderChanges';
import { ownerOf } from '../reminderStore';
import { REMINDER_TEXTS } from '../reminderTexts';
import { changeAndNote, type ChangeCommandsDeps, changedView, type ChangeName } from './changeCommands';
import { BARE_PATTERNS } from './changePatterns';
import { patternCommand, type Said } from './commandPattern';

export function createBareCommands(deps: ChangeCommandsDeps): ChatCommand[] {
  return [
    patternCommand('reminders.doneLast', BARE_PATTERNS.done, (turn, said) => doneLast(deps, turn, said)),
    patternCommand('reminders.undoLast', BARE_PATTERNS.undo, (turn, said) => undoLast(deps, turn, said)),
  ];
}

async function doneLast(deps: ChangeCommandsDeps, turn: ChatTurn, { language }: Said): Promise<Utterance> {
  const reminder = await deps.store.lastDelivered(ownerOf(turn.person));
  const result = reminder && (await changeAndNote(deps, turn, reminder, done));
  return view(result, language, 'done', REMINDER_TEXTS[language].nothingDone);
}

async function undoLast(deps: ChangeCommandsDeps, turn: ChatTurn, { language }: Said): Promise<Utterance> {
  const owner = ownerOf(turn.person);
  const last = await deps.actions.find(owner);
  const reminder = last && (await deps.store.find(last.reminderOwner, last.reminderId));
  const nothing = REMINDER_TEXTS[language].nothingToUndo;
  if (!last || !reminder || (last.action === 'set' && hasGoneOn(reminder))) return { text: nothing };
  const { action } = last;
  const decide = action === 'set' ? cancel : restore(deps.next, [action]);
  const result = await changeReminder(deps, reminder, decide, turn.receivedAt);
  if (result.outcome === 'changed') await deps.actions.forget(owner);
  return view(result, language, action === 'set' ? 'unset' : 'restored', nothing);
}

/** Since it was set it has come, or was snoozed or moved: whoever then says “undo” does not mean that it was set. */
const hasGoneOn = ({ version, deliveredAt, snoozed }: Reminder): boolean =>
  version > 1 || deliveredAt !== undefined || snoozed !== undefined;

function view(
  result: Changed | undefined,
  language: Said['language'],
  changed: ChangeName,
  nothing: string,
): Utterance {
  return !result || result.outcome === 'not-found'
    ? { text: nothing }
    : changedView(result, language, changed);
}
