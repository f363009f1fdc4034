/** People and groups in Microsoft Graph: who they are, and whether the app can be installed for them at all. */
import type { Graph, GraphCall } from './graph';
import type { GraphOutcome } from './graphOutcome';
import { PERMISSIONS } from '../reasons';

/** A person, and why the app cannot be installed for them where that is so. */
export interface GraphPerson {
  id: string;
  hindrance?: string;
}

const FIELDS = 'id,userType,accountEnabled,assignedPlans';
/** The part of a licence that Teams needs. */
const TEAMS_PLAN = 'TeamspaceAPI';
const GROUP_PAGE = 200;
/** Asking for members of one type is an advanced query, on each of its pages: it needs this header, and `$count`. */
const ADVANCED = { ConsistencyLevel: 'eventual' };

interface UserBody {
  id?: unknown;
  userType?: unknown;
  accountEnabled?: unknown;
  assignedPlans?: unknown;
}

/** The person by object id or user principal name. */
export const personCall = (name: string): GraphCall => ({
  method: 'GET',
  path: `/users/${encodeURIComponent(name)}?$select=${FIELDS}`,
});

/** The person by an e-mail address that is not the one they sign in with. */
export const personByMailCall = (mail: string): GraphCall => ({
  method: 'GET',
  path: `/users?$filter=${encodeURIComponent(`mail eq '${mail.replace(/'/g, "''")}'`)}&$select=${FIELDS}&$top=2`,
});

/** The person in what Graph answered to either call; undefined where there is none, or more than one. */
export function personIn(body: unknown): GraphPerson | undefined {
  const { value } = (body ?? {}) as { value?: unknown };
  if (!Array.isArray(value)) return personOf(body);
  return value.length === 1 ? personOf(value[0]) : undefined;
}

function personOf(body: unknown): GraphPerson | undefined {
  const { id, userType, accountEnabled, assignedPlans } = (body ?? {}) as UserBody;
  if (typeof id !== 'string') return undefined;
  const hindrance = hindranceOf(userType, accountEnabled, assignedPlans);
  return { id, ...(hindrance ? { hindrance } : {}) };
}

function hindranceOf(userType: unknown, accountEnabled: unknown, plans: unknown): string | undefined {
  if (accountEnabled === false) return 'disabled-account: the account cannot sign in';
  if (userType === 'Guest') return 'guest: an app cannot be installed for guests';
  // Of whom the bot may not read, a group tells the id alone.
  if (!Array.isArray(plans)) return `missing-permission: ${PERMISSIONS['read-user']}`;
  const hasTeams = (plans as { service?: unknown; capabilityStatus?: unknown }[]).some(
    ({ service, capabilityStatus }) =>
      service === TEAMS_PLAN && (capabilityStatus === 'Enabled' || capabilityStatus === 'Warning'),
  );
  return hasTeams ? undefined : 'no-licence: no licence for Microsoft Teams';
}

/** A page of the people in a group, those in groups within it too. */
export interface MembersPage {
  people: GraphPerson[];
  /** Where the next page is read. */
  rest?: string;
}

/** @param rest - as the page before gave it. */
export async function membersPage(
  graph: Graph,
  tenant: string,
  group: string,
  rest?: string,
): Promise<MembersPage | Exclude<GraphOutcome, { kind: 'ok' }>> {
  const first = `/groups/${encodeURIComponent(group)}/transitiveMembers/microsoft.graph.user?$count=true&$select=${FIELDS}&$top=${GROUP_PAGE}`;
  const outcome = await graph.call(tenant, { method: 'GET', path: rest ?? first, headers: ADVANCED });
  if (outcome.kind !== 'ok') return outcome;
  const body = (outcome.body ?? {}) as { value?: unknown; '@odata.nextLink'?: unknown };
  const next = pathOf(graph, body['@odata.nextLink']);
  if (next === 'elsewhere') return { kind: 'refused', reason: 'the next page of the group lies elsewhere' };
  const people = (Array.isArray(body.value) ? (body.value as unknown[]) : []).flatMap(
    (user) => personOf(user) ?? [],
  );
  return { people, ...(next ? { rest: next } : {}) };
}

/** Graph gives the next page as a whole address; a token goes to no other place than Graph's. */
function pathOf(graph: Graph, link: unknown): string | undefined {
  if (typeof link !== 'string') return undefined;
  const base = graph.address('');
  return link.startsWith(`${base}/`) ? link.slice(base.length) : 'elsewhere';
}
