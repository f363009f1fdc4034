/** Ids of notifications: letters and digits, in an order that puts the newest first. */
import { idFrom } from '../conversations/shortId';

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_LETTERS = 9;
const TIME_SPAN = 32 ** TIME_LETTERS;
const RANDOM_LETTERS = 15;
const ID = /^[0-9a-hjkmnp-tv-z]{24}$/;

/** @param random - differs each time. */
export function notificationId(atMs: number, random: string): string {
  let left = TIME_SPAN - 1 - Math.trunc(atMs);
  let time = '';
  for (let letter = 0; letter < TIME_LETTERS; letter += 1) {
    time = LETTERS.charAt(left % 32) + time;
    left = Math.floor(left / 32);
  }
  return time + idFrom(random).slice(0, RANDOM_LETTERS);
}

/** Whether this can be the id of a notification at all. */
export const isNotificationId = (text: string): boolean => ID.test(text);
