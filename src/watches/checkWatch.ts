/** One check: asks the watched address, judges what it says, records that and plans what is to be told. */
import type { Due } from '../delivery/due';
import type { OutboundOutcome } from '../http/outbound';
import { SECOND_MS } from '../clock';
import { judge, type Told } from './judge';
import { observe, type Observation } from './observe';
import type { Refreshed } from './steps';
import type { Asked, Validators, Watch } from './watch';
import type { WatchDeps } from './watchDeps';
import { ownerKey } from './watchRow';
import type { WatchName } from './watchStore';

export const WATCH_KIND = 'watch';
/** Prices and pages, not films. */
const MAX_BODY_BYTES = 1024 * 1024;
const ANSWER_WITHIN_MS = 8 * SECOND_MS;

export const nameOf = ({ owner, id }: Pick<Watch, 'owner' | 'id'>): WatchName => ({
  partition: ownerKey(owner),
  id,
});

/** Looks at the address now. */
export async function look(
  { outbound, clock }: Pick<WatchDeps, 'outbound' | 'clock'>,
  { target, condition, locale }: Pick<Asked, 'target' | 'condition' | 'locale'>,
  { etag, lastModified }: Validators = {},
): Promise<Observation> {
  const outcome: OutboundOutcome = await outbound.call({
    url: target.url,
    headers: {
      accept: target.pointer === undefined ? '*/*' : 'application/json, */*;q=0.5',
      ...(etag ? { 'if-none-match': etag } : {}),
      ...(lastModified ? { 'if-modified-since': lastModified } : {}),
      ...(locale ? { 'accept-language': locale } : {}),
    },
    maxBytes: MAX_BODY_BYTES,
    timeoutMs: ANSWER_WITHIN_MS,
  });
  return observe(outcome, { target, condition, locale, now: clock() });
}

/**
 * Checks once, repeatably: one write where there is nothing to tell; with something to tell one more for its delivery and
 * one message on the queue.
 */
export async function checkWatch(
  deps: Pick<WatchDeps, 'outbound' | 'store' | 'outbox' | 'clock' | 'settings'>,
  watch: Watch,
): Promise<Refreshed> {
  const observation = await look(deps, watch, watch.findings.validators);
  const now = deps.clock();
  const { findings, told } = judge(watch, observation, now, deps.settings.tellAfter);
  const news = told && { occurrence: occurrenceOf(told, findings.checks), told, at: now };
  const recorded = await deps.store.record(nameOf(watch), findings, news);
  if (recorded === 'gone') return 'over';
  if (news) await deps.outbox.plan(toldDue(watch, news.occurrence, now));
  return { watch: { ...watch, findings } };
}

const occurrenceOf = ({ kind }: Told, number: number): string => `${kind}-${number}`;

/** What is planned for something to tell. */
export const toldDue = (watch: Pick<Watch, 'owner' | 'id'>, occurrence: string, dueAt: number): Due => ({
  kind: WATCH_KIND,
  owner: ownerKey(watch.owner),
  item: watch.id,
  occurrence,
  dueAt,
});

/** Its time is up: that is asked about, once. One that was prolonged or stopped meanwhile is left as it is. */
export async function expireWatch(
  { store, outbox, clock }: Pick<WatchDeps, 'store' | 'outbox' | 'clock'>,
  watch: Watch,
): Promise<Refreshed> {
  const at = clock();
  const told = { kind: 'expired', to: watch.findings.value } as const;
  const occurrence = occurrenceOf(told, watch.wishes.expiresAt);
  if (!(await store.expire(watch, { occurrence, told, at }))) return refreshWatch({ store }, watch);
  await outbox.plan(toldDue(watch, occurrence, at));
  return 'over';
}

/** The watch as its owner now wants it, with what the monitor knows of it. */
export async function refreshWatch({ store }: Pick<WatchDeps, 'store'>, watch: Watch): Promise<Refreshed> {
  const now = await store.find(nameOf(watch));
  return now?.wishes.state === 'active' ? { watch: now } : 'over';
}
