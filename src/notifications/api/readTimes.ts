/** Reads when a notification is to go out, until when, and how long it may wait for a person who is busy. */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../clock';
import { type Interruption, INTERRUPTION_POLICIES } from '../../delivery/interruption';
import { Fields, isRecord } from './fields';
import { MAX_AHEAD_MS, MAX_HELD_MS, MAX_PAST_MS } from './limits';

const TIME =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const DURATION = /^(\d{1,6})\s*([smhd])$/;
const UNITS_MS: Readonly<Record<string, number>> = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };

/** Both in epoch ms, as far as they are given. */
export function readTimes(fields: Fields, now: number): { sendAt?: number; expiresAt?: number } {
  const sendAt = readTime(fields, 'sendAt', now);
  const expiresAt = readTime(fields, 'expiresAt', now);
  if (expiresAt !== undefined && expiresAt <= Math.max(now, sendAt ?? now))
    fields.problems.add(fields.pointerTo('expiresAt'), 'must be later than now and than sendAt');
  return { ...(sendAt === undefined ? {} : { sendAt }), ...(expiresAt === undefined ? {} : { expiresAt }) };
}

function readTime(fields: Fields, name: string, now: number): number | undefined {
  const value = fields.take(name);
  if (value === undefined) return undefined;
  const { problems } = fields;
  const pointer = fields.pointerTo(name);
  const at = typeof value === 'string' ? timeOf(value) : undefined;
  if (at === undefined)
    return problems.add(pointer, 'must be a time by RFC 3339, such as 2026-12-01T09:30:00+01:00');
  if (at < now - MAX_PAST_MS) return problems.add(pointer, 'must not be in the past');
  if (at > now + MAX_AHEAD_MS) return problems.add(pointer, 'must not be more than a year ahead');
  return at;
}

/** Epoch ms of a day that there is; undefined for anything else. */
function timeOf(text: string): number | undefined {
  const [, year, month, day] = TIME.exec(text) ?? [];
  if (!day) return undefined;
  const isDay = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
  const at = Date.parse(text.toUpperCase());
  return isDay && Number.isFinite(at) ? at : undefined;
}

/** A policy’s name, or `{policy, waitAtMost}`. */
export function readInterruption(fields: Fields): Interruption | undefined {
  const value = fields.take('interruption');
  if (value === undefined) return undefined;
  const pointer = fields.pointerTo('interruption');
  if (!isRecord(value)) {
    const policy = fields.word('interruption', INTERRUPTION_POLICIES);
    return policy && { policy };
  }
  const parts = new Fields(value, pointer, fields.problems);
  const policy = parts.word('policy', INTERRUPTION_POLICIES);
  const waitAtMostMs = readWait(parts);
  parts.refuseOthers();
  if (!parts.has('policy')) fields.problems.add(parts.pointerTo('policy'), 'is missing');
  if (waitAtMostMs !== undefined && policy !== undefined && policy !== 'wait')
    fields.problems.add(parts.pointerTo('waitAtMost'), 'goes with the policy “wait” alone');
  return policy && { policy, ...(waitAtMostMs === undefined ? {} : { waitAtMostMs }) };
}

function readWait(fields: Fields): number | undefined {
  const value = fields.take('waitAtMost');
  if (value === undefined) return undefined;
  const [, count = '', unit = ''] = typeof value === 'string' ? (DURATION.exec(value.trim()) ?? []) : [];
  const ms = Number(count) * (UNITS_MS[unit] ?? 0);
  if (ms > 0 && ms <= MAX_HELD_MS) return ms;
  return fields.problems.add(
    fields.pointerTo('waitAtMost'),
    'must be a duration up to 7d, such as 30s, 10m or 4h',
  );
}
