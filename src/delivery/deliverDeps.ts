/** What a delivery works with. */
import type { Clock } from '../clock';
import type { ConversationStore } from '../conversations/conversationStore';
import type { Interruptions } from '../dialogs/interruptions';
import type { Log } from '../log';
import type { DeadLetters } from './deadLetters';
import type { DeliveryMetrics } from './deliveryMetrics';
import type { DeliveryKind, DueWork, Sender } from './deliveryKind';
import type { DueStore } from './dueStore';
import type { Outbox } from './outbox';
import type { ParkedDeliveries } from './parkedDeliveries';

export interface DeliverDeps {
  store: DueStore;
  outbox: Outbox;
  deadLetters: DeadLetters;
  parked: ParkedDeliveries;
  conversations: ConversationStore;
  kinds: ReadonlyMap<string, DeliveryKind | DueWork>;
  sender: Sender;
  /** The row keys of what this process has sent and could not record yet: it sends none of them again, whatever their leases say. */
  unrecorded: Set<string>;
  /** What a delivery does to a dialog that the person is in. */
  interruptions: Interruptions;
  clock: Clock;
  /** What storage's clock shows at least, epoch ms; undefined before storage has answered. */
  surely(): number | undefined;
  wait(ms: number): Promise<void>;
  /** From 0 up to 1. */
  random(): number;
  metrics: DeliveryMetrics;
  log: Log;
}
