/** How large each part of a call may be. */
import { DAY_MS, MINUTE_MS } from '../../clock';

/** The whole body, in bytes. */
export const MAX_BODY_BYTES = 256 * 1024;
/** Objects and lists within each other. */
export const MAX_DEPTH = 64;
export const MAX_TARGETS = 1000;
/** All targets as JSON, in bytes: they lie in one row with the message. */
export const MAX_TARGETS_BYTES = 96 * 1024;
/** One name of a target, in characters; ids of conversations are long. */
export const MAX_NAME = 512;
export const MAX_TENANT = 100;
/** What channels take as one message, in bytes of UTF-8. */
export const MAX_SAID_BYTES = 28 * 1024;
/** What goes with a message: how to stop it, and the frame. */
export const FRAME_BYTES = 1200;
/** What each button takes besides its title. */
export const ACTION_BYTES = 400;
export const MAX_ACTIONS = 6;
export const MAX_ACTION_TITLE = 80;
export const MAX_WHY = 300;
export const MAX_DEDUPE_KEY = 128;
/** How far back a time may lie: clocks differ. */
export const MAX_PAST_MS = MINUTE_MS;
export const MAX_AHEAD_MS = 366 * DAY_MS;
export const MAX_HELD_MS = 7 * DAY_MS;
