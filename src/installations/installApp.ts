/**
 * The orchestration of an installation: finds the app, looks up who is named, and lets the lanes install side by side. Every
 * step can be done again, as all it does is kept on the targets' rows.
 */
import * as df from 'durable-functions';
import type { OrchestrationContext } from 'durable-functions';
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

export function* installApp(context: OrchestrationContext) {
  const { tenant, id } = context.df.getInput<InstallationName>();
  const name = { tenant, id };
  const retries = new df.RetryOptions(RETRIES.firstMs, RETRIES.count);
  retries.backoffCoefficient = RETRIES.factor;
  retries.maxRetryIntervalInMilliseconds = RETRIES.maxMs;
  const step = (activity: string, input: unknown) =>
    context.df.callActivityWithRetry(activity, retries, input);
  let reason = 'not-tried: the installation ended early';
  try {
    const app = (yield step(INSTALL_ACTIVITIES.findApp, name)) as AppInput;
    for (let isDone = false; !isDone;) isDone = (yield step(INSTALL_ACTIVITIES.lookUp, name)) as boolean;
    if ('reason' in app) reason = app.reason;
    else {
      let lanes = Array.from({ length: LANES }, (_, lane) => lane);
      while (lanes.length > 0) {
        const done = (yield context.df.Task.all(
          lanes.map((lane) => step(INSTALL_ACTIVITIES.installLane, { ...name, lane, app: app.id })),
        )) as boolean[];
        lanes = lanes.filter((_, at) => !done[at]);
      }
    }
  } catch (error) {
    reason = `graph-unavailable: ${error instanceof Error ? error.message.slice(0, 200) : 'no answer'}`;
  }
  yield step(INSTALL_ACTIVITIES.conclude, { ...name, reason });
}
