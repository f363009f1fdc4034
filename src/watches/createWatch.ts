/** A watch is asked for: looked at once at once, so that what cannot be watched is said now, stored, and then started. */
import { type ChatTurn } from '../conversations/chatTurn';
import { zoneOfPerson } from '../conversations/conversation';
import { idFrom } from '../conversations/shortId';
import { faultFields } from '../log';
import { nameOf, look } from './checkWatch';
import { isSoNow } from './judge';
import type { Observation } from './observe';
import { compilePattern } from './textPattern';
import type { Asked, Failure, Value, Watch } from './watch';
import type { WatchDeps } from './watchDeps';
import type { WatchPhrase } from './watchPhrase';

export type Created =
  | { outcome: 'watching'; watch: Watch }
  | { outcome: 'failed'; failure: Failure }
  | { outcome: 'too-many' | 'too-often' | 'too-long' | 'bad-pattern' }
  /** It would end before it looked again. */
  | { outcome: 'too-seldom'; intervalMs: number }
  /** Percentages of nothing. */
  | { outcome: 'needs-positive'; value: Value };

/**
 * Watches, and only once however often the same message arrives. When the start fails, the repair sees to it.
 *
 * @throws StorageUnavailable: then nothing may be promised.
 */
export async function createWatch(deps: WatchDeps, turn: ChatTurn, phrase: WatchPhrase): Promise<Created> {
  const { store, outbound, settings } = deps;
  const asked = askedOf(turn, phrase, settings);
  if (asked.intervalMs < settings.minIntervalMs) return { outcome: 'too-often' };
  if (asked.durationMs > settings.maxDurationMs) return { outcome: 'too-long' };
  if (asked.durationMs < asked.intervalMs) return { outcome: 'too-seldom', intervalMs: asked.intervalMs };
  const refusal = outbound.refusalOf(asked.target.url);
  if (refusal) return { outcome: 'failed', failure: { reason: 'refused', refusal } };
  const { pattern } = asked.target;
  if (pattern !== undefined && !(await compilePattern(pattern))) return { outcome: 'bad-pattern' };
  const own = await store.ofOwner(turn.person);
  const same = own.find(({ id }) => id === asked.id);
  if (same) return { outcome: 'watching', watch: same };
  if (own.filter(({ wishes }) => wishes.state === 'active').length >= settings.maxActive)
    return { outcome: 'too-many' };
  const [seen] = await Promise.all([look(deps, asked), turn.showTyping()]);
  return begin(deps, asked, seen);
}

async function begin(deps: WatchDeps, asked: Asked, seen: Observation): Promise<Created> {
  if (seen.kind === 'failed') return { outcome: 'failed', failure: seen.failure };
  // Nothing was asked for that could be the same.
  if (seen.kind === 'same') return { outcome: 'failed', failure: { reason: 'unreachable' } };
  const { kind } = asked.condition;
  if ((kind === 'drops' || kind === 'rises') && (seen.value.number ?? 0) <= 0)
    return { outcome: 'needs-positive', value: seen.value };
  const watch = watchOf(asked, seen, deps.clock());
  if ((await deps.store.insert(watch)) === 'exists') {
    const stored = await deps.store.find(nameOf(watch));
    return { outcome: 'watching', watch: stored ?? watch };
  }
  await deps.monitors
    .start(watch)
    .catch((error: unknown) =>
      deps.log.warn('watches.starts-later', { watch: watch.id, ...faultFields(error) }),
    );
  return { outcome: 'watching', watch };
}

function watchOf(asked: Asked, seen: Extract<Observation, { kind: 'seen' }>, now: number): Watch {
  const { value, validators, isSo = isSoNow(asked.condition, value) } = seen;
  return {
    ...asked,
    createdAt: now,
    findings: {
      ...{ checks: 1, checkedAt: now, nextCheckAt: now + asked.intervalMs },
      ...{ value, baseline: value, isSo, validators, failures: 0, isTold: false },
    },
    wishes: { state: 'active', expiresAt: now + asked.durationMs, snoozedUntil: 0 },
  };
}

function askedOf(turn: ChatTurn, phrase: WatchPhrase, settings: WatchDeps['settings']): Asked {
  const { person, address, thread, activityKey, receivedAt } = turn;
  const { target, condition, language } = phrase;
  const zone = zoneOfPerson(person);
  const intervalMs = phrase.intervalMs ?? settings.intervalMs;
  // What is looked at seldom lasts for some looks, where nothing is said.
  const usualMs = Math.min(Math.max(settings.durationMs, 4 * intervalMs), settings.maxDurationMs);
  return {
    id: idFrom(`watch ${activityKey}`),
    owner: { tenant: person.tenant, key: person.key },
    ...{ target, condition, language, to: address, createdAt: receivedAt },
    ...{ intervalMs, durationMs: phrase.durationMs ?? usualMs },
    ...(phrase.interruption ? { interruption: phrase.interruption } : {}),
    isPersonal: turn.kind === 'personal',
    ...(thread ? { thread } : {}),
    ...(person.locale ? { locale: person.locale } : {}),
    ...(zone ? { zone } : {}),
  };
}
