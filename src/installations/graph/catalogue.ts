/** Finds the bot's app in the tenant's catalogue of Teams apps. */
import type { Graph } from './graph';
import type { GraphOutcome } from './graphOutcome';

/** The app's id in the catalogue, which is another one than in its manifest. */
export type FoundApp = { id: string } | { failed: Exclude<GraphOutcome, { kind: 'ok' }> } | 'not-there';

/** @param teamsAppId - the id in the app's manifest. */
export async function findApp(graph: Graph, tenant: string, teamsAppId: string): Promise<FoundApp> {
  const filter = encodeURIComponent(`externalId eq '${teamsAppId}'`);
  const outcome = await graph.call(tenant, {
    method: 'GET',
    path: `/appCatalogs/teamsApps?$filter=${filter}&$select=id,externalId`,
  });
  if (outcome.kind !== 'ok') return { failed: outcome };
  const { value } = (outcome.body ?? {}) as { value?: { id?: unknown }[] };
  const id = Array.isArray(value) ? value[0]?.id : undefined;
  return typeof id === 'string' ? { id } : 'not-there';
}
