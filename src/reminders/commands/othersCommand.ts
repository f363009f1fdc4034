/** Whether others may set reminders for a person: they say it once, and what others had set is refused too. */
import type { ChatCommand, ChatTurn, Utterance } from '../../conversations/chatTurn';
import type { ConversationStore } from '../../conversations/conversationStore';
import { changeReminder } from '../changeReminder';
import { isAlive } from '../reminder';
import { refuse } from '../reminderChanges';
import { ownerOf } from '../reminderStore';
import { REMINDER_TEXTS } from '../reminderTexts';
import type { ChangeCommandsDeps } from './changeCommands';
import { patternCommand, type Said } from './commandPattern';

const PATTERNS = {
  refuse: {
    en: '(?:no(?: more)? reminders? from (?:others|other people|anyone(?: else)?)|refuse (?:all )?reminders? from others)',
    es: '(?:sin|no (?:quiero|acepto)|rechazar?)(?: m[aá]s)?(?: los)? recordatorios de (?:otros|los dem[aá]s|nadie(?: m[aá]s)?)',
  },
  take: {
    en: '(?:(?:allow |accept )?reminders? from (?:others|other people|anyone)(?: (?:are|is) (?:fine|ok(?:ay)?|welcome))?)',
    es: '(?:(?:acepto|aceptar?|permito|permitir|quiero)(?: los)? recordatorios de (?:otros|los dem[aá]s)|(?:los )?recordatorios de (?:otros|los dem[aá]s) (?:est[aá]n bien|valen|me parecen bien|s[ií]))',
  },
} as const;

export interface OthersCommandDeps extends ChangeCommandsDeps {
  conversations: ConversationStore;
}

export function createOthersCommands(deps: OthersCommandDeps): ChatCommand[] {
  return [
    patternCommand('reminders.refuse-others', PATTERNS.refuse, (turn, said) =>
      refuseOthers(deps, turn, said),
    ),
    patternCommand('reminders.take-others', PATTERNS.take, async (turn, { language }) => {
      await keep(deps, turn, false);
      return { text: REMINDER_TEXTS[language].othersTaken };
    }),
  ];
}

async function refuseOthers(deps: OthersCommandDeps, turn: ChatTurn, { language }: Said): Promise<Utterance> {
  await keep(deps, turn, true);
  const assigned = (await deps.store.listAssigned(ownerOf(turn.person))).filter(isAlive);
  const results = await Promise.all(
    assigned.map((reminder) => changeReminder(deps, reminder, refuse, turn.receivedAt)),
  );
  const refused = results.filter(({ outcome }) => outcome === 'changed').length;
  return { text: REMINDER_TEXTS[language].othersRefused(refused) };
}

const keep = (
  { conversations }: OthersCommandDeps,
  { person: { tenant, key } }: ChatTurn,
  refusesOthers: boolean,
): Promise<void> => conversations.savePerson({ tenant, key, refusesOthers });
