/** What an operator can set about notifications, and what holds when nothing is set. */
import { DAY_MS } from '../clock';
import { numberOf, optionalText, wholeNumber } from '../settingFields';

export interface NotificationSettings {
  /** The tenant of calls that name none; without it the only tenant known. */
  homeTenant?: string;
  /** So many that are not urgent in an hour in one conversation; more become a digest. 0: no limit. */
  perHour: number;
  /** Signs callbacks. */
  callbackSecret?: string;
  /** How long a notification and its results are kept after it was to be sent. */
  keepMs: number;
}

/** The settings' schema, by their names. */
export const notificationSettingsShape = {
  HOME_TENANT_ID: optionalText.refine(
    (value) => value === undefined || /^[\w.:@-]{1,100}$/.test(value),
    'is not the id of a tenant',
  ),
  NOTIFICATIONS_PER_HOUR: wholeNumber(0, 1000),
  NOTIFICATION_CALLBACK_SECRET: optionalText.refine(
    (value) => value === undefined || value.length >= 24,
    'is shorter than 24 characters',
  ),
  NOTIFICATIONS_KEEP_DAYS: wholeNumber(1, 3650),
};

type Raw = { [K in keyof typeof notificationSettingsShape]?: string | undefined };

/** The settings of values that the schema has let through. */
export function notificationSettingsOf(raw: Raw = {}): NotificationSettings {
  const { HOME_TENANT_ID: homeTenant, NOTIFICATION_CALLBACK_SECRET: callbackSecret } = raw;
  return {
    perHour: numberOf(raw.NOTIFICATIONS_PER_HOUR, 6),
    keepMs: numberOf(raw.NOTIFICATIONS_KEEP_DAYS, 30) * DAY_MS,
    ...(homeTenant ? { homeTenant } : {}),
    ...(callbackSecret ? { callbackSecret } : {}),
  };
}
