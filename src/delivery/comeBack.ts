/** A conversation can be reached again: what was parked with it is told in one message, and goes on. */
import type { ConversationAddress } from '../conversations/conversation';
import type { DeliverDeps } from './deliverDeps';
import { isDueWork, type Unparked } from './deliveryKind';
import type { ParkedDelivery } from './parkedDeliveries';

/** What came due meanwhile; nothing has changed yet. */
export interface CameBack {
  /** A line for each thing to be told; none where all of it goes on by itself. */
  lines: string[];
  /** To be called once the lines were said, repeatably. `isAll`: nothing more waits for this conversation. */
  commit(): Promise<{ isAll: boolean }>;
}

/** Looks up what waits for the conversation; undefined when nothing does. */
export type ComeBack = (address: ConversationAddress) => Promise<CameBack | undefined>;

/** One message tells of so many. */
const MAX_AT_ONCE = 25;

export function createComeBack({
  parked,
  kinds,
  outbox,
  clock,
}: Pick<DeliverDeps, 'parked' | 'kinds' | 'outbox' | 'clock'>): ComeBack {
  return async (address) => {
    const waiting = await parked.list(address, MAX_AT_ONCE);
    if (waiting.length === 0) return undefined;
    const now = clock();
    const told: { delivery: ParkedDelivery; unparked: Unparked | undefined; goesOn: boolean }[] = [];
    for (const delivery of waiting) {
      const known = kinds.get(delivery.due.kind);
      // Only what is said in a conversation is ever parked with it.
      const kind = known && !isDueWork(known) ? known : undefined;
      const unparked = await kind?.unpark?.(delivery.due, now);
      told.push({ delivery, unparked, goesOn: kind !== undefined && kind.unpark === undefined });
    }
    return {
      lines: told.flatMap(({ unparked }) => (unparked ? [unparked.line] : [])),
      async commit() {
        for (const { delivery, unparked, goesOn } of told) {
          await unparked?.commit((next) => outbox.planAgain(next));
          if (goesOn) await outbox.planAgain(delivery.due, now);
          await parked.remove(address, delivery);
        }
        return { isAll: waiting.length < MAX_AT_ONCE };
      },
    };
  };
}
