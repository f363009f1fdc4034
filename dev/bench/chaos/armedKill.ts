/** The kill of one life of the host: at a chosen operation of storage or call of the channel, before or after it takes effect. */
import type { ConnectorCall } from '../../chat/connector/connectorCalls';
import type { DeliveryStage } from '../delivery/deliveryStage';
import { storageFault } from './faultPlay';
import { reminderText } from './reminderCalls';

/** In a half of its lives the host is killed so many ms after the chosen moment, at most. */
const LATER_MS = 60;
/** More are not under way at a time. */
const LAST_CALLS = 200;

export interface ArmedKill {
  /** Resolves when the host was killed. */
  happened: Promise<void>;
  isDone(): boolean;
  /** Kills it now unless that has happened. */
  strike(): void;
  /** What the host has asked of storage and channel in this life. */
  operations(): number;
  /** The reminders whose sends had been answered when it was killed. */
  answered: ReadonlySet<string>;
  /** Watches no longer. */
  disarm(): void;
}

/** How much of each there is to choose from. */
export interface Span {
  operations: number;
  reminders: number;
}

type Side = 'before' | 'after';

/**
 * Arms it: half of the kills at any operation, half where a reminder is sent. Lets operations of storage fail by chance
 * meanwhile. Nothing counts before the host says that it is there, as it cannot be killed before.
 */
export function armKill(stage: DeliveryStage, random: () => number, span: Span): ArmedKill {
  const [host] = stage.hosts;
  const chosen = chooseMoment(random, span);
  const counts = { operation: 0, send: 0 };
  const answered = new Set<string>();
  let isDone = false;
  const { promise: happened, resolve: tell } = Promise.withResolvers<undefined>();
  const strike = (): void => {
    if (isDone) return;
    isDone = true;
    for (const call of stage.connector.calls.slice(-LAST_CALLS)) {
      const text = call.reply && reminderText(call);
      if (text !== undefined) answered.add(text);
    }
    if (host?.pid !== undefined) process.kill(host.pid, 'SIGKILL');
    tell(undefined);
  };
  /** Whether it is cut off there. */
  const isStruck = (side: Side, of: Moment['of'], number: number): boolean => {
    if (isDone || of !== chosen.of || number !== chosen.number || side !== chosen.side) return false;
    if (chosen.delayMs > 0) setTimeout(strike, chosen.delayMs);
    else strike();
    return chosen.delayMs === 0;
  };
  const count = (of: Moment['of']): number => (host?.pid === undefined ? 0 : (counts[of] += 1));
  const numbers = new WeakMap<object, number>();
  const disarm = watchChannel(stage, (side, call) => {
    const isReminder = JSON.stringify(call.activity ?? {}).includes('⏰');
    for (const of of isReminder ? (['operation', 'send'] as const) : (['operation'] as const))
      isStruck(side, of, side === 'before' ? count(of) : counts[of]);
  });
  stage.proxy.hooks = {
    before(operation) {
      if (operation.isHosts || isDone) return undefined;
      const number = count('operation');
      numbers.set(operation, number);
      return isStruck('before', 'operation', number) ? 'drop' : storageFault(operation, random);
    },
    after: (operation) => (isStruck('after', 'operation', numbers.get(operation) ?? 0) ? 'drop' : undefined),
  };
  return { happened, isDone: () => isDone, strike, operations: () => counts.operation, answered, disarm };
}

interface Moment {
  of: 'operation' | 'send';
  /** From 1. */
  number: number;
  side: Side;
  delayMs: number;
}

function chooseMoment(random: () => number, { operations, reminders }: Span): Moment {
  const of = random() < 0.5 ? 'operation' : 'send';
  return {
    of,
    number: 1 + Math.floor(random() * (of === 'send' ? reminders : operations)),
    side: random() < 0.5 ? 'before' : 'after',
    delayMs: random() < 0.5 ? random() * LATER_MS : 0,
  };
}

/** Each call of the channel, before and after it takes effect; the later one before its answer goes back. */
function watchChannel(
  { connector }: DeliveryStage,
  see: (side: Side, call: ConnectorCall) => void,
): () => void {
  const rule = connector.faults.add({
    kind: 'reset',
    times: Infinity,
    match(call) {
      see('before', call);
      return false; // it only watches
    },
  });
  const unsubscribe = connector.subscribe((signal) => {
    if (signal.kind === 'call') see('after', signal.call);
  });
  return () => {
    rule.remove();
    unsubscribe();
  };
}
