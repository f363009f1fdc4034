/** How the bot answers a phrase: confirmed with its absolute time, asked about with its readings, or refused with what would work. */
import { cardAction } from '../conversations/cardButton';
import type { Utterance } from '../conversations/chatTurn';
import { escapeXml, mentionOf } from '../conversations/mention';
import { textCard } from '../conversations/textCard';
import type { PhraseLimits, Reject } from './phrases/reading';
import { type Reminder, shortIdOf } from './reminder';
import { ruleText, whenText } from './reminderCard';
import { REMINDER_TEXTS } from './reminderTexts';

/** The resolved time in the zone it was set in, the rule, for whom, the id, and Undo. */
export function confirmation(reminder: Reminder): Utterance {
  const confirmed = confirmationFor(reminder);
  const { audience, askedBy, language } = reminder;
  if (!audience || !askedBy) return confirmed;
  const telling = REMINDER_TEXTS[language].toldAbout(askedBy.name, whenText(reminder));
  return withTelling(confirmed, reminder, mentionOf(audience), telling);
}

/** Whom it is for learns who asked, in the same message, and can refuse this one or all. */
function withTelling(
  confirmed: Utterance,
  reminder: Reminder,
  mention: ReturnType<typeof mentionOf>,
  telling: string,
): Utterance {
  const { buttons, say } = REMINDER_TEXTS[reminder.language];
  const id = shortIdOf(reminder);
  const lines = [telling, ...confirmed.text.split('\n')].map((text) => ({
    text,
    isTitle: text === reminder.text,
  }));
  const actions = [
    cardAction(buttons.refuse, say.refuse(id)),
    cardAction(buttons.refuseAll, say.refuseAll),
    cardAction(buttons.undo, say.cancel(id)),
  ];
  const text = `${mention.text} ${escapeXml([telling, confirmed.text].join('\n'))}`;
  const card = textCard({ mention, lines, actions });
  return { text, textFormat: 'xml', mentions: [mention.entity], card };
}

function confirmationFor(reminder: Reminder): Utterance {
  const { language, schedule, audience, askedBy, kind } = reminder;
  const texts = REMINDER_TEXTS[language];
  const id = shortIdOf(reminder);
  const lines = [
    texts.confirmed(whenText(reminder), ruleText(reminder), schedule.tzid),
    reminder.text,
    ...(askedBy && audience ? [texts.confirmedFor(audience.name)] : []),
    ...(!audience && kind !== 'personal' ? [texts.confirmedHere] : []),
    texts.idLine(id),
  ];
  return {
    text: lines.join('\n'),
    card: textCard({
      lines: lines.map((text) => ({
        text,
        isTitle: text === reminder.text,
        isSubtle: text === texts.idLine(id),
      })),
      actions: [cardAction(texts.buttons.undo, texts.say.cancel(id))],
    }),
  };
}

/** Why it cannot be, and a phrase that would work. */
export function rejection({ reason, suggestion, language }: Reject, limits: PhraseLimits): Utterance {
  const texts = REMINDER_TEXTS[language];
  return {
    text: `${texts.reject[reason](limits)} ${suggestion ? texts.suggestion(suggestion) : texts.example}`,
  };
}
