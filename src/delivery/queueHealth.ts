/** How the queue of pointers stands, for operators: how much waits, and how long what could be taken has waited. */
import type { MessageQueue } from '../azure/messageQueue';
import type { Clock } from '../clock';
import { readDeliveryPointer } from './deliveryPointer';

/** Most messages are hidden until they are due: the age counts from when the first of the others could be seen. */
export async function readQueueHealth(
  queue: MessageQueue,
  clock: Clock,
): Promise<{ length: number; oldestAgeMs: number }> {
  const [length, first] = await Promise.all([queue.approximateLength(), queue.peek()]);
  const seenFrom = first && (readDeliveryPointer(first.message)?.at ?? first.sentAt);
  return { length, oldestAgeMs: seenFrom === undefined ? 0 : Math.max(0, clock() - seenFrom) };
}
