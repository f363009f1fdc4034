/** What can be said about a reminder that is set or has come: cancel, pause, resume, skip, done, undo, snooze, edit. */
import type { ChatCommand, ChatTurn, Language, NotKnownHere, Utterance } from '../../conversations/chatTurn';
import { type Changed, changeReminder, type ChangeReminderDeps } from '../changeReminder';
import type { NextOccurrence } from '../nextOccurrence';
import { findOwnReminder } from '../ownReminder';
import { cancel, type Decide, done, pause, refuse, rename, restore, resume, skip } from '../reminderChanges';
import { reminderView } from '../reminderCard';
import type { ReminderLimits } from '../reminderLimits';
import { ownerOf, type StoredReminder } from '../reminderStore';
import { REMINDER_TEXTS, type ReminderTexts } from '../reminderTexts';
import { ID, patternCommand, type Said } from './commandPattern';

export interface ChangeCommandsDeps extends ChangeReminderDeps {
  next: NextOccurrence;
  limits: ReminderLimits;
}

type ChangeName = keyof ReminderTexts['changed'];

const PATTERNS = {
  cancel: {
    en: `(?:cancel|delete|remove|forget|refuse)(?: reminder| id)? ${ID}`,
    es: `(?:cancelar?|borrar?|elimina(?:r)?|quitar?|olvidar?|rechazar?)(?: el)?(?: recordatorio| id)? ${ID}`,
  },
  pause: { en: `pause(?: reminder)? ${ID}`, es: `pausar?(?: el)?(?: recordatorio)? ${ID}` },
  resume: {
    en: `(?:resume|unpause|continue)(?: reminder)? ${ID}`,
    es: `(?:reanudar?|continuar?)(?: el)?(?: recordatorio)? ${ID}`,
  },
  skip: { en: `skip(?: the next of| next)? ${ID}`, es: `saltar?(?:se)?(?: la pr[oó]xima de)? ${ID}` },
  done: { en: `(?:done|finished|complete)(?: with)? ${ID}`, es: `(?:hecho|listo|terminado) ${ID}` },
  undo: { en: `(?:undo|restore) ${ID}`, es: `(?:deshacer|restaurar) ${ID}` },
  rename: {
    en: `(?:edit|change) ${ID} (?:text|message)[: ]+(?<text>.+)`,
    es: `(?:editar?|cambiar?) ${ID} (?:texto|mensaje)[: ]+(?<text>.+)`,
  },
} as const satisfies Record<string, Record<Language, string>>;

/** Each finds the reminder among the person's own, decides, and answers with its card as it is then. */
export function createChangeCommands(deps: ChangeCommandsDeps): ChatCommand[] {
  const simple = (
    name: keyof typeof PATTERNS,
    changed: ChangeName,
    decideFor: (reminder: StoredReminder, turn: ChatTurn) => Decide,
  ): ChatCommand =>
    patternCommand(`reminders.${name}`, PATTERNS[name], (turn, said) =>
      changeById(deps, turn, said, changed, (reminder) => decideFor(reminder, turn)),
    );
  return [
    patternCommand('reminders.cancel', PATTERNS.cancel, (turn, said) => cancelOrRefuse(deps, turn, said)),
    simple('pause', 'paused', () => pause),
    simple('resume', 'resumed', () => resume(deps.next)),
    simple('skip', 'skipped', () => skip(deps.next)),
    simple('done', 'done', () => done),
    simple('undo', 'restored', () => restore(deps.next)),
    patternCommand('reminders.rename', PATTERNS.rename, (turn, said) =>
      changeById(deps, turn, said, 'renamed', () => rename(said.groups['text'] ?? '')),
    ),
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
  decide: (reminder: StoredReminder) => Decide,
): Promise<Utterance | NotKnownHere> {
  const reminder = await findOwnReminder(deps.store, turn.person, said.groups['id'] ?? '');
  return changeFound(deps, turn, said, reminder, changed, reminder ? decide(reminder) : cancel);
}

async function changeFound(
  deps: ChangeCommandsDeps,
  turn: ChatTurn,
  { language, groups }: Said,
  reminder: StoredReminder | undefined,
  changed: ChangeName,
  decide: Decide,
): Promise<Utterance | NotKnownHere> {
  const result: Changed = reminder
    ? await changeReminder(deps, reminder, decide, turn.receivedAt)
    : { outcome: 'not-found' };
  if (result.outcome === 'not-found')
    return { otherwise: { text: REMINDER_TEXTS[language].notFound(groups['id'] ?? '') } };
  return changedView(result, language, changed);
}

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
