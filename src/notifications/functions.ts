/** Registers the triggers of notifications: the HTTP API and the purge. */
import { app, type HttpMethod, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import type { Log } from '../log';
import type { NotificationsApiDeps } from './api/apiDeps';
import { listRecipients } from './api/listRecipients';
import { postNotification } from './api/postNotification';
import { retryNotification } from './api/retryNotification';
import { cancelNotification, getNotification, listNotifications } from './api/showNotification';
import { type PurgeDeps, purgeNotifications } from './purgeNotifications';
import type { RetryDeps } from './retryFailed';

export const NOTIFICATION_FUNCTIONS = {
  post: 'postNotification',
  list: 'listNotifications',
  get: 'getNotification',
  cancel: 'cancelNotification',
  recipients: 'listRecipients',
  retry: 'retryNotification',
  purge: 'purgeNotifications',
} as const;

const EARLY_EACH_DAY = '0 43 3 * * *';

export interface NotificationFunctionsDeps extends NotificationsApiDeps, RetryDeps, PurgeDeps {
  outbox: NotificationsApiDeps['outbox'] & RetryDeps['outbox'];
  log: Log;
  keepMs: number;
}

type Handle = (deps: NotificationFunctionsDeps, request: HttpRequest) => Promise<HttpResponseInit>;

export function registerNotificationFunctions(deps: NotificationFunctionsDeps): void {
  const api = (name: string, method: HttpMethod, route: string, handle: Handle): void =>
    app.http(name, {
      ...{ route, methods: [method], authLevel: 'function' },
      handler: (request) => handle(deps, request),
    });
  api(NOTIFICATION_FUNCTIONS.post, 'POST', 'notifications', postNotification);
  api(NOTIFICATION_FUNCTIONS.list, 'GET', 'notifications', listNotifications);
  api(NOTIFICATION_FUNCTIONS.get, 'GET', 'notifications/{id}', getNotification);
  api(NOTIFICATION_FUNCTIONS.cancel, 'DELETE', 'notifications/{id}', cancelNotification);
  api(NOTIFICATION_FUNCTIONS.recipients, 'GET', 'notifications/{id}/recipients', listRecipients);
  api(NOTIFICATION_FUNCTIONS.retry, 'POST', 'notifications/{id}/retry', retryNotification);
  app.timer(NOTIFICATION_FUNCTIONS.purge, {
    schedule: EARLY_EACH_DAY,
    handler: async () => {
      const { notifications, keys } = await purgeNotifications(deps, deps.keepMs);
      deps.log.info('notifications.purged', { notifications, keys });
    },
  });
}
