/** A conversation can be reached again: what was parked with it is told in one message, and goes on. */
import { StorageUnavailable } from '../azure/storageError';
import { SECOND_MS } from '../clock';
import type { ConversationAddress } from '../conversations/conversation';
import { faultFields, faultText } from '../log';
import type { DeliverDeps } from './deliverDeps';
import { isDueWork, type Unparked } from './deliveryKind';
import type { Due } from './due';
import type { ParkedDelivery } from './parkedDeliveries';

/** What came due meanwhile; nothing has changed yet. */
export interface CameBack {
  /** A line for each thing to be told; none where all of it goes on by itself. */
  lines: string[];
  /** To be called before the lines are said: false when somebody else is just saying them. */
  claim(): Promise<boolean>;
  /** To be called once the lines were said, repeatably. `isAll`: nothing more waits for this conversation. */
  commit(): Promise<{ isAll: boolean }>;
}

/** Looks up what waits for the conversation; undefined when nothing does. */
export type ComeBack = (address: ConversationAddress) => Promise<CameBack | undefined>;

type ComeBackDeps = Pick<DeliverDeps, 'parked' | 'kinds' | 'outbox' | 'deadLetters' | 'clock' | 'log'>;

/** One message tells of so many. */
const MAX_AT_ONCE = 25;
/** Saying the lines takes no longer; whoever has ended over it leaves them to the next message. */
const TELLING_MS = 30 * SECOND_MS;

export function createComeBack(deps: ComeBackDeps): ComeBack {
  const { parked, clock } = deps;
  return async (address) => {
    const waiting = await parked.list(address, MAX_AT_ONCE);
    const [first] = waiting;
    if (!first) return undefined;
    const told: Told[] = [];
    for (const delivery of waiting) told.push({ delivery, ...(await lookAt(deps, delivery)) });
    return {
      lines: told.flatMap(({ unparked }) => (unparked ? [unparked.line] : [])),
      async claim() {
        if (first.toldUntil > clock() && first.toldUntil <= clock() + TELLING_MS) return false;
        const etag = await parked.claim(address, first, clock() + TELLING_MS);
        if (etag !== undefined) first.etag = etag;
        return etag !== undefined;
      },
      async commit() {
        for (const one of told) await goOn(deps, address, one);
        return { isAll: waiting.length < MAX_AT_ONCE };
      },
    };
  };
}

interface Told {
  delivery: ParkedDelivery;
  unparked?: Unparked | undefined;
  /** Planned again: it is told by itself, or ends where operators see it. */
  goesOn?: Due;
  /** Why it can be neither. */
  dead?: string;
}

/** One that cannot be read keeps no other from being told. */
async function lookAt(
  { kinds, clock, log }: ComeBackDeps,
  { due }: ParkedDelivery,
): Promise<Omit<Told, 'delivery'>> {
  if (!due) return { dead: 'what was parked cannot be read' };
  const known = kinds.get(due.kind);
  // Only what is said in a conversation is ever parked with it.
  if (!known || isDueWork(known) || !known.unpark) return { goesOn: due };
  try {
    return { unparked: await known.unpark(due, clock()) };
  } catch (error) {
    return { dead: cannot('be told', error, log) };
  }
}

/** Why what was told cannot be recorded; undefined where it was. */
async function commitOf(
  unparked: Unparked | undefined,
  outbox: DeliverDeps['outbox'],
  log: DeliverDeps['log'],
): Promise<string | undefined> {
  try {
    await unparked?.commit((next) => outbox.planAgain(next));
    return undefined;
  } catch (error) {
    return cannot('be recorded', error, log);
  }
}

/** In words, where it is not storage that is away for all. */
function cannot(what: string, error: unknown, log: DeliverDeps['log']): string {
  if (error instanceof StorageUnavailable) throw error;
  log.error('delivery.parked-unreadable', faultFields(error));
  return `what was parked cannot ${what}: ${faultText(error)}`;
}

async function goOn(
  { parked, outbox, deadLetters, clock, log }: ComeBackDeps,
  address: ConversationAddress,
  { delivery, unparked, goesOn, dead }: Told,
): Promise<void> {
  const untold = dead ?? (await commitOf(unparked, outbox, log));
  if (goesOn) await outbox.planAgain(goesOn, clock());
  if (untold !== undefined) await bury(deadLetters, address, delivery, { reason: untold, at: clock() });
  await parked.remove(address, delivery);
}

function bury(
  deadLetters: DeliverDeps['deadLetters'],
  { tenant, key }: ConversationAddress,
  { row, due }: ParkedDelivery,
  { reason, at }: { reason: string; at: number },
): Promise<void> {
  if (!due) return deadLetters.buryMessage({ tenant, conversation: key, parked: row }, reason, at);
  return deadLetters.bury({ ...due, key: { partition: '', row }, attempt: 0 }, reason, at);
}
