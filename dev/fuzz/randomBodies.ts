/** Random bodies: what is no JSON, truncated JSON, and JSON of every shape with names that the app's calls use. */
import { HOSTILE } from './hostile';

/** Names that some call reads, so that what is made at random gets beyond the first check. */
const NAMES = [
  ...[
    'to',
    'message',
    'text',
    'card',
    'template',
    'data',
    'actions',
    'id',
    'title',
    'topic',
    'why',
    'urgent',
  ],
  ...[
    'interruption',
    'sendAt',
    'expiresAt',
    'callbackUrl',
    'dedupeKey',
    'tenant',
    'user',
    'conversation',
    'team',
  ],
  ...[
    'channel',
    'thread',
    'audience',
    'everyone',
    'users',
    'groups',
    'teams',
    'progress',
    'type',
    'body',
    'policy',
  ],
  ...['__proto__', 'constructor', 'toString', '', 'a/b', '\u0000'],
];
const TEXTS = [
  'members',
  'new',
  'wait',
  'AdaptiveCard',
  '2026-03-11T10:00:00Z',
  'https://fuzz.invalid/',
  'ana@contoso.com',
  '${x}',
];
const MAX_DEPTH = 4;

const pick = <T>(items: readonly T[], random: () => number): T =>
  items[Math.floor(random() * items.length)] as T;

export function randomBody(random: () => number): Buffer {
  const chance = random();
  if (chance < 0.1)
    return Buffer.from(Array.from({ length: Math.floor(random() * 300) }, () => Math.floor(random() * 256)));
  const json = JSON.stringify(randomValue(random, 0)) ?? '';
  if (chance < 0.3) return Buffer.from(json.slice(0, Math.floor(random() * json.length)));
  if (chance < 0.35) return Buffer.from(`\ufeff${json}`, 'utf16le');
  return Buffer.from(json);
}

function randomValue(random: () => number, depth: number): unknown {
  const chance = random();
  if (depth < MAX_DEPTH && (depth === 0 || chance < 0.4)) {
    if (chance < 0.08)
      return Array.from({ length: Math.floor(random() * 5) }, () => randomValue(random, depth + 1));
    const names = Array.from({ length: 1 + Math.floor(random() * 5) }, () => pick(NAMES, random));
    return Object.fromEntries(names.map((name) => [name, randomValue(random, depth + 1)]));
  }
  if (chance < 0.6) return pick(TEXTS, random);
  return pick(HOSTILE, random)[1]();
}
