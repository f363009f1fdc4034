/** Ana's chat with notes that are due in it, and what becomes of them while nobody is there. */
import type { StorageAccount } from '../../src/azure/storageAccount';
import type { Table } from '../../src/azure/table';
import { createComeBack } from '../../src/delivery/comeBack';
import { type Due, dueKeyOf } from '../../src/delivery/due';
import type { Unparked } from '../../src/delivery/deliveryKind';
import type { Outcome } from '../../src/delivery/outcome';
import { PARKED_TABLE, type ParkedRow } from '../../src/delivery/parkedDeliveries';
import { aMessage } from './buildersActivity';
import { aDue, ANAS_CHAT, type DeliveryUnderTest, openDelivery } from './buildersDelivery';
import { openTestAccount } from './tables';

export const BLOCKED: Outcome = { kind: 'conversationBlocked', reason: 'ConversationBlockedByUser' };

export interface ParkingUnderTest {
  delivery: DeliveryUnderTest;
  /** Stores a note of this name, due now. */
  due(item: string): Promise<Due>;
  /** The same, and parks it as the person has blocked the bot. */
  parked(item: string): Promise<void>;
  table: Table<ParkedRow>;
  comeBack(): ReturnType<ReturnType<typeof createComeBack>>;
  /** How many things wait for her. */
  waiting(): Promise<number>;
  /** From now on notes are told on return, or fail to, as this says. */
  tell(unpark: (due: Due) => Promise<Unparked | undefined>): void;
}

export async function openParking(account: StorageAccount = openTestAccount()): Promise<ParkingUnderTest> {
  const delivery = openDelivery(account);
  const { deps, time, notes, outcomes } = delivery;
  const { from: user } = aMessage();
  const reference = { channelId: 'msteams', user };
  await deps.conversations.save(ANAS_CHAT, { kind: 'personal', state: 'active', reference });
  const due = async (item: string): Promise<Due> => {
    const planned = aDue({ item });
    await delivery.plan(planned);
    time.set(planned.dueAt);
    return planned;
  };
  return {
    ...{ delivery, due, table: account.table<ParkedRow>(PARKED_TABLE) },
    async parked(item) {
      const key = dueKeyOf(await due(item));
      outcomes.push(BLOCKED);
      await expect(delivery.deliver(key)).resolves.toBe('parked');
    },
    comeBack: () => createComeBack(deps)(ANAS_CHAT),
    waiting: async () => (await deps.parked.list(ANAS_CHAT, 100)).length,
    tell: (unpark) => void Object.assign(notes, { unpark }),
  };
}

/** Told in this line. */
export const aLine = (line: string): Unparked => ({ line, commit: () => Promise.resolve() });
