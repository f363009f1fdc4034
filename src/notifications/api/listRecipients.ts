/** `GET /api/notifications/{id}/recipients`: what became of it for each, a page at a time, as JSON or as a table for spreadsheets. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { readPaging } from '../../http/paging';
import { problem } from '../../http/problem';
import type { Notification } from '../notification';
import { recipientStatus, storedStates } from '../notificationStatus';
import { RECIPIENT_STATES, type Recipient, type RecipientState } from '../recipient';
import { type NotificationsApiDeps, NO_STORE } from './apiDeps';
import { csvOf } from './recipientsCsv';
import { findNotification } from './showNotification';

const UNKNOWN_STATE = problem({
  status: 400,
  title: 'The state is not known.',
  detail: `It is one of ${RECIPIENT_STATES.join(', ')}.`,
});

interface PageOfRecipients {
  recipients: Recipient[];
  next?: string;
}

export async function listRecipients(
  deps: NotificationsApiDeps,
  request: HttpRequest,
): Promise<HttpResponseInit> {
  const state = stateIn(request.query);
  if (state === 'unknown') return UNKNOWN_STATE;
  const paging = readPaging(request.query);
  if (!paging.ok) return problem(paging.problem);
  const found = await findNotification(deps, request);
  if (!found.ok) return found.response;
  const { notification } = found;
  const next = paging.next && Buffer.from(paging.next, 'base64url').toString();
  const page = await pageOf(deps, notification, state, { size: paging.size, ...(next ? { next } : {}) });
  return wantsCsv(request) ? asCsv(request, notification, page) : asJson(request, notification, page);
}

async function pageOf(
  { recipients }: NotificationsApiDeps,
  notification: Notification,
  shown: RecipientState | undefined,
  paging: { size: number; next?: string },
): Promise<PageOfRecipients> {
  const state = shown && storedStates(notification, shown);
  if (state?.length === 0) return { recipients: [] };
  return recipients.page(notification, { ...paging, ...(state ? { state } : {}) });
}

function asJson(request: HttpRequest, notification: Notification, page: PageOfRecipients): HttpResponseInit {
  const recipients = page.recipients.map((one) => recipientStatus(notification, one));
  const next = nameOf(page);
  return {
    status: 200,
    headers: { ...NO_STORE, ...linkTo(request, next), vary: 'accept' },
    jsonBody: { recipients, ...(next ? { next } : {}) },
  };
}

/** Only the first page begins with the columns' names, so that pages can be put together. */
async function asCsv(
  request: HttpRequest,
  notification: Notification,
  page: PageOfRecipients,
): Promise<HttpResponseInit> {
  const rows = page.recipients.map((one) => recipientStatus(notification, one));
  return {
    status: 200,
    headers: {
      ...NO_STORE,
      ...linkTo(request, nameOf(page)),
      vary: 'accept',
      'content-type': 'text/csv; charset=utf-8',
    },
    body: await csvOf(rows, !request.query.has('next')),
  };
}

const nameOf = ({ next }: PageOfRecipients): string | undefined =>
  next === undefined ? undefined : Buffer.from(next).toString('base64url');

function linkTo(request: HttpRequest, next: string | undefined): Record<string, string> {
  if (next === undefined) return {};
  const url = new URL(request.url);
  url.searchParams.set('next', next);
  url.searchParams.delete('code');
  return { link: `<${url.pathname}${url.search}>; rel="next"` };
}

function stateIn(query: URLSearchParams): RecipientState | 'unknown' | undefined {
  const state = query.get('state');
  return state === null ? undefined : (RECIPIENT_STATES.find((known) => known === state) ?? 'unknown');
}

/** Whether the caller likes CSV better than JSON. */
function wantsCsv(request: HttpRequest): boolean {
  const accept = request.headers.get('accept') ?? '';
  return weightOf(accept, 'text/csv') > weightOf(accept, 'application/json');
}

function weightOf(accept: string, type: string): number {
  for (const part of accept.split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    if (name !== type) continue;
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    return weight === undefined ? 1 : Number(weight.slice(2)) || 0;
  }
  return 0;
}
