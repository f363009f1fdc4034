/** How a reminder reads when it comes: its text, for whom in a group, that it is late where it is, and what can be done. */
import type { Utterance } from '../conversations/chatTurn';
import { escapeXml, mentionOf } from '../conversations/mention';
import { textCard } from '../conversations/textCard';
import { timeText } from '../conversations/timeText';
import { MINUTE_MS } from '../clock';
import type { Reminder } from './reminder';
import { buttonsOnDelivery } from './reminderCard';
import { REMINDER_TEXTS } from './reminderTexts';

/** Later than this it says so. */
export const LATE_AFTER_MS = 5 * MINUTE_MS;

/** @param dueAt - the occurrence that comes now, epoch ms. */
export function reminderUtterance(reminder: Reminder, dueAt: number, now: number): Utterance {
  const texts = REMINDER_TEXTS[reminder.language];
  const notes = [
    ...lateness(reminder, dueAt, now),
    ...(reminder.askedBy ? [texts.askedBy(reminder.askedBy.name)] : []),
  ];
  const mention =
    reminder.kind !== 'personal' && reminder.audience ? mentionOf(reminder.audience) : undefined;
  const lines = [
    { text: texts.due(reminder.text), isTitle: true },
    ...notes.map((text) => ({ text, isSubtle: true })),
  ];
  const said = lines.map(({ text }) => text).join('\n');
  const card = textCard({ mention, lines, actions: buttonsOnDelivery(reminder, texts) });
  if (!mention) return { text: said, card };
  return { text: `${mention.text} ${escapeXml(said)}`, textFormat: 'xml', mentions: [mention.entity], card };
}

function lateness({ language, locale, schedule }: Reminder, dueAt: number, now: number): string[] {
  if (now - dueAt <= LATE_AFTER_MS) return [];
  const reader = { language, locale, zone: schedule.tzid };
  return [REMINDER_TEXTS[language].late(timeText(dueAt, reader, now), timeText(now, reader, now))];
}
