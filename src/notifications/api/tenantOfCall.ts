/** Which tenant a call is for: everything that it names and reads lies in that one alone. */
import type { FieldProblem } from './fields';

export interface TenantDeps {
  /** The tenant of calls that name none. */
  homeTenant?: string;
  /** The tenant that the bot is in, if it is in one alone. */
  onlyTenant(): Promise<string | undefined>;
}

export type TenantOfCall = { ok: true; tenant: string } | { ok: false; error: FieldProblem };

const TENANT = /^[\w.:@-]{1,100}$/;

/** By the query's `tenant` or the body's, else the usual one, else the only one known. */
export async function tenantOfCall(
  { homeTenant, onlyTenant }: TenantDeps,
  query: URLSearchParams,
  inBody?: string,
): Promise<TenantOfCall> {
  const inQuery = query.get('tenant') ?? undefined;
  const refuse = (detail: string): TenantOfCall => ({ ok: false, error: { pointer: '/tenant', detail } });
  if (inQuery !== undefined && inBody !== undefined && inQuery !== inBody)
    return refuse('must be the one that the address names');
  const named = inBody ?? inQuery;
  if (named !== undefined)
    return TENANT.test(named) ? { ok: true, tenant: named } : refuse('is no tenant’s id');
  const tenant = homeTenant ?? (await onlyTenant());
  return tenant === undefined
    ? refuse('is missing, and the bot is not in one tenant alone')
    : { ok: true, tenant };
}
