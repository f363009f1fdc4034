/** A person has changed their time zone: what recurs in the old one keeps its wall time in the new one, all else its moment. */
import type { ChatTurn, Language } from '../conversations/chatTurn';
import { dateTimeText } from '../conversations/timeText';
import { changeReminder, type ChangeReminderDeps } from './changeReminder';
import type { NextOccurrence } from './nextOccurrence';
import { isElapsedTime, ruleParts } from './recurrence/schedule';
import { type Reminder, shortIdOf } from './reminder';
import { relocate } from './reminderChanges';
import { ruleText, whenText } from './reminderCard';
import type { StoredReminder } from './reminderRow';
import { ownerOf } from './reminderStore';
import { REMINDER_TEXTS } from './reminderTexts';

export interface FollowZoneDeps extends ChangeReminderDeps {
  next: NextOccurrence;
}

/** Tells, in lines to be said, what moves and what does not; repeatable. */
export type FollowZone = (
  turn: ChatTurn,
  zones: { from: string; to: string },
  language: Language,
) => Promise<string[]>;

/** More lines than these nobody reads. */
const SHOWN = 15;

export function createFollowZone(deps: FollowZoneDeps): FollowZone {
  return async (turn, { from, to }, language) => {
    const owner = ownerOf(turn.person);
    const states = ['scheduled', 'paused', 'parked'] as const;
    const alive = (await Promise.all(states.map((state) => deps.store.list(owner, state)))).flat();
    const moved: Reminder[] = [];
    const kept: Reminder[] = [];
    for (const reminder of alive.sort((a, b) => a.dueAt - b.dueAt)) {
      const result = movesWith(reminder, from) ? await move(deps, reminder, to, turn.receivedAt) : undefined;
      if (result) moved.push(result);
      else kept.push(reminder);
    }
    return told(moved, kept, to, language);
  };
}

/** One that was set in another zone on purpose stays there; "every 3 hours" has no wall time. */
function movesWith({ schedule: { tzid, rrule } }: Reminder, from: string): boolean {
  return rrule !== undefined && tzid === from && !isElapsedTime(ruleParts(rrule));
}

async function move(
  deps: FollowZoneDeps,
  reminder: StoredReminder,
  to: string,
  now: number,
): Promise<Reminder | undefined> {
  const result = await changeReminder(deps, reminder, relocate(to, deps.next), now);
  return result.outcome === 'changed' ? result.reminder : undefined;
}

function told(
  moved: readonly Reminder[],
  kept: readonly Reminder[],
  zone: string,
  language: Language,
): string[] {
  const { data, zoneKept, zoneMoved } = REMINDER_TEXTS[language];
  const lines = (title: string, reminders: readonly Reminder[], lineOf: (reminder: Reminder) => string) => [
    ...(reminders.length > 0 ? [title] : []),
    ...reminders
      .slice(0, SHOWN)
      .map((reminder) => `• ${shortIdOf(reminder)} – ${lineOf(reminder)} – ${reminder.text}`),
    ...(reminders.length > SHOWN ? [data.more(reminders.length - SHOWN)] : []),
  ];
  return [
    ...lines(zoneMoved, moved, (reminder) => {
      const view = { ...reminder, language };
      return `${ruleText(view) ?? ''}, ${whenText(view)}`;
    }),
    ...lines(zoneKept, kept, ({ dueAt, locale }) => dateTimeText(dueAt, { language, locale, zone })),
  ];
}
