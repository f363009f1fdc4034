// Reads host.json: what the embedded host uses of it, checked, with the defaults of the real host.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { HostError, messageOf } from './hostError';
import { parseTimeSpan } from './timeSpan';

const LEVELS = ['trace', 'debug', 'information', 'warning', 'error', 'critical', 'none'] as const;

/** The log levels of the host, least severe first; `none` switches a category off. */
export type LogLevel = (typeof LEVELS)[number];

/** host.json, as far as the embedded host uses it. */
export interface HostConfig {
  /** Without slashes at its ends; may be empty. */
  routePrefix: string;
  /** Added to each HTTP answer. */
  customHeaders: Record<string, string>;
  /** The longest run of a function; undefined means without limit. */
  functionTimeoutMs: number | undefined;
  queues: QueueSettings;
  /** Not yet resolved: may hold `%SETTING%`. */
  taskHubName: string;
  /** By category (a prefix, `*` allowed once) or `default`. */
  logLevels: Record<string, LogLevel>;
}

/** `extensions.queues` of host.json. */
export interface QueueSettings {
  maxPollingIntervalMs: number;
  /** How long a message whose function failed stays hidden. */
  visibilityTimeoutMs: number;
  batchSize: number;
  newBatchThreshold: number;
  maxDequeueCount: number;
  messageEncoding: 'base64' | 'none';
}

const lowerCased = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value);
const timeSpan = z.string().transform((text, context) => {
  const ms = parseTimeSpan(text);
  if (ms !== undefined) return ms;
  context.addIssue({ code: 'custom', message: `"${text}" is not a time span such as "00:00:02"` });
  return z.NEVER;
});

const queues = z
  .object({
    maxPollingInterval: timeSpan.pipe(z.number().min(100, 'must be at least 00:00:00.100')).default(60_000),
    visibilityTimeout: timeSpan.pipe(z.number().min(0)).default(0),
    batchSize: z.number().int().min(1).max(32).default(16),
    newBatchThreshold: z.number().int().min(0).optional(),
    maxDequeueCount: z.number().int().min(1).default(5),
    messageEncoding: z.preprocess(lowerCased, z.enum(['base64', 'none'])).default('base64'),
  })
  .prefault({});

const schema = z.object({
  version: z.literal('2.0', 'must be "2.0"'),
  // How the real host tells of itself; this one only writes its log.
  telemetryMode: z
    .preprocess(
      lowerCased,
      z.enum(['applicationinsights', 'opentelemetry'], 'must be "ApplicationInsights" or "OpenTelemetry"'),
    )
    .optional(),
  functionTimeout: z
    .union([
      z.literal('-1').transform(() => null),
      timeSpan.pipe(z.number().min(1000, 'must be at least 00:00:01')),
    ])
    .default(30 * 60_000),
  extensions: z
    .object({
      http: z
        .object({
          routePrefix: z.string().default('api'),
          customHeaders: z.record(z.string(), z.string()).default({}),
        })
        .prefault({}),
      queues,
      durableTask: z.object({ hubName: z.string().min(1).default('TestHubName') }).prefault({}),
    })
    .prefault({}),
  logging: z
    .object({ logLevel: z.record(z.string(), z.preprocess(lowerCased, z.enum(LEVELS))).default({}) })
    .prefault({}),
});

/** Reads and checks the app's host.json; throws a HostError that names every bad entry. */
export function readHostJson(appFolder: string): HostConfig {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(join(appFolder, 'host.json'), 'utf8'));
  } catch (error) {
    throw new HostError('badHostJson', `host.json cannot be read: ${messageOf(error)}`, { cause: error });
  }
  return toHostConfig(content);
}

/** The checked configuration in the content of a host.json; throws a HostError that names every bad entry. */
export function toHostConfig(content: unknown): HostConfig {
  const parsed = schema.safeParse(content);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `${issue.path.join('.') || '(root)'}: ${issue.message}`,
    );
    throw new HostError('badHostJson', `host.json is not valid: ${problems.join('; ')}`);
  }
  const { extensions, functionTimeout, logging } = parsed.data;
  const { maxPollingInterval, visibilityTimeout, newBatchThreshold, ...counts } = extensions.queues;
  return {
    routePrefix: extensions.http.routePrefix.replaceAll(/^\/+|\/+$/g, ''),
    customHeaders: extensions.http.customHeaders,
    functionTimeoutMs: functionTimeout ?? undefined,
    queues: {
      ...counts,
      maxPollingIntervalMs: maxPollingInterval,
      visibilityTimeoutMs: visibilityTimeout,
      newBatchThreshold: newBatchThreshold ?? Math.floor(counts.batchSize / 2),
    },
    taskHubName: extensions.durableTask.hubName,
    logLevels: logging.logLevel,
  };
}
