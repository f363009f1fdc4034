// How long a retried activity or sub-orchestration waits before its next attempt.
import type { RetryOptions } from 'durable-functions/lib/src/orchestrations/TaskOrchestrationExecutor';

/** The wait in ms after so many failed attempts (1 or more): the first interval, grown by the coefficient, up to the maximum. */
export function retryDelayMs(options: RetryOptions, failedAttempts: number): number {
  const grown =
    options.firstRetryIntervalInMilliseconds * (options.backoffCoefficient ?? 1) ** (failedAttempts - 1);
  return Math.round(Math.min(grown, options.maxRetryIntervalInMilliseconds ?? Infinity));
}
