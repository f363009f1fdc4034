/** Random bodies: what is no JSON, truncated JSON, and JSON of every shape with names that the app's calls use. */
import { HOSTILE } from './hostile';
import { changed, partsOf } from './parts';

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

/** As callers send them; nobody is reached by them. */
const WELL_MADE: readonly object[] = [
  {
    to: [{ user: 'nobody@contoso.com' }, { conversation: 'a:nobody' }, { team: 't', audience: 'members' }],
    message: {
      text: { en: 'Build failed', es: 'Ha fallado' },
      card: { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'x' }] },
    },
    actions: [{ id: 'yes', title: 'Yes' }],
    ...{ topic: 'deployments', why: 'A build failed', urgent: true, dedupeKey: 'build-7' },
    interruption: { policy: 'wait', maxWait: 'PT5M' },
    ...{ sendAt: '2030-01-01T00:00:00Z', expiresAt: '2030-01-02T00:00:00Z' },
    callbackUrl: 'https://fuzz.invalid/',
  },
  { to: { topic: 'deployments' }, message: { template: 'Build ${number}', data: { number: 7 } } },
  { title: 'Deployments', description: 'Each release.', interruption: { policy: 'wait' } },
  { text: '42', card: { type: 'AdaptiveCard', body: [] } },
  { progress: 'Looking it up' },
  { users: ['ana@contoso.com'], groups: ['00000000-0000-4000-8000-000000000001'], teams: [] },
];

const pick = <T>(items: readonly T[], random: () => number): T =>
  items[Math.floor(random() * items.length)] as T;

export function randomBody(random: () => number): Buffer {
  const chance = random();
  if (chance < 0.1)
    return Buffer.from(Array.from({ length: Math.floor(random() * 300) }, () => Math.floor(random() * 256)));
  const value = random() < 0.5 ? almostRight(random) : randomValue(random, 0);
  const json = JSON.stringify(value) ?? '';
  if (chance < 0.3) return Buffer.from(json.slice(0, Math.floor(random() * json.length)));
  if (chance < 0.35) return Buffer.from(`\ufeff${json}`, 'utf16le');
  return Buffer.from(json);
}

/** As a caller sends it, with one part missing or hostile. */
function almostRight(random: () => number): unknown {
  const body = pick(WELL_MADE, random);
  const path = pick(partsOf(body), random);
  const value = random() < 0.3 ? undefined : { value: pick(HOSTILE, random)[1]() };
  return changed(body, path, value);
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
