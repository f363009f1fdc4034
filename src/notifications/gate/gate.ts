/** Decides whether a notification may be said to somebody now: their opt-outs, mutes, quiet hours, and how much came lately. */
import { digest } from '../../azure/tableKey';
import { HOUR_MS, MINUTE_MS } from '../../clock';
import type { Choices, Inbox } from './inbox';
import { quietUntil } from './quietHours';

/** What comes to the gate. */
export interface Arrival {
  /** The notification's id. */
  id: string;
  /** What it is about, as topics are kept. */
  topics: readonly string[];
  /** The topic that it comes by: whoever does not follow that gets nothing. */
  followed?: string;
  urgent: boolean;
  dedupeKey?: string;
}

export interface GateLimits {
  /** So many that are not urgent in an hour in one conversation; 0: no limit. */
  perHour: number;
  /** How long a `dedupeKey` stands for the first that brought it. */
  dedupeMs: number;
}

export interface Moment {
  now: number;
  /** The person's zone, where it is known. */
  zone?: string;
}

/** `reason` begins with a code that never changes. */
export type Verdict =
  { gate: 'open' } | { gate: 'closed'; reason: string } | { gate: 'held'; until: number; reason: string };

/** A digest that is late by more than this is not waited for. */
const DIGEST_GRACE_MS = 10 * MINUTE_MS;
const MAX_SEEN = 50;

/** The verdict, and the inbox as it then is; the same inbox where nothing is to be noted. A repeat gives the same. */
export function judge(
  inbox: Inbox,
  arrival: Arrival,
  moment: Moment,
  limits: GateLimits,
): { verdict: Verdict; becomes: Inbox } {
  const optOut = optOutReason(inbox, arrival);
  if (optOut) return { verdict: { gate: 'closed', reason: optOut }, becomes: inbox };
  const fresh = withoutOld(inbox, moment.now, limits);
  const key = arrival.dedupeKey === undefined ? undefined : digest(arrival.dedupeKey);
  const same = fresh.seen.find((seen) => seen.key === key && seen.id !== arrival.id);
  if (same)
    return { verdict: { gate: 'closed', reason: `collapsed: the same as ${same.id}` }, becomes: inbox };
  const { verdict, becomes } = admit(fresh, arrival, moment, limits);
  const isSeen = key === undefined || fresh.seen.some(({ id }) => id === arrival.id);
  if (!isSeen) return { verdict, becomes: noted(becomes, key, arrival.id, moment.now) };
  return { verdict, becomes: becomes === fresh ? inbox : becomes };
}

/** Why they want nothing of this, whether it is urgent or not; undefined where they do. */
export function optOutReason(
  choices: Choices,
  { topics, followed }: Pick<Arrival, 'topics' | 'followed'>,
): string | undefined {
  if (choices.stoppedAt !== undefined) return 'opted-out: wants no notifications';
  const left = topics.find((topic) => choices.topics[topic]?.follows === false);
  if (left !== undefined) return `opted-out: unfollowed ${left}`;
  if (followed !== undefined && !choices.topics[followed]?.follows)
    return `opted-out: does not follow ${followed}`;
  return undefined;
}

/** Until when all that is not urgent waits, by what they chose; undefined where nothing does. */
export function wholeHold(
  { mutedUntil, quiet }: Choices,
  { now, zone }: Moment,
): { until: number; reason: string } | undefined {
  const quietEnd = quiet && quietUntil(quiet, zone ?? quiet.zone, now);
  if (mutedUntil !== undefined && mutedUntil > Math.max(now, quietEnd ?? 0)) return held('muted', mutedUntil);
  return quietEnd === undefined ? undefined : held('quiet-hours', quietEnd);
}

/** Until when these topics are muted; undefined where none is. */
export function topicHold(
  { topics }: Choices,
  about: readonly string[],
  now: number,
): { until: number; reason: string } | undefined {
  const until = Math.max(0, ...about.map((topic) => topics[topic]?.mutedUntil ?? 0));
  return until > now ? held('muted', until) : undefined;
}

const held = (code: string, until: number) => ({
  until,
  reason: `${code}: until ${new Date(until).toISOString()}`,
});

function admit(
  inbox: Inbox,
  arrival: Arrival,
  moment: Moment,
  limits: GateLimits,
): { verdict: Verdict; becomes: Inbox } {
  const { now } = moment;
  if (arrival.urgent) return { verdict: { gate: 'open' }, becomes: inbox };
  const whole = wholeHold(inbox, moment);
  const topic = topicHold(inbox, arrival.topics, now);
  if (topic && topic.until > (whole?.until ?? 0))
    return { verdict: { gate: 'held', ...topic }, becomes: inbox };
  if (whole) return { verdict: { gate: 'held', ...whole }, becomes: waiting(inbox, whole.until) };
  return count(inbox, arrival.id, now, limits);
}

/** Counts it against what may come in an hour. What waits for a digest goes first. */
export function count(
  inbox: Inbox,
  id: string,
  now: number,
  { perHour }: GateLimits,
): { verdict: Verdict; becomes: Inbox } {
  if (perHour === 0 || inbox.sends.some((send) => send.id === id))
    return { verdict: { gate: 'open' }, becomes: inbox };
  const { digestAt } = inbox;
  const isDigestDue = digestAt !== undefined && digestAt > now - DIGEST_GRACE_MS;
  const room = roomAt(inbox, now, perHour);
  if (!isDigestDue && room <= now)
    return { verdict: { gate: 'open' }, becomes: { ...inbox, sends: [...inbox.sends, { id, at: now }] } };
  const until = isDigestDue ? Math.max(digestAt, now) : room;
  const reason = `too-many: more than ${perHour} in an hour`;
  return { verdict: { gate: 'held', until, reason }, becomes: waiting(inbox, until) };
}

/** When one more may come, epoch ms. */
export function roomAt({ sends }: Pick<Inbox, 'sends'>, now: number, perHour: number): number {
  const counted = sends
    .filter(({ at }) => at > now - HOUR_MS)
    .map(({ at }) => at)
    .sort((a, b) => a - b);
  const oldest = counted[counted.length - perHour];
  return perHour === 0 || oldest === undefined ? now : oldest + HOUR_MS;
}

const waiting = (inbox: Inbox, until: number): Inbox =>
  inbox.digestAt === until ? inbox : { ...inbox, digestAt: until };

function noted(inbox: Inbox, key: string, id: string, at: number): Inbox {
  return { ...inbox, seen: [...inbox.seen, { key, id, at }].slice(-MAX_SEEN) };
}

/** Without what is too old to count; the same inbox where nothing is. */
function withoutOld(inbox: Inbox, now: number, { dedupeMs }: GateLimits): Inbox {
  return {
    ...inbox,
    sends: inbox.sends.filter(({ at }) => at > now - HOUR_MS),
    seen: inbox.seen.filter(({ at }) => at > now - dedupeMs),
  };
}
