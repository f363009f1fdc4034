/** Meters for whoever counts: exported when Application Insights is set, and loaded with the first count, not with the app. */
import { app } from '@azure/functions';
import { type Meter, metrics } from '@opentelemetry/api';
import type { Log } from '../log';
import type { TelemetrySettings } from './telemetrySettings';

export interface Meters {
  /** Rejects when what exports them cannot be loaded or set up. */
  meter(name: string): Promise<Meter>;
}

interface Provider {
  getMeter(name: string): Meter;
  shutdown(): Promise<void>;
}

/** Without settings the meters are those of the SDK that the process has registered, or go nowhere. */
export function createMeters(
  settings: TelemetrySettings | undefined,
  log: Log,
  open: (settings: TelemetrySettings, log: Log) => Promise<Provider> = openLate,
): Meters {
  if (!settings) return { meter: (name) => Promise.resolve(metrics.getMeter(name)) };
  let opening: Promise<Provider> | undefined;
  // What was counted since the last export would go with the process.
  app.hook.appTerminate(async () => {
    await (await opening)?.shutdown();
  });
  return { meter: async (name) => (await (opening ??= open(settings, log))).getMeter(name) };
}

async function openLate(settings: TelemetrySettings, log: Log): Promise<Provider> {
  const { openApplicationInsights } = await import('./applicationInsightsMeter');
  return openApplicationInsights(settings, log);
}
