/** Watches and what is seen of them, for tests. */
import { DAY_MS, MINUTE_MS } from '../../src/clock';
import type { OutboundOutcome } from '../../src/http/outbound';
import type { Observation } from '../../src/watches/observe';
import type { Condition, Findings, Value, Watch, Wishes } from '../../src/watches/watch';

/** Monday, 9 March 2026, 10:00 in Madrid. */
export const NOW = Date.UTC(2026, 2, 9, 9);
export const HOTEL_URL = 'https://hotel.example/vegas.json';

export const aValue = (text: string | number): Value => ({
  text: String(text),
  mark: String(text),
  ...(typeof text === 'number' ? { number: text } : {}),
});

interface Changes extends Partial<Omit<Watch, 'findings' | 'wishes'>> {
  findings?: Partial<Findings>;
  wishes?: Partial<Wishes>;
}

export function aWatch({ findings, wishes, ...changes }: Changes = {}): Watch {
  return {
    id: 'k7m2pabcdefghjkmnpqr',
    owner: { tenant: 'northwind', key: 'aad|sam' },
    target: { url: HOTEL_URL, pointer: '/price' },
    condition: { kind: 'drops', percent: 20 },
    intervalMs: 15 * MINUTE_MS,
    durationMs: 7 * DAY_MS,
    isPersonal: true,
    to: { tenant: 'northwind', key: 'conversation|msteams|sam' },
    language: 'en',
    locale: 'en-GB',
    zone: 'Europe/Madrid',
    createdAt: NOW,
    ...changes,
    findings: {
      checks: 1,
      checkedAt: NOW,
      nextCheckAt: NOW + 15 * MINUTE_MS,
      value: aValue(250),
      baseline: aValue(250),
      isSo: false,
      validators: {},
      failures: 0,
      isTold: false,
      ...findings,
    },
    wishes: { state: 'active', expiresAt: NOW + 7 * DAY_MS, snoozedUntil: 0, ...wishes },
  };
}

export const seen = (value: string | number, isSo?: boolean): Observation => ({
  kind: 'seen',
  value: aValue(value),
  validators: {},
  ...(isSo === undefined ? {} : { isSo }),
});

export const anAnswer = (body: string, headers: Record<string, string> = {}): OutboundOutcome => ({
  kind: 'ok',
  status: 200,
  headers,
  body,
  url: HOTEL_URL,
});

export const changes: Condition = { kind: 'changes' };
