/** A delivery stage on which reminders have been laid out, and the tick that puts the pointers to them on the queue has passed. */
import { setTimeout as sleep } from 'node:timers/promises';
import { DELIVERY_QUEUE } from '../../../src/delivery/deliveryPointer';
import { type DeliveryStage, type DeliveryStageOptions, startDeliveryStage } from './deliveryStage';
import { openAccount, seedReminders } from './seedReminders';

const MINUTE_MS = 60_000;
/** The connector's answer takes so long. */
export const LATENCY_MS = 100;
/** As host.json has it. */
export const CONCURRENCY = 24;
export const TENANT = 'bench';
export const NO_LIMITS = { DELIVERY_TENANT_RATE: '0' };

export interface DueStage extends DeliveryStage {
  /** The beginning of the minute in which they are due, epoch ms; four minutes lie before it. */
  dueFrom: number;
}

/**
 * @param offsetOf - how long after `dueFrom` the one of this number is due, in ms.
 * @param prepare - runs before anything is laid out.
 */
export async function startDueStage(
  count: number,
  offsetOf: (index: number) => number,
  options: DeliveryStageOptions,
  prepare: (stage: DeliveryStage) => Promise<void> = async () => undefined,
): Promise<DueStage> {
  const stage = await startDeliveryStage({ latencyMs: LATENCY_MS, ...options });
  try {
    await prepare(stage);
    const dueFrom = Math.ceil(stage.clock.now() / MINUTE_MS) * MINUTE_MS + 4 * MINUTE_MS;
    const { serviceUrl, storage } = stage;
    const dueAt = (index: number): number => dueFrom + offsetOf(index);
    await seedReminders(storage.connectionString, { tenant: TENANT, count, serviceUrl, dueAt });
    await stage.startHosts();
    await stage.clock.advance(MINUTE_MS - (stage.clock.now() % MINUTE_MS) + 200);
    await untilPointed(storage.connectionString, count);
    return { ...stage, dueFrom };
  } catch (error) {
    await stage.stop();
    throw error;
  }
}

/** Waits until the queue holds so many pointers. */
async function untilPointed(connectionString: string, count: number): Promise<void> {
  const queue = openAccount(connectionString).queue(DELIVERY_QUEUE);
  while ((await queue.approximateLength()) < count) await sleep(250);
  await sleep(1000); // the tick's end
}
