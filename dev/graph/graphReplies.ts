// What Microsoft Graph answers to the calls that an installation makes, in the forms that its reference documents.
import type { GraphUser, GraphWorld } from './graphWorld';

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const failure = (status: number, code: string, message: string, headers = {}): Reply => ({
  ...{ status, headers },
  body: { error: { code, message, innerError: { 'request-id': '00000000-0000-0000-0000-000000000000' } } },
});

const notFound = (name: string): Reply =>
  failure(
    404,
    'Request_ResourceNotFound',
    `Resource '${name}' does not exist or one of its queried reference-property objects are not present.`,
  );
const denied = (permissions: string): Reply =>
  failure(
    403,
    'Forbidden',
    `Missing role permissions on the request. API requires one of '${permissions}'. Roles on the request ''.`,
  );
const insufficient = failure(
  403,
  'Authorization_RequestDenied',
  'Insufficient privileges to complete the operation.',
);
const ok = (body: unknown): Reply => ({ status: 200, body });

type Route = [
  method: string,
  pattern: RegExp,
  answer: (world: GraphWorld, match: string[], call: Call) => Reply,
];

interface Call {
  query: URLSearchParams;
  headers: Readonly<Record<string, unknown>>;
  body: unknown;
  /** `<origin>/v1.0` */
  base: string;
}

/** One call, alone or as a part of a batch. */
export interface GraphRequest {
  method: string;
  /** Path and query below the version. */
  target: string;
  /** Their names in small letters. */
  headers: Readonly<Record<string, unknown>>;
  body: unknown;
}

const ROUTES: readonly Route[] = [
  ['GET', /^\/appCatalogs\/teamsApps$/, findApps],
  ['GET', /^\/users$/, findUsers],
  ['GET', /^\/users\/([^/]+)$/, getUser],
  ['GET', /^\/groups\/([^/]+)\/transitiveMembers\/microsoft\.graph\.user$/, getMembers],
  ['POST', /^\/users\/([^/]+)\/teamwork\/installedApps$/, installForUser],
  ['GET', /^\/users\/([^/]+)\/teamwork\/installedApps$/, listInstalled],
  ['GET', /^\/users\/([^/]+)\/teamwork\/installedApps\/([^/]+)\/chat$/, getChat],
  ['POST', /^\/teams\/([^/]+)\/installedApps$/, installForTeam],
];

/** @param base - `<origin>/v1.0` */
export function replyTo(
  world: GraphWorld,
  { method, target, headers, body }: GraphRequest,
  base: string,
): Reply {
  const url = new URL(target, 'http://graph');
  for (const [routeMethod, pattern, answer] of ROUTES) {
    const match = routeMethod === method ? pattern.exec(url.pathname) : null;
    if (match)
      return answer(world, match.map(decodeURIComponent), { query: url.searchParams, headers, body, base });
  }
  return failure(400, 'BadRequest', `Resource not found for the segment '${url.pathname}'.`);
}

function findApps(world: GraphWorld, _match: string[], { query }: Call): Reply {
  if (world.lacks('AppCatalog.Read.All', 'AppCatalog.ReadWrite.All'))
    return denied('AppCatalog.Read.All,AppCatalog.ReadWrite.All');
  const externalId = /externalId eq '([^']*)'/.exec(query.get('$filter') ?? '')?.[1] ?? '';
  const id = world.apps[externalId];
  return ok({ value: id ? [{ id, externalId }] : [] });
}

function findUsers(world: GraphWorld, _match: string[], { query }: Call): Reply {
  if (world.lacks('User.Read.All')) return insufficient;
  const mail = /^mail eq '((?:[^']|'')*)'$/.exec(query.get('$filter') ?? '')?.[1]?.replace(/''/g, "'") ?? '';
  return ok({ value: world.findByMail(mail).map(shownUser) });
}

function getUser(world: GraphWorld, [, name = '']: string[]): Reply {
  if (world.lacks('User.Read.All')) return insufficient;
  const user = world.findUser(name);
  return user ? ok(shownUser(user)) : notFound(name);
}

function shownUser({ id, userType = 'Member', accountEnabled = true, hasTeams = true }: GraphUser): object {
  const assignedPlans = hasTeams ? [{ service: 'TeamspaceAPI', capabilityStatus: 'Enabled' }] : [];
  return { '@odata.type': '#microsoft.graph.user', id, userType, accountEnabled, assignedPlans };
}

const idOnly = ({ id }: GraphUser): object => ({
  '@odata.type': '#microsoft.graph.user',
  ...{ id, userType: null, accountEnabled: null, assignedPlans: null },
});

function getMembers(world: GraphWorld, [, group = '']: string[], { query, headers, base }: Call): Reply {
  if (world.lacks('GroupMember.Read.All', 'Group.Read.All')) return insufficient;
  // A cast is an advanced query: https://learn.microsoft.com/graph/aad-advanced-queries
  if (headers['consistencylevel'] !== 'eventual' || query.get('$count') !== 'true')
    return failure(
      400,
      'Request_UnsupportedQuery',
      'OData cast needs the header ConsistencyLevel: eventual and $count.',
    );
  const members = world.groups[group];
  if (!members) return notFound(group);
  const [size, from] = [Number(query.get('$top') ?? 100), Number(query.get('$skiptoken') ?? 0)];
  const value = members.slice(from, from + size).flatMap((id) => {
    const user = world.findUser(id);
    if (!user) return [];
    // Without the permission for people only their ids are told: https://learn.microsoft.com/graph/permissions-overview
    return [world.lacks('User.Read.All') ? idOnly(user) : shownUser(user)];
  });
  const path = `${base}/groups/${group}/transitiveMembers/microsoft.graph.user?$count=true&$top=${size}&$skiptoken=${from + size}`;
  return ok({ value, ...(from + size < members.length ? { '@odata.nextLink': path } : {}) });
}

function installForUser(world: GraphWorld, [, name = '']: string[], { body }: Call): Reply {
  const permissions = [
    'TeamsAppInstallation.ReadWriteSelfForUser.All',
    'TeamsAppInstallation.ReadWriteForUser.All',
  ];
  const missing = world.lacks(...permissions);
  if (missing) return denied(missing);
  const user = world.findUser(name);
  if (!user) return notFound(name);
  if (user.isBlocked)
    return failure(
      403,
      'Forbidden',
      `App is blocked by app permission policy. UserObjectId: ${user.id}, AppType: Private`,
    );
  return install(world, user.id, body);
}

function installForTeam(world: GraphWorld, [, team = '']: string[], { body }: Call): Reply {
  const missing = world.lacks(
    'TeamsAppInstallation.ReadWriteSelfForTeam.All',
    'TeamsAppInstallation.ReadWriteForTeam.All',
  );
  if (missing) return denied(missing);
  if (!world.teams.includes(team)) return failure(404, 'NotFound', `No team found with Group id ${team}`);
  return install(world, team, body);
}

function install(world: GraphWorld, id: string, body: unknown): Reply {
  const bound = (body as { 'teamsApp@odata.bind'?: unknown } | undefined)?.['teamsApp@odata.bind'];
  const app = /\/appCatalogs\/teamsApps\/([^/]+)$/.exec(typeof bound === 'string' ? bound : '')?.[1] ?? '';
  if (!Object.values(world.apps).includes(app))
    return failure(400, 'BadRequest', 'The app is not in the catalogue.');
  if (!world.install(id, app)) return failure(409, 'Conflict', 'App already installed.');
  return {
    status: 201,
    headers: { Location: `/users/${id}/teamwork/installedApps/${installationId(id, app)}` },
  };
}

const installationId = (id: string, app: string): string =>
  Buffer.from(`${id}##${app}`).toString('base64url');

function listInstalled(world: GraphWorld, [, name = '']: string[], { query }: Call): Reply {
  const user = world.findUser(name);
  if (!user) return notFound(name);
  const app = /teamsApp\/id eq '([^']*)'/.exec(query.get('$filter') ?? '')?.[1] ?? '';
  return ok({
    value: world.isInstalled(user.id, app)
      ? [{ id: installationId(user.id, app), teamsApp: { id: app } }]
      : [],
  });
}

function getChat(world: GraphWorld, [, name = '', installation = '']: string[]): Reply {
  const [id = '', app = ''] = Buffer.from(installation, 'base64url').toString().split('##');
  const user = GUID.test(id) ? world.findUser(name) : undefined;
  if (user?.id.toLowerCase() !== id.toLowerCase() || !world.isInstalled(id, app))
    return notFound(installation);
  return ok({ id: `19:${user.id}_${app}@unq.gbl.spaces`, chatType: 'oneOnOne' });
}
