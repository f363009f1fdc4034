/** Counts and times of deliveries through OpenTelemetry; without an SDK in the process they cost nothing and go nowhere. */
import { type Meter, metrics } from '@opentelemetry/api';
import { faultFields, type Log } from '../log';
import type { DeadLetters } from './deadLetters';

export interface DeliveryMetrics {
  /** A pointer led to this result (`sent`, `retry`, `parked`, `dead` …), so long after it was due and after it could be seen. */
  delivered(result: string, kind: string, latenessMs: number, queueAgeMs: number | undefined): void;
  /** What a send came to, by the outcome's kind. */
  outcome(outcome: string): void;
  /** What one tick pointed to. */
  ticked(ahead: number, overdue: number): void;
  /** Something ended without success; `kind` where its row could be read. */
  died(kind: string | undefined): void;
  /** A delivery found that its conversation cannot be reached, which is from now on `suspended` or `gone`. */
  unreachable(state: string): void;
}

export const METER_NAME = 'recado.delivery';

export function createDeliveryMetrics(meter: Meter = metrics.getMeter(METER_NAME)): DeliveryMetrics {
  const counter = (name: string, description: string) => meter.createCounter(name, { description });
  const times = (name: string, description: string) =>
    meter.createHistogram(name, { unit: 'ms', description });
  const results = counter('recado.deliveries', 'Pointers by what became of them');
  const outcomes = counter('recado.sends', 'Sends by their outcome');
  const due = counter('recado.due', 'Due rows that ticks have pointed to');
  const dead = counter('recado.dead', 'What ended without success, by its kind');
  const unreachable = counter('recado.unreachable', 'Deliveries by what they found of their conversation');
  const lateness = times('recado.lateness', 'From due to sent');
  const queueAge = times('recado.queue_age', 'From visible to taken');
  return {
    delivered(result, kind, latenessMs, queueAgeMs) {
      results.add(1, { result, kind });
      if (result === 'sent') lateness.record(latenessMs, { kind });
      if (queueAgeMs !== undefined) queueAge.record(queueAgeMs);
    },
    outcome: (outcome) => outcomes.add(1, { outcome }),
    ticked(ahead, overdue) {
      due.add(ahead, { reason: 'ahead' });
      due.add(overdue, { reason: 'overdue' });
    },
    died: (kind = 'unreadable') => dead.add(1, { kind }),
    unreachable: (state) => unreachable.add(1, { state }),
  };
}

/** The same, where the meter is there only after the first count. A meter that cannot be had is logged once. */
export function createLateDeliveryMetrics(open: () => Promise<Meter>, log: Log): DeliveryMetrics {
  let opening: Promise<DeliveryMetrics | undefined> | undefined;
  const load = (): Promise<DeliveryMetrics | undefined> =>
    open().then(createDeliveryMetrics, (fault: unknown) => {
      log.error('delivery.metrics-off', faultFields(fault));
      return undefined;
    });
  const later = (count: (to: DeliveryMetrics) => void): void => {
    void (opening ??= load()).then((to) => to && count(to));
  };
  return {
    delivered: (...what) => later((to) => to.delivered(...what)),
    outcome: (...what) => later((to) => to.outcome(...what)),
    ticked: (...what) => later((to) => to.ticked(...what)),
    died: (...what) => later((to) => to.died(...what)),
    unreachable: (...what) => later((to) => to.unreachable(...what)),
  };
}

/** Dead letters that are counted once they are stored, whoever buries them. */
export function countDeadLetters(letters: DeadLetters, counted: Pick<DeliveryMetrics, 'died'>): DeadLetters {
  return {
    ...letters,
    async bury(due, reason, at) {
      await letters.bury(due, reason, at);
      counted.died(due.kind);
    },
    async buryRow(row, at) {
      await letters.buryRow(row, at);
      counted.died(undefined);
    },
    async buryMessage(message, reason, at) {
      await letters.buryMessage(message, reason, at);
      counted.died(undefined);
    },
  };
}
