/** The only one that was held: said as it is, with a word that it waited. */
import type { Utterance } from '../../conversations/chatTurn';
import { timeText } from '../../conversations/timeText';
import { aboutOf } from '../sending/about';
import { notificationMessage } from '../sending/notificationMessage';
import { NOTIFICATION_TEXTS } from '../sending/notificationTexts';
import type { NotificationReader } from '../sending/reader';
import type { Open } from './sortHeld';

export function soleMessage(
  { held, notification, recipient }: Open,
  reader: NotificationReader,
  now: number,
): Utterance {
  const { language, locale, zone = 'UTC' } = reader;
  const minute = Math.floor(held.at / 60_000) * 60_000;
  const note = NOTIFICATION_TEXTS[language].heldSince(timeText(minute, { language, locale, zone }, now));
  return notificationMessage({
    notification,
    recipient,
    topics: aboutOf(notification, recipient).topics,
    reader,
    note,
  });
}
