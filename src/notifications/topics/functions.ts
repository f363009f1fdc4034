/** Registers what topics need: the HTTP API, and the purge of what digests told. */
import { app, type HttpMethod, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { type Clock, DAY_MS } from '../../clock';
import type { Log } from '../../log';
import type { HeldStore } from '../digest/heldStore';
import { getTopic, listTopics, putTopic, type TopicsApiDeps } from './topicsApi';

export const TOPIC_FUNCTIONS = {
  list: 'listTopics',
  get: 'getTopic',
  put: 'putTopic',
  purge: 'purgeDigests',
} as const;

const EARLY_EACH_DAY = '0 47 3 * * *';
/** How long what a digest only counted can still be looked at. */
const TOLD_KEPT_MS = 7 * DAY_MS;
const MAX_PURGED = 10_000;

export interface TopicFunctionsDeps extends TopicsApiDeps {
  held: Pick<HeldStore, 'purge'>;
  clock: Clock;
  log: Log;
}

type Handle = (deps: TopicFunctionsDeps, request: HttpRequest) => Promise<HttpResponseInit>;

export function registerTopicFunctions(deps: TopicFunctionsDeps): void {
  const api = (name: string, method: HttpMethod, route: string, handle: Handle): void =>
    app.http(name, {
      ...{ route, methods: [method], authLevel: 'function' },
      handler: (request) => handle(deps, request),
    });
  api(TOPIC_FUNCTIONS.list, 'GET', 'topics', listTopics);
  api(TOPIC_FUNCTIONS.get, 'GET', 'topics/{name}', getTopic);
  api(TOPIC_FUNCTIONS.put, 'PUT', 'topics/{name}', putTopic);
  app.timer(TOPIC_FUNCTIONS.purge, {
    schedule: EARLY_EACH_DAY,
    handler: async () => {
      const purged = await deps.held.purge(deps.clock() - TOLD_KEPT_MS, MAX_PURGED);
      if (purged > 0) deps.log.info('notifications.digests-purged', { purged });
    },
  });
}
