/** What limits reminders: settings of the app, and what holds when nothing is set. */
import { numberOf, wholeNumber } from '../settingFields';
import type { PhraseLimits } from './phrases/reading';

export interface ReminderLimits extends PhraseLimits {
  /** Reminders of one person that can still come. */
  maxActive: number;
}

/** The settings' schema, by their names. */
export const reminderLimitsShape = {
  REMINDERS_MAX_ACTIVE: wholeNumber(1, 10_000),
  REMINDERS_MAX_CHARACTERS: wholeNumber(20, 2000),
  REMINDERS_MAX_YEARS_AHEAD: wholeNumber(1, 20),
  REMINDERS_MIN_INTERVAL_MINUTES: wholeNumber(1, 1440),
};

type Raw = { [K in keyof typeof reminderLimitsShape]?: string | undefined };

/** The limits of values that the schema has let through. */
export function reminderLimitsOf(raw: Raw): ReminderLimits {
  return {
    maxActive: numberOf(raw.REMINDERS_MAX_ACTIVE, 200),
    maxCharacters: numberOf(raw.REMINDERS_MAX_CHARACTERS, 500),
    maxYearsAhead: numberOf(raw.REMINDERS_MAX_YEARS_AHEAD, 5),
    minIntervalMinutes: numberOf(raw.REMINDERS_MIN_INTERVAL_MINUTES, 5),
  };
}
