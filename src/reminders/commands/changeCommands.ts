/** What can be said about one reminder by its id: cancel, pause, resume, skip, done, undo, other words. */
import type { ChatCommand, ChatTurn, Language, NotKnownHere, Utterance } from '../../conversations/chatTurn';
import { type Changed, changeReminder, type ChangeReminderDeps } from '../changeReminder';
import { type Action, keepLastAction, type LastActions } from '../lastAction';
import type { NextOccurrence } from '../nextOccurrence';
import { findOwnReminder } from '../ownReminder';
import { cancel, type Decide, done, pause, refuse, rename, restore, resume, skip } from '../reminderChanges';
import { reminderView } from '../reminderCard';
import type { ReminderLimits } from '../reminderLimits';
import type { StoredReminder } from '../reminderRow';
import { ownerOf } from '../reminderStore';
import { REMINDER_TEXTS, type ReminderTexts } from '../reminderTexts';
import { CHANGE_PATTERNS as PATTERNS } from './changePatterns';
import { patternCommand, type Said } from './commandPattern';

export interface ChangeCommandsDeps extends ChangeReminderDeps {
  next: NextOccurrence;
  limits: ReminderLimits;
  actions: LastActions;
}

export type ChangeName = keyof ReminderTexts['changed'];

/** Each finds the reminder among the person's own, decides, and answers with its card as it is then. */
export function createChangeCommands(deps: ChangeCommandsDeps): ChatCommand[] {
  const simple = (
    name: Exclude<keyof typeof PATTERNS, 'rename'>,
    changed: ChangeName,
    decideFor: (reminder: StoredReminder, isOwn: boolean) => Decide,
  ): ChatCommand =>
    patternCommand(`reminders.${name}`, PATTERNS[name], (turn, said) =>
      changeById(deps, turn, said, changed, decideFor),
    );
  return [
    patternCommand('reminders.cancel', PATTERNS.cancel, (turn, said) => cancelOrRefuse(deps, turn, said)),
    simple('pause', 'paused', () => pause),
    simple('resume', 'resumed', () => resume(deps.next)),
    simple('skip', 'skipped', () => skip(deps.next)),
    simple('done', 'done', () => done),
    simple('undo', 'restored', (_, isOwn) =>
      restore(deps.next, isOwn ? ['cancelled', 'done'] : ['refused', 'done']),
    ),
    patternCommand('reminders.rename', PATTERNS.rename, (turn, said) => renameOne(deps, turn, said)),
  ];
}

/** What is for somebody, but was set by another, they refuse instead of cancelling it. */
async function cancelOrRefuse(
  deps: ChangeCommandsDeps,
  turn: ChatTurn,
  said: Said,
): Promise<Utterance | NotKnownHere> {
  const reminder = await findOwnReminder(deps.store, turn.person, said.groups['id'] ?? '');
  const isOwn = reminder?.owner === ownerOf(turn.person);
  return changeFound(deps, turn, said, reminder, isOwn ? 'cancelled' : 'refused', isOwn ? cancel : refuse);
}

async function changeById(
  deps: ChangeCommandsDeps,
  turn: ChatTurn,
  said: Said,
  changed: ChangeName,
  decideFor: (reminder: StoredReminder, isOwn: boolean) => Decide,
): Promise<Utterance | NotKnownHere> {
  const reminder = await findOwnReminder(deps.store, turn.person, said.groups['id'] ?? '');
  const decide = reminder ? decideFor(reminder, reminder.owner === ownerOf(turn.person)) : cancel;
  return changeFound(deps, turn, said, reminder, changed, decide);
}

/** Its words stay those of who asked for it. */
function renameOne(deps: ChangeCommandsDeps, turn: ChatTurn, said: Said): Promise<Utterance | NotKnownHere> {
  const text = (said.groups['text'] ?? '').trim();
  if (text.length > deps.limits.maxCharacters)
    return Promise.resolve({ text: REMINDER_TEXTS[said.language].reject['too-long'](deps.limits) });
  return changeById(deps, turn, said, 'renamed', (_, isOwn) => (isOwn ? rename(text) : notYours));
}

/** Somebody else set it. */
export const notYours: Decide = () => ({ possible: false, why: 'not-yours' });

async function changeFound(
  deps: ChangeCommandsDeps,
  turn: ChatTurn,
  { language, groups }: Said,
  reminder: StoredReminder | undefined,
  changed: ChangeName,
  decide: Decide,
): Promise<Utterance | NotKnownHere> {
  const result = reminder ? await changeAndNote(deps, turn, reminder, decide) : undefined;
  if (!result || result.outcome === 'not-found')
    return { otherwise: { text: REMINDER_TEXTS[language].notFound(groups['id'] ?? '') } };
  return changedView(result, language, changed);
}

/** Changes it, and keeps what can be taken back by `undo` alone. */
export async function changeAndNote(
  deps: ChangeCommandsDeps,
  turn: ChatTurn,
  reminder: StoredReminder,
  decide: Decide,
): Promise<Changed> {
  const result = await changeReminder(deps, reminder, decide, turn.receivedAt);
  if (result.outcome === 'changed' && isEnd(result.reminder.state))
    await keepLastAction(deps.actions, turn, reminder, result.reminder.state);
  return result;
}

const isEnd = (state: string): state is Action =>
  state === 'cancelled' || state === 'refused' || state === 'done';

/** The reminder as it is now, with what was done or why nothing was. */
export function changedView(
  result: Exclude<Changed, { outcome: 'not-found' }>,
  language: Language,
  changed: ChangeName,
): Utterance {
  const texts = REMINDER_TEXTS[language];
  const note = result.outcome === 'changed' ? texts.changed[changed] : texts.notPossible[result.why];
  return reminderView({ reminder: { ...result.reminder, language }, note });
}
