/**
 * The orchestration of an installation: finds the app, looks up who is named, and lets the lanes install side by side. Every
 * step can be done again, as all it does is kept on the targets' rows.
 */
import * as df from 'durable-functions';
import type { OrchestrationContext, Task } from 'durable-functions';
import { LANES } from './installation';
import type { InstallationName } from './installationStore';

/** Named with its version: running ones go on with the code that they began with. */
export const INSTALL_APP = 'installAppV1';

export const INSTALL_ACTIVITIES = {
  findApp: 'installationsFindApp',
  lookUp: 'installationsLookUp',
  installLane: 'installationsInstallLane',
  conclude: 'installationsConclude',
} as const;

export interface LaneInput extends InstallationName {
  lane: number;
  app: string;
}

export interface ConcludeInput extends InstallationName {
  /** Why what has come to no end is failed. */
  reason: string;
}

export type AppInput = { id: string } | { reason: string };

const RETRIES = { firstMs: 5000, count: 8, factor: 2, maxMs: 300_000 };

/** Whoever waits for an installation gives up after a day: Graph may ask to wait for longer, but not without an end. */
const END_WITHIN_MS = 23 * 60 * 60 * 1000;
const TIMED_OUT = 'timed-out: not at its end within 23 hours; Microsoft Graph kept asking to wait';
/** Nobody is left when all steps went their way, but who was named once they had. */
export const NOT_TRIED = 'not-tried: the installation ended early';

type Step = (activity: string, input: unknown) => Task;

export function* installApp(context: OrchestrationContext) {
  const { tenant, id } = context.df.getInput<InstallationName>();
  const name = { tenant, id };
  const retries = new df.RetryOptions(RETRIES.firstMs, RETRIES.count);
  retries.backoffCoefficient = RETRIES.factor;
  retries.maxRetryIntervalInMilliseconds = RETRIES.maxMs;
  const step: Step = (activity, input) => context.df.callActivityWithRetry(activity, retries, input);
  let reason: string;
  try {
    reason = yield* reasonAfterSteps(context, name, step);
  } catch (error) {
    reason = `graph-unavailable: ${error instanceof Error ? error.message.slice(0, 200) : 'no answer'}`;
  }
  yield step(INSTALL_ACTIVITIES.conclude, { ...name, reason });
}

/** Does all steps; returns why what has come to no end by then is failed. */
function* reasonAfterSteps(
  { df: durable }: OrchestrationContext,
  name: InstallationName,
  step: Step,
): Generator<Task, string, unknown> {
  const endsAt = durable.currentUtcDateTime.getTime() + END_WITHIN_MS;
  const isLate = (): boolean => durable.currentUtcDateTime.getTime() >= endsAt;
  const app = (yield step(INSTALL_ACTIVITIES.findApp, name)) as AppInput;
  for (let isDone = false; !isDone && !isLate();)
    isDone = (yield step(INSTALL_ACTIVITIES.lookUp, name)) as boolean;
  if ('reason' in app) return app.reason;
  let lanes = Array.from({ length: LANES }, (_, lane) => lane);
  while (lanes.length > 0 && !isLate()) {
    const done = (yield durable.Task.all(
      lanes.map((lane) => step(INSTALL_ACTIVITIES.installLane, { ...name, lane, app: app.id })),
    )) as boolean[];
    lanes = lanes.filter((_, at) => !done[at]);
  }
  return isLate() ? TIMED_OUT : NOT_TRIED;
}
