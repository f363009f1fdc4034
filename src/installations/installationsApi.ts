/** The HTTP API of installations: what each call does, and what each outcome is as a response. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import type { Clock } from '../clock';
import { readJsonBody } from '../http/jsonBody';
import { answerPage, readPaging } from '../http/paging';
import { problem } from '../http/problem';
import { faultFields, type Log } from '../log';
import { type Target, TARGET_STATES } from './installation';
import type { InstallationName, InstallationStore, NewTarget } from './installationStore';
import { readInstallation } from './readInstallation';

export interface InstallationsApiDeps {
  store: InstallationStore;
  /** Begins its course; one that is under way goes on. */
  start(name: InstallationName): Promise<void>;
  /** Why nothing can be installed at all, where that is so. */
  hindrance?: string;
  /** The only tenant in which the bot's identity can install anything; absent: any that has let it in. */
  ownTenant?: string;
  /** The tenant that a call means which names none. */
  usualTenant(): Promise<string | undefined>;
  clock: Clock;
  newId(): string;
  log: Log;
}

const MAX_BODY_BYTES = 512 * 1024;
const ID = /^[0-9a-f-]{36}$/;
const NO_STORE = { 'cache-control': 'no-store' };
const UNKNOWN = problem({ status: 404, title: 'There is no such installation.' });

/** `POST /api/installations`: 202 once everybody named is stored; the work goes on behind it. */
export async function postInstallation(
  deps: InstallationsApiDeps,
  request: HttpRequest,
): Promise<HttpResponseInit> {
  const body = await readJsonBody(request, MAX_BODY_BYTES);
  if (!body.ok) return problem(body.problem);
  const read = readInstallation(body.value);
  if (!read.ok) return problem({ status: 400, title: 'The body is no installation.', errors: read.errors });
  if (deps.hindrance)
    return problem({ status: 409, title: 'The app cannot be installed from here.', detail: deps.hindrance });
  const inQuery = request.query.get('tenant') ?? undefined;
  if (read.tenant && inQuery && read.tenant !== inQuery)
    return wrongTenant('must be the one that the address names');
  const tenant = await tenantOf(deps, request, read.tenant);
  if (tenant && isForeign(deps, tenant)) return wrongTenant('is not the one to which the bot belongs');
  if (!tenant)
    return problem({
      status: 400,
      title: 'The tenant is not clear.',
      detail: 'Name it as `tenant`, or set HOME_TENANT_ID.',
    });
  const name = { tenant, id: deps.newId() };
  await install(deps, name, read.targets);
  return {
    status: 202,
    jsonBody: { ...name, state: 'open' },
    headers: { location: `/api/installations/${name.id}?tenant=${encodeURIComponent(tenant)}`, ...NO_STORE },
  };
}

const wrongTenant = (detail: string): HttpResponseInit =>
  problem({
    status: 400,
    title: 'The body is no installation.',
    errors: [{ pointer: '/tenant', detail }],
  });

/** With a token of its own tenant it would install there what was asked for another. */
export const isForeign = ({ ownTenant }: Pick<InstallationsApiDeps, 'ownTenant'>, tenant: string): boolean =>
  ownTenant !== undefined && ownTenant.toLowerCase() !== tenant.toLowerCase();

/** Stores who is meant and begins; where it cannot begin now, the repair does. */
export async function install(
  { store, start, clock, log }: Pick<InstallationsApiDeps, 'store' | 'start' | 'clock' | 'log'>,
  name: InstallationName,
  targets: readonly NewTarget[],
): Promise<void> {
  const now = clock();
  await store.add(name, targets, now);
  await store.create(name, now); // last: what it names is whole, and the repair finds it
  await start(name).catch((error: unknown) =>
    log.warn('installations.not-started', { installation: name.id, ...faultFields(error) }),
  );
}

/** `GET /api/installations/{id}`. */
export async function getInstallation(
  deps: InstallationsApiDeps,
  request: HttpRequest,
): Promise<HttpResponseInit> {
  const installation = await found(deps, request);
  if (!installation) return UNKNOWN;
  const { createdAt, finishedAt, ...rest } = installation;
  return {
    jsonBody: {
      ...rest,
      createdAt: new Date(createdAt).toISOString(),
      ...(finishedAt ? { finishedAt: new Date(finishedAt).toISOString() } : {}),
      counts: await deps.store.count(installation),
    },
    headers: NO_STORE,
  };
}

/** `GET /api/installations/{id}/targets?state=…`: one page. */
export async function listTargets(
  deps: InstallationsApiDeps,
  request: HttpRequest,
): Promise<HttpResponseInit> {
  const asked = request.query.get('state');
  const state = TARGET_STATES.find((known) => known === asked);
  if (asked !== null && !state)
    return problem({
      status: 400,
      title: 'The state is not known.',
      detail: `It is one of ${TARGET_STATES.join(', ')}.`,
    });
  const paging = readPaging(request.query);
  if (!paging.ok) return problem(paging.problem);
  const installation = await found(deps, request);
  if (!installation) return UNKNOWN;
  const { size, next: after } = paging;
  const page = deps.store.page(installation, {
    ...{ size, ...(state ? { state } : {}) },
    ...(after ? { next: after } : {}),
  });
  return answerPage(page, ({ targets, next }) => ({
    jsonBody: { targets: targets.map(shown), ...(next ? { next } : {}) },
    headers: NO_STORE,
  }));
}

async function found(deps: InstallationsApiDeps, request: HttpRequest) {
  const { id = '' } = request.params;
  const tenant = await tenantOf(deps, request);
  return tenant && ID.test(id) ? deps.store.find({ tenant, id }) : undefined;
}

async function tenantOf(
  { usualTenant }: InstallationsApiDeps,
  request: HttpRequest,
  named = request.query.get('tenant') ?? undefined,
): Promise<string | undefined> {
  return named || (await usualTenant());
}

function shown({ kind, name, id, state, reason, chat, at }: Target): object {
  return { kind, name, id, state, reason, chat, at: new Date(at).toISOString() };
}
