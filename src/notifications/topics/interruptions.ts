/** What a topic's messages do to a dialog: asked at each delivery, and so kept in mind for a moment. */
import { type Clock, MINUTE_MS } from '../../clock';
import type { Interruption } from '../../delivery/interruption';
import { tableKey } from '../../azure/tableKey';
import type { TopicStore } from './topicStore';

const KEPT_MS = MINUTE_MS;
const MAX_KEPT = 1000;

/** A change holds for all after a minute. */
export function createInterruptionOf(
  store: Pick<TopicStore, 'find'>,
  clock: Clock,
): (tenant: string, topic: string) => Promise<Interruption | undefined> {
  const kept = new Map<string, { until: number; interruption: Interruption | undefined }>();
  return async (tenant, topic) => {
    const key = tableKey(tenant, topic);
    const known = kept.get(key);
    if (known && known.until > clock()) return known.interruption;
    const interruption = (await store.find(tenant, topic))?.interruption;
    if (kept.size >= MAX_KEPT) kept.clear();
    kept.set(key, { until: clock() + KEPT_MS, interruption });
    return interruption;
  };
}
