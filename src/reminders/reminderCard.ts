/** A reminder as a card and as text: what it says, when it comes, and what can be done with it as it is now. */
import { cardAction } from '../conversations/cardButton';
import type { Utterance } from '../conversations/chatTurn';
import { type CardLine, textCard } from '../conversations/textCard';
import { dateTimeText } from '../conversations/timeText';
import { describeSchedule } from './phrases/describeSchedule';
import { type Reminder, shortIdOf } from './reminder';
import { REMINDER_TEXTS, type ReminderTexts } from './reminderTexts';

export interface ReminderView {
  reminder: Reminder;
  /** Said above: what has just been done with it. */
  note?: string;
  /** Said below. */
  more?: string[];
}

/** The utterance for this view; on channels without cards its text says the same. */
export function reminderView({ reminder, note, more = [] }: ReminderView): Utterance {
  const texts = REMINDER_TEXTS[reminder.language];
  const lines: CardLine[] = [
    ...(note ? [{ text: note }] : []),
    { text: reminder.text, isTitle: true },
    { text: `${shortIdOf(reminder)} · ${stateText(reminder, texts)}`, isSubtle: true },
    ...more.map((text) => ({ text, isSubtle: true })),
  ];
  const text = [note, `${reminder.text} (${shortIdOf(reminder)}, ${stateText(reminder, texts)})`, ...more];
  return {
    text: text.filter(Boolean).join('\n'),
    card: textCard({ lines, actions: buttonsFor(reminder, texts) }),
  };
}

/** `every Monday at 09:00, next on Mon, 16 Mar 2026, 09:00 (Europe/Madrid)`, or the state where that says more. */
export function stateText(reminder: Reminder, texts: ReminderTexts): string {
  const { state, snoozed } = reminder;
  if (snoozed && state === 'scheduled') return texts.snoozedUntil(whenText(reminder, snoozed.dueAt));
  if (state === 'scheduled') return texts.nextAt(whenText(reminder), ruleText(reminder));
  return texts.states[state];
}

/** Its time (or another) in the zone in which it was set. */
export function whenText({ language, locale, schedule, dueAt }: Reminder, at: number = dueAt): string {
  return dateTimeText(at, { language, locale, zone: schedule.tzid });
}

/** The rule in words, if it has one. */
export function ruleText({
  schedule: { rrule, tzid, wallStart },
  language,
}: Pick<Reminder, 'schedule' | 'language'>): string | undefined {
  return rrule ? describeSchedule({ rrule, tzid, wallStart }, language) : undefined;
}

/** The buttons that make sense in its state. */
export function buttonsFor(reminder: Reminder, { buttons, say, phrases }: ReminderTexts): object[] {
  const id = shortIdOf(reminder);
  const isRecurring = reminder.schedule.rrule !== undefined;
  const snoozes = [
    cardAction(buttons.snooze10, say.snooze(id, phrases.tenMinutes)),
    cardAction(buttons.snooze60, say.snooze(id, phrases.oneHour)),
    cardAction(buttons.snoozeTomorrow, say.snooze(id, phrases.tomorrowNine)),
  ];
  switch (reminder.state) {
    case 'scheduled':
      return [
        cardAction(buttons.cancel, say.cancel(id)),
        cardAction(buttons.pause, say.pause(id)),
        ...(isRecurring ? [cardAction(buttons.skip, say.skip(id))] : []),
      ];
    case 'paused':
      return [cardAction(buttons.resume, say.resume(id)), cardAction(buttons.cancel, say.cancel(id))];
    case 'delivered':
      return [...snoozes, cardAction(buttons.done, say.done(id))];
    case 'done':
    case 'cancelled':
      return [cardAction(buttons.undo, say.undo(id))];
    case 'parked':
      return [cardAction(buttons.cancel, say.cancel(id))];
    case 'refused':
    case 'dead':
      return [];
  }
}

/** What can be done with one that has just come; a recurring one is still set for its next time. */
export function buttonsOnDelivery(reminder: Reminder, texts: ReminderTexts): object[] {
  return buttonsFor({ ...reminder, state: 'delivered' }, texts);
}
