/** Counts and times to Application Insights, once a minute. Its packages are large: this file is loaded late. */
import {
  AzureMonitorMetricExporter,
  type AzureMonitorExporterOptions,
} from '@azure/monitor-opentelemetry-exporter';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { MINUTE_MS, SECOND_MS } from '../clock';
import { faultFields, type Log } from '../log';
import { lateCredential } from './lateCredential';
import type { TelemetrySettings } from './telemetrySettings';

const EXPORT_EVERY_MS = MINUTE_MS;
const EXPORT_WITHIN_MS = 20 * SECOND_MS;

/** ExportResultCode.SUCCESS of OpenTelemetry. */
const ARRIVED = 0;

type Export = AzureMonitorMetricExporter['export'];

/** Says in the app's log what the package would say nowhere: that counts did not arrive. */
class ToldExporter extends AzureMonitorMetricExporter {
  constructor(
    private readonly log: Log,
    options: AzureMonitorExporterOptions,
  ) {
    super(options);
  }

  override export(...[counts, done]: Parameters<Export>): ReturnType<Export> {
    return super.export(counts, (result) => {
      if (result.code !== ARRIVED) this.log.warn('metrics.not-sent', faultFields(result.error));
      done(result);
    });
  }
}

/**
 * A provider whose meters are exported until it is shut down, which exports what is left. What cannot be sent for the moment
 * waits on the instance's own disk. Throws on a bad connection string.
 */
export function openApplicationInsights(
  { connectionString, identity }: TelemetrySettings,
  log: Log,
  options: AzureMonitorExporterOptions = {},
): MeterProvider {
  const exporter = new ToldExporter(log, {
    connectionString,
    ...(identity ? { credential: lateCredential(identity.clientId) } : {}),
    ...options,
  });
  const reader = new PeriodicExportingMetricReader({
    exporter,
    exportIntervalMillis: EXPORT_EVERY_MS,
    exportTimeoutMillis: EXPORT_WITHIN_MS,
  });
  return new MeterProvider({ readers: [reader] });
}
