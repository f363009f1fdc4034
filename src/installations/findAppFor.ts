/** The first step of an installation: the app's id in the tenant's catalogue, or why nothing can be installed. */
import { findApp } from './graph/catalogue';
import type { Graph } from './graph/graph';
import type { AppInput } from './installApp';
import type { InstallationName } from './installationStore';
import { APP_NOT_THERE, reasonOf } from './reasons';

/** Graph does not answer now; the orchestration tries again. */
export class GraphUnavailable extends Error {
  readonly code = 'graph-unavailable';

  constructor(reason: string) {
    super(`Microsoft Graph did not answer: ${reason}`);
    this.name = 'GraphUnavailable';
  }
}

/** Throws GraphUnavailable for everything that is worth another try. */
export async function findAppFor(
  { graph, teamsAppId }: { graph: Graph; teamsAppId?: string },
  { tenant }: InstallationName,
): Promise<AppInput> {
  if (!teamsAppId) return { reason: 'no-app-id: TEAMS_APP_ID is not set' };
  const found = await findApp(graph, tenant, teamsAppId);
  if (found === 'not-there') return { reason: APP_NOT_THERE };
  if ('id' in found) return { id: found.id };
  const { failed } = found;
  if (failed.kind === 'transient' || failed.kind === 'throttled')
    throw new GraphUnavailable(reasonOf(failed, 'find-app'));
  return { reason: reasonOf(failed, 'find-app') };
}
