/** What goes wrong in a chaos run: the channel's and storage's failures by chance, and the kill at a chosen operation. */
import type { ConnectorCall } from '../../chat/connector/connectorCalls';
import type { DeliveryStage } from '../delivery/deliveryStage';
import type { StorageFault, StorageOperation } from '../delivery/storageProxy';
import { reminderText, type Kill } from './tally';

const FAULTS_OF_STORAGE = 0.05;
/** About what one reminder costs: its turn, its creation, its delivery. */
const OPERATIONS_PER_REMINDER = 18;

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

function storageFault(operation: StorageOperation, random: () => number): StorageFault | undefined {
  if (operation.isHosts || random() >= FAULTS_OF_STORAGE) return undefined;
  const isChanged = operation.isConditional && random() < 0.5;
  return { status: isChanged ? 412 : 503, afterEffect: !isChanged && random() < 0.5 };
}

export interface ArmedKill {
  /** Resolves when the host was killed. */
  happened: Promise<void>;
  isDone(): boolean;
  /** Kills it now unless that has happened; tells how things stood. */
  now(): Kill;
}

/** Arms the kill of this life of the host: before or after some operation takes effect, or a moment later. */
export function armKill(stage: DeliveryStage, random: () => number, reminders: number): ArmedKill {
  const [host] = stage.hosts;
  const { connector, proxy } = stage;
  const at = 1 + Math.floor(random() * OPERATIONS_PER_REMINDER * reminders);
  const side = random() < 0.5 ? 'before' : 'after';
  const delayMs = random() < 0.33 ? random() * 60 : 0;
  const firstSeq = connector.calls.at(-1)?.seq ?? 0;
  const recorded = new Set<string>();
  let [operations, kill]: [number, Kill | undefined] = [0, undefined];
  let tell: () => void = () => undefined;
  const happened = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const strike = (): Kill => {
    if (kill) return kill;
    if (host?.pid !== undefined) process.kill(host.pid, 'SIGKILL');
    const begun = connector.calls.filter((call) => call.seq > firstSeq && !hasFailed(call)).map(textOf);
    const sends = new Set(begun.filter((text) => text !== undefined)).size;
    kill = { afterSeq: connector.calls.at(-1)?.seq ?? 0, inFlight: Math.max(0, sends - recorded.size) };
    tell();
    return kill;
  };
  const struck = (): 'drop' | undefined => {
    if (delayMs > 0) return void setTimeout(strike, delayMs);
    strike();
    return 'drop';
  };
  proxy.hooks = {
    before(operation) {
      if (operation.isHosts || kill) return undefined;
      operations += 1;
      if (operations === at && side === 'before') return struck();
      return storageFault(operation, random);
    },
    after(operation, status) {
      if (operation.name === 'Reminders.merge' && status < 300) recorded.add(operation.path);
      return operations === at && side === 'after' && !kill ? struck() : undefined;
    },
  };
  return { happened, isDone: () => kill !== undefined, now: strike };
}

/** Also of a send that has not taken effect yet. */
const textOf = (call: ConnectorCall): string | undefined =>
  reminderText({ ...call, tookEffect: call.tookEffect ?? true });

/** What failed, and was not taken all the same, is recorded by nobody. */
const hasFailed = ({ fault, tookEffect }: ConnectorCall): boolean =>
  fault !== undefined && tookEffect !== true;
