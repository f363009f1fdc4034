/** What fails in a chaos run besides the host: the channel's and storage's failures, by chance. */
import type { DeliveryStage } from '../delivery/deliveryStage';
import type { StorageFault, StorageOperation } from '../delivery/storageProxy';

const FAULTS_OF_STORAGE = 0.05;

/** 5 % of the bot's calls fail: throttled, timed out, bad gateways, resets, some of them after they took effect. */
export function playFaults(stage: DeliveryStage, seed: number): void {
  stage.connector.faults.mix({
    seed,
    match: (call) => /⏰/.test(JSON.stringify(call.activity ?? {})),
    of: [
      { kind: { name: 'throttled', retryAfterSeconds: 1 }, probability: 0.01 },
      { kind: 'requestTimeout', probability: 0.01 },
      { kind: 'badGateway', probability: 0.005 },
      { kind: 'badGateway', probability: 0.005, afterEffect: true },
      { kind: 'gatewayTimeout', probability: 0.005 },
      { kind: 'gatewayTimeout', probability: 0.005, afterEffect: true },
      { kind: 'reset', probability: 0.005 },
      { kind: 'reset', probability: 0.005, afterEffect: true },
    ],
  });
}

/** From now on nothing fails. */
export function stopFaults(stage: DeliveryStage): void {
  stage.connector.faults.clear();
  stage.proxy.hooks = {};
}

/** The failure of one operation of storage, if it is to have one: changed meanwhile, or busy, before or after it took effect. */
export function storageFault(operation: StorageOperation, random: () => number): StorageFault | undefined {
  if (operation.isHosts || random() >= FAULTS_OF_STORAGE) return undefined;
  const isChanged = operation.isConditional && random() < 0.5;
  return { status: isChanged ? 412 : 503, afterEffect: !isChanged && random() < 0.5 };
}
