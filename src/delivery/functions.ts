/** Registers delivery's triggers: the queue of pointers and the timer of each minute. */
import type { StorageQueueHandler, TimerHandler } from '@azure/functions';
import { app } from '@azure/functions';
import { createDeliver, type DeliverDeps } from './deliver';
import { DELIVERY_QUEUE, readDeliveryPointer } from './deliveryPointer';
import { lookAhead } from './lookAhead';

export const DELIVER_FUNCTION = 'deliver';
export const LOOK_AHEAD_FUNCTION = 'lookAhead';

/** Each minute, at its beginning. */
const EVERY_MINUTE = '0 * * * * *';

export function registerDeliveryFunctions(deps: DeliverDeps): void {
  const deliver = createDeliver(deps);
  const onPointer: StorageQueueHandler = async (message) => {
    const pointer = readDeliveryPointer(message);
    if (pointer) await deliver(pointer);
    else deps.log.warn('delivery.odd-message', { kind: typeof message });
  };
  const onTick: TimerHandler = () => lookAhead(deps);
  app.storageQueue(DELIVER_FUNCTION, {
    queueName: DELIVERY_QUEUE,
    connection: 'AzureWebJobsStorage',
    handler: onPointer,
  });
  app.timer(LOOK_AHEAD_FUNCTION, { schedule: EVERY_MINUTE, handler: onTick });
}
