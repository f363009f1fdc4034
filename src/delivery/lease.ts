/** For how long a sender holds a due row. */
import { HOUR_MS, MINUTE_MS } from '../clock';

/** Longer than the connector's timeout: while it lasts nobody else sends this row. */
export const LEASE_MS = MINUTE_MS;

/** Nothing that a row says to be under way lasts this long. */
const LONGEST_MS = HOUR_MS;

/** Whether a lease, or a pointer that is out, holds until then (epoch ms); one that would for ever is none: an odd row says so. */
export const isHeldUntil = (until: number, now: number): boolean => until > now && until <= now + LONGEST_MS;
