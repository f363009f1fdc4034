/** What limits reminders: settings of the app, with their defaults. */
import type { PhraseLimits } from './phrases/reading';

export interface ReminderLimits extends PhraseLimits {
  /** Reminders of one person that can still come. */
  maxActive: number;
}
