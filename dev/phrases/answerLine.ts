/** Answers one line of the phrases tool: a phrase as JSON in, its reading as JSON out. */
import { z } from 'zod';
import { parsePhrase } from '../../src/reminders/phrases/parsePhrase';
import type { Once, Reading, Recurring } from '../../src/reminders/phrases/reading';
import { resolveZone } from '../../src/reminders/phrases/resolveZone';
import { isoOf } from './score';

const LINE = z.object({
  id: z.unknown().optional(),
  text: z.string(),
  now: z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'not a time'),
  zone: z.string().min(1).optional(),
  lang: z.string().optional(),
});

type Answer = Record<string, unknown>;

/** Never throws: what cannot be read is answered with `kind: "reject"` and the reason. */
export function answerLine(line: string): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return JSON.stringify({ kind: 'reject', reason: 'malformed-json' });
  }
  const id = idOf(parsed);
  const input = LINE.safeParse(parsed);
  if (!input.success) return JSON.stringify({ ...id, kind: 'reject', reason: malformed(input.error) });
  const { text, now, zone, lang } = input.data;
  const resolved = zone === undefined ? undefined : resolveZone(zone);
  if (zone !== undefined && !(resolved && 'zone' in resolved)) {
    return JSON.stringify({ ...id, kind: 'reject', reason: 'unknown-zone' });
  }
  const reading = parsePhrase(text, {
    now: Date.parse(now),
    ...(resolved && 'zone' in resolved && { zone: resolved.zone }),
    ...(lang !== undefined && { locale: lang }),
  });
  return JSON.stringify({ ...id, ...answerOf(reading, text) });
}

function answerOf(reading: Reading, text: string): Answer {
  switch (reading.kind) {
    case 'once':
    case 'recurring':
      return { ...scheduleOf(reading), message: reading.message };
    case 'ask': {
      const readings = reading.readings.map((each) => ({ ...scheduleOf(each), message: each.message }));
      return { kind: 'ask', reason: reading.reason, message: reading.message, readings };
    }
    case 'reject': {
      const { reason, message, suggestion } = reading;
      return { kind: 'reject', reason, message, ...(suggestion !== undefined && { suggestion }) };
    }
    case 'none':
      return { kind: 'ask', reason: 'missing-time', message: text.trim(), readings: [] };
  }
}

function scheduleOf(reading: Once | Recurring): Answer {
  if (reading.kind === 'once') return { kind: 'once', at: isoOf(reading.at), tzid: reading.tzid };
  const { rrule, tzid, next } = reading;
  return { kind: 'recurring', rrule, tzid, next3: next.map(isoOf) };
}

function idOf(parsed: unknown): Answer {
  return typeof parsed === 'object' && parsed !== null && 'id' in parsed ? { id: parsed.id } : {};
}

function malformed(error: z.ZodError): string {
  const [issue] = error.issues;
  return `malformed: ${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'unreadable'}`;
}
