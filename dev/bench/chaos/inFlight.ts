/** What was in flight when the host was killed, by what the channel took and what storage then held. */
import { openStorageAccount } from '../../../src/azure/storageAccount';
import type { ReminderRow } from '../../../src/reminders/reminderRow';
import { REMINDERS_TABLE } from '../../../src/reminders/reminderStore';
import type { DeliveryStage } from '../delivery/deliveryStage';
import { reminderText } from './reminderCalls';

/** What the channel took longer ago, and nobody has recorded, is no send in flight any more: it was forgotten. */
const LONGEST_SEND_MS = 20_000;

/**
 * The reminders that the channel took in the host's last life, with no fault in its answer, and that no row says were
 * sent. To be asked once the host is dead and all that it had under way has arrived, and before the clock moves.
 */
export async function sendsInFlight(stage: DeliveryStage, afterSeq: number): Promise<ReadonlySet<string>> {
  const now = stage.clock.now();
  const taken = stage.connector.calls
    .filter(({ seq, fault, atMs }) => seq > afterSeq && fault === undefined && now - atMs <= LONGEST_SEND_MS)
    .map(reminderText)
    .filter((text) => text !== undefined);
  const recorded = taken.length > 0 ? await recordedSince(stage, now - 2 * LONGEST_SEND_MS) : new Set();
  return new Set(taken.filter((text) => !recorded.has(text)));
}

/** The texts of the reminders that came since then by their own rows, read past the proxy. */
async function recordedSince({ storage }: DeliveryStage, sinceMs: number): Promise<Set<string>> {
  const { connectionString } = storage;
  const rows = openStorageAccount({ kind: 'connection-string', connectionString })
    .table<ReminderRow>(REMINDERS_TABLE)
    .query(`lastSent gt '' and deliveredAt ge datetime'${new Date(sinceMs).toISOString()}'`);
  const texts = new Set<string>();
  for await (const { text } of rows) texts.add(text);
  return texts;
}
