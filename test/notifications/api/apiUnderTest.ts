/** The API of notifications on the shared storage, called as the host calls it; addressing answers as the test says. */
import { HttpRequest, type HttpResponseInit } from '@azure/functions';
import type { Addressed, AddressedPage } from '../../../src/notifications/addressing/addressing';
import type { Failure } from '../../../src/delivery/deliveryKind';
import type { StorageAccount } from '../../../src/azure/storageAccount';
import type { NotificationFunctionsDeps } from '../../../src/notifications/functions';
import {
  createIdempotencyStore,
  IDEMPOTENCY_TABLE,
  type IdempotencyRow,
} from '../../../src/notifications/idempotencyStore';
import type { Target } from '../../../src/notifications/notification';
import { openDelivery, type DeliveryUnderTest } from '../../support/buildersDelivery';
import { openNotificationStores, type NotificationStores } from '../../support/buildersNotifications';
import { WEDNESDAY_MORNING } from '../../support/clock';
import { openTestAccount } from '../../support/tables';

export type Handle = (deps: NotificationFunctionsDeps, request: HttpRequest) => Promise<HttpResponseInit>;

export interface Call {
  id?: string;
  query?: string;
  headers?: Record<string, string>;
  body?: unknown;
  method?: 'GET' | 'POST' | 'DELETE';
}

export interface Answered {
  status: number;
  headers: Record<string, string>;
  /** The JSON of the response, or its text where it is none. */
  body: Record<string, unknown> & { errors?: { pointer: string; detail: string }[] };
  text: string;
}

export interface ApiUnderTest {
  deps: NotificationFunctionsDeps;
  stores: NotificationStores;
  delivery: DeliveryUnderTest;
  /** Whom a target means; nobody where it is not said. */
  addressed: Map<string, AddressedPage | Failure>;
  call(handle: Handle, call?: Call): Promise<Answered>;
}

/** Names a target in `addressed`. */
export const nameOf = (target: Target, next = ''): string => JSON.stringify(target) + next;

export function openApi(account: StorageAccount = openTestAccount()): ApiUnderTest {
  const delivery = openDelivery(account, WEDNESDAY_MORNING);
  const stores = openNotificationStores(account);
  const addressed: ApiUnderTest['addressed'] = new Map();
  const { operations } = stores;
  const idempotencyTable = operations.watch(account.table<IdempotencyRow>(IDEMPOTENCY_TABLE), 'idempotency');
  let ids = 0;
  const { outbox, clock, log } = delivery.deps;
  const deps: NotificationFunctionsDeps = {
    ...{ clock, log, keepMs: 1, homeTenant: 'tenant' },
    outbox: operations.watch(outbox, 'outbox'),
    notifications: stores.notifications,
    recipients: stores.recipients,
    idempotency: createIdempotencyStore(idempotencyTable),
    newId: () => `id ${(ids += 1)}`,
    onlyTenant: () => Promise.resolve(undefined),
    addressing: {
      page: (_tenant, target, next) =>
        Promise.resolve(addressed.get(nameOf(target, next)) ?? { addressed: [] as Addressed[] }),
    },
    refuseCallback: (url) => (url.startsWith('https://') ? undefined : 'must be https'),
  };
  return { deps, stores, delivery, addressed, call: (handle, call = {}) => answered(deps, handle, call) };
}

async function answered(deps: NotificationFunctionsDeps, handle: Handle, call: Call): Promise<Answered> {
  const { id, query = '', headers = {}, body, method = body === undefined ? 'GET' : 'POST' } = call;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const request = new HttpRequest({
    method,
    url: `http://localhost:7071/api/notifications${id ? `/${id}` : ''}${query}`,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    params: id ? { id } : {},
    ...(text === undefined ? {} : { body: { string: text } }),
  });
  const response = await handle(deps, request);
  const said =
    response.jsonBody === undefined ? String(response.body ?? '') : JSON.stringify(response.jsonBody);
  return {
    status: response.status ?? 200,
    headers: { ...(response.headers as Record<string, string>) },
    body: said.startsWith('{') ? (JSON.parse(said) as Answered['body']) : {},
    text: said,
  };
}
