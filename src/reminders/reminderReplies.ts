/** How the bot answers a phrase: confirmed with its absolute time, asked about with its readings, or refused with what would work. */
import { commandButton } from '../conversations/cardButton';
import type { AdaptiveCard, Utterance } from '../conversations/chatTurn';
import { dateTimeText } from '../conversations/timeText';
import type { Ask, Once, Reject } from './phrases/reading';
import { type Reminder, shortIdOf } from './reminder';
import { REMINDER_TEXTS } from './reminderTexts';

/** The resolved time in the person's zone, the rule, the id, and Undo. */
export function confirmation(
  reminder: Reminder,
  rule: string | undefined,
  zone: string | undefined,
): Utterance {
  const { language, locale, text: message, schedule, dueAt } = reminder;
  const texts = REMINDER_TEXTS[language];
  const id = shortIdOf(reminder);
  const when = dateTimeText(dueAt, {
    language,
    locale,
    zone: schedule.tzid === 'UTC' ? (zone ?? 'UTC') : schedule.tzid,
  });
  const text = texts.confirmed({ message, when, id, ...(rule ? { rule } : {}) });
  return { text, card: cardOf(text, [commandButton(texts.undo.title, texts.undo.command(id))]) };
}

/** Why nothing was set, and each reading with its absolute time as something to press. */
export function asking(
  { reason, readings, message, language }: Ask,
  { locale, zone }: { locale: string | undefined; zone: string | undefined },
): Utterance {
  const texts = REMINDER_TEXTS[language];
  const once = readings.filter((reading): reading is Once => reading.kind === 'once');
  if (once.length === 0 || !message) return { text: `${texts.ask[reason]} ${texts.example}` };
  const choices = once.map((reading) => ({
    title: dateTimeText(reading.at, { language, locale, zone: reading.tzid }),
    command: exactPhrase(reading, message, zone),
  }));
  const text = [texts.ask[reason], texts.askReadings, ...choices.map(({ command }) => `– ${command}`)].join(
    '\n',
  );
  return {
    text,
    card: cardOf(
      [texts.ask[reason], texts.askReadings].join('\n'),
      choices.map(({ title, command }) => commandButton(title, command)),
    ),
  };
}

/** Why it cannot be, and a phrase that would work. */
export function rejection({ reason, suggestion, language }: Reject): Utterance {
  const texts = REMINDER_TEXTS[language];
  return { text: `${texts.reject[reason]} ${suggestion ? texts.suggestion(suggestion) : texts.example}` };
}

/** Names the zone where it is not the person's own, in which the phrase will be read. */
function exactPhrase({ wallStart, language, tzid }: Once, message: string, zone: string | undefined): string {
  const time = wallStart.slice(11, 16);
  return REMINDER_TEXTS[language].exactPhrase(
    wallStart.slice(0, 10),
    tzid === zone ? time : `${time} ${tzid}`,
    message,
  );
}

/** What people wrote stands in text runs, which are shown as they are, never as markup. */
function cardOf(text: string, actions: object[]): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.4',
    body: text
      .split('\n')
      .map((line) => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: line }] })),
    actions,
  };
}
