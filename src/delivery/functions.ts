/** Registers delivery's triggers: the queue of pointers and its poison queue, the timer of each minute, and the operators' API. */
import type { HttpMethod, HttpRequest, HttpResponseInit, StorageQueueHandler } from '@azure/functions';
import { app } from '@azure/functions';
import { durableClientInput } from '../azure/durableClient';
import { listDeliveries, retryDeliveries, retryDelivery } from './deadLetterApi';
import { createDeliver, type DeliverDeps } from './deliver';
import { DELIVERY_QUEUE, POISON_QUEUE, readDeliveryPointer, readShardPointer } from './deliveryPointer';
import { expandShard, lookAhead } from './lookAhead';
import { buryOddMessage, repairPoison } from './repairPoison';

export const DELIVER_FUNCTION = 'deliver';
export const DELIVER_POISON_FUNCTION = 'deliverPoison';
export const LOOK_AHEAD_FUNCTION = 'lookAhead';
export const LIST_DELIVERIES_FUNCTION = 'listDeliveries';
export const RETRY_DELIVERY_FUNCTION = 'retryDelivery';
export const RETRY_DELIVERIES_FUNCTION = 'retryDeliveries';

/** Each minute, at its beginning. */
const EVERY_MINUTE = '0 * * * * *';
const CONNECTION = 'AzureWebJobsStorage';

export function registerDeliveryFunctions(deps: DeliverDeps): void {
  app.storageQueue(DELIVER_FUNCTION, {
    queueName: DELIVERY_QUEUE,
    connection: CONNECTION,
    extraInputs: [durableClientInput], // steps of work may start orchestrations
    handler: createPointerHandler(deps),
  });
  app.storageQueue(DELIVER_POISON_FUNCTION, {
    queueName: POISON_QUEUE,
    connection: CONNECTION,
    handler: async (message) => void (await repairPoison(deps, message)),
  });
  app.timer(LOOK_AHEAD_FUNCTION, { schedule: EVERY_MINUTE, handler: () => lookAhead(deps) });
  const api = (
    name: string,
    method: HttpMethod,
    route: string,
    handle: (deps: DeliverDeps, request: HttpRequest) => Promise<HttpResponseInit>,
  ): void =>
    app.http(name, {
      route,
      methods: [method],
      authLevel: 'function',
      handler: (request) => handle(deps, request),
    });
  api(LIST_DELIVERIES_FUNCTION, 'GET', 'deliveries', listDeliveries);
  api(RETRY_DELIVERY_FUNCTION, 'POST', 'deliveries/{id}/retry', retryDelivery);
  api(RETRY_DELIVERIES_FUNCTION, 'POST', 'deliveries/retry', retryDeliveries);
}

/** Once the process is told to end, it takes nothing new: what still comes goes back for another to take. */
function createPointerHandler(deps: DeliverDeps): StorageQueueHandler {
  const deliver = createDeliver(deps);
  let isEnding = false;
  app.hook.appTerminate(() => {
    isEnding = true;
  });
  return async (message) => {
    const pointer = readDeliveryPointer(message);
    if (pointer) {
      if (isEnding) await deps.outbox.point({ partition: pointer.p, row: pointer.r }, deps.clock());
      else await deliver(pointer);
      return;
    }
    const shard = readShardPointer(message);
    if (shard) await expandShard(deps, shard);
    else await buryOddMessage(deps, message);
  };
}
