/** How a reminder reads when it comes: its text, for whom in a group, and that it is late where it is. */
import type { Utterance } from '../conversations/chatTurn';
import { escapeXml, mentionOf } from '../conversations/mention';
import { timeText } from '../conversations/timeText';
import { MINUTE_MS } from '../clock';
import type { Reminder } from './reminder';
import { REMINDER_TEXTS } from './reminderTexts';

/** Later than this it says so. */
export const LATE_AFTER_MS = 5 * MINUTE_MS;

export function reminderUtterance(reminder: Reminder, now: number): Utterance {
  const texts = REMINDER_TEXTS[reminder.language];
  const said = [texts.due(reminder.text), ...lateness(reminder, now)].join('\n');
  if (reminder.kind === 'personal') return { text: said };
  const mention = mentionOf(reminder.sender);
  return { text: `${mention.text} ${escapeXml(said)}`, textFormat: 'xml', mentions: [mention.entity] };
}

function lateness({ dueAt, language, locale, schedule }: Reminder, now: number): string[] {
  if (now - dueAt <= LATE_AFTER_MS) return [];
  const reader = { language, locale, zone: schedule.tzid };
  return [REMINDER_TEXTS[language].late(timeText(dueAt, reader, now), timeText(now, reader, now))];
}
