/** What a crash left undone is done: an installation that has not ended has its course, or gets one. */
import { faultFields, type Log } from '../log';
import type { InstallationName, InstallationStore } from './installationStore';

export async function repairInstallations({
  store,
  start,
  log,
}: {
  store: InstallationStore;
  start(name: InstallationName): Promise<void>;
  log: Log;
}): Promise<void> {
  for await (const { tenant, id } of store.open())
    // One that is under way goes on.
    await start({ tenant, id }).catch((error: unknown) =>
      log.warn('installations.not-started', { installation: id, ...faultFields(error) }),
    );
}
