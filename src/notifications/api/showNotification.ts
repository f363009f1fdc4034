/** `GET /api/notifications` and `/{id}`, and `DELETE /{id}`: what there is, how far it has come, and that no more of it goes out. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { MalformedRow } from '../../azure/malformedRow';
import { readPaging } from '../../http/paging';
import { problem } from '../../http/problem';
import type { Notification } from '../notification';
import { isNotificationId } from '../notificationId';
import { countsOf, notificationStatus, notificationSummary } from '../notificationStatus';
import { type NotificationsApiDeps, NO_STORE } from './apiDeps';
import { tenantOfCall } from './tenantOfCall';

/** Others change a notification at the same moment, but not for ever. */
const MAX_TRIES = 20;

type Found = { ok: true; notification: Notification } | { ok: false; response: HttpResponseInit };

/** The notification that the address names, in the tenant of the call. */
export async function findNotification(deps: NotificationsApiDeps, request: HttpRequest): Promise<Found> {
  const chosen = await tenantOfCall(deps, request.query);
  if (!chosen.ok) return { ok: false, response: wrongTenant(chosen.error.detail) };
  const { id = '' } = request.params;
  const notification = isNotificationId(id)
    ? await deps.notifications.find(chosen.tenant, id).catch(unreadableOr)
    : undefined;
  if (notification instanceof MalformedRow) return { ok: false, response: unreadableRow(notification) };
  if (notification) return { ok: true, notification };
  return { ok: false, response: problem({ status: 404, title: 'There is no such notification.' }) };
}

function unreadableOr(error: unknown): MalformedRow {
  if (error instanceof MalformedRow) return error;
  throw error;
}

const unreadableRow = ({ message }: MalformedRow): HttpResponseInit =>
  problem({ status: 500, title: 'What is stored of the notification cannot be read.', detail: message });

const wrongTenant = (detail: string): HttpResponseInit =>
  problem({ status: 400, title: 'The tenant cannot be told.', detail: `The tenant ${detail}.` });

export async function getNotification(
  deps: NotificationsApiDeps,
  request: HttpRequest,
): Promise<HttpResponseInit> {
  const found = await findNotification(deps, request);
  return found.ok ? shown(deps, found.notification) : found.response;
}

async function shown(deps: NotificationsApiDeps, notification: Notification): Promise<HttpResponseInit> {
  const counts = await countsOf(deps, notification);
  const jsonBody = notificationStatus(notification, counts, deps.clock());
  return { status: 200, headers: NO_STORE, jsonBody };
}

/** Says so at once; what is on its way in this moment still arrives. */
export async function cancelNotification(
  deps: NotificationsApiDeps,
  request: HttpRequest,
): Promise<HttpResponseInit> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const found = await findNotification(deps, request);
    if (!found.ok) return found.response;
    const { notification } = found;
    const cancelled = notification.isCancelled
      ? notification
      : await deps.notifications.change(notification, { isCancelled: true });
    if (cancelled) return shown(deps, cancelled);
  }
  throw new Error(`A notification was changed by others each time in ${MAX_TRIES} tries.`);
}

/** A page of the tenant's, the newest first. */
export async function listNotifications(
  deps: NotificationsApiDeps,
  request: HttpRequest,
): Promise<HttpResponseInit> {
  const chosen = await tenantOfCall(deps, request.query);
  if (!chosen.ok) return wrongTenant(chosen.error.detail);
  const paging = readPaging(request.query);
  if (!paging.ok) return problem(paging.problem);
  const page = await deps.notifications.page(chosen.tenant, paging.size, paging.next);
  const { notifications, unreadable, next } = page;
  const jsonBody = {
    notifications: notifications.map(notificationSummary),
    ...(unreadable.length > 0 ? { unreadable } : {}),
    ...(next ? { next } : {}),
  };
  return { status: 200, headers: NO_STORE, jsonBody };
}
