/** Counts and times of deliveries through OpenTelemetry; without an SDK in the process they cost nothing and go nowhere. */
import { type Meter, metrics } from '@opentelemetry/api';

export interface DeliveryMetrics {
  /** A pointer led to this result (`sent`, `retry`, `parked`, `dead` …), so long after it was due and after it could be seen. */
  delivered(result: string, kind: string, latenessMs: number, queueAgeMs: number | undefined): void;
  /** What a send came to, by the outcome's kind. */
  outcome(outcome: string): void;
  /** What one tick pointed to. */
  ticked(ahead: number, overdue: number): void;
}

export const METER_NAME = 'recado.delivery';

export function createDeliveryMetrics(meter: Meter = metrics.getMeter(METER_NAME)): DeliveryMetrics {
  const results = meter.createCounter('recado.deliveries', {
    description: 'Pointers by what became of them',
  });
  const outcomes = meter.createCounter('recado.sends', { description: 'Sends by their outcome' });
  const due = meter.createCounter('recado.due', { description: 'Due rows that ticks have pointed to' });
  const lateness = meter.createHistogram('recado.lateness', { unit: 'ms', description: 'From due to sent' });
  const queueAge = meter.createHistogram('recado.queue_age', {
    unit: 'ms',
    description: 'From visible to taken',
  });
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
  };
}
