/** `POST /api/notifications/{id}/retry`: sends it again to those whom it failed to reach. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { problem } from '../../http/problem';
import { canGoOut, planRetry, type RetryDeps } from '../retryFailed';
import type { NotificationsApiDeps } from './apiDeps';
import { findNotification } from './showNotification';

export async function retryNotification(
  deps: NotificationsApiDeps & RetryDeps,
  request: HttpRequest,
): Promise<HttpResponseInit> {
  const found = await findNotification(deps, request);
  if (!found.ok) return found.response;
  const { notification } = found;
  if (!canGoOut(notification, deps.clock()))
    return problem({
      status: 409,
      title: 'It is not sent any more.',
      detail: notification.isCancelled ? 'It has been cancelled.' : 'It has expired.',
    });
  const { failed } = await deps.recipients.count(notification);
  if (failed > 0) await planRetry(deps, notification);
  return { status: 202, jsonBody: { id: notification.id, retrying: failed } };
}
