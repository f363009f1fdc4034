/** Puts the feature together from what the composition root gives: its functions, and installing for somebody who is to be reached. */
import { createOrchestrations } from '../azure/durableClient';
import type { StorageAccount } from '../azure/storageAccount';
import type { Clock } from '../clock';
import type { BotIdentity } from '../config';
import type { Installer } from '../conversations/installer';
import { isLoopback } from '../http/serviceAddress';
import type { Log } from '../log';
import { registerInstallationFunctions } from './functions';
import { createGraph } from './graph/graph';
import { createGraphTokens } from './graph/graphToken';
import { INSTALL_APP } from './installApp';
import type { InstallationSettings } from './installationSettings';
import { createInstaller } from './installer';
import { createInstallationStore, INSTALLATIONS_TABLE, type InstallationRow } from './installationStore';

export interface InstallationsGiven {
  settings: InstallationSettings;
  identity?: BotIdentity;
  storage: Pick<StorageAccount, 'table'>;
  /** The tenant that a call means which names none. */
  usualTenant(): Promise<string | undefined>;
  clock: Clock;
  log: Log;
  fetch: typeof fetch;
  wait(ms: number): Promise<void>;
  newId(): string;
}

export interface Installations {
  installer: Installer;
  registerFunctions(): void;
}

/** Makes the feature; nothing is sent or registered before it is asked for. */
export function createInstallations(given: InstallationsGiven): Installations {
  const { settings, identity, storage, clock, log, fetch } = given;
  const store = createInstallationStore(storage.table<InstallationRow>(INSTALLATIONS_TABLE));
  const tokenFor = createGraphTokens(settings.graphUrl, identity);
  const graph = createGraph({ url: settings.graphUrl, tokenFor, fetch, clock });
  const orchestrations = createOrchestrations();
  const hindrance = hindranceOf(settings, identity);
  const deps = {
    ...given,
    ...{ store, graph, log, perSecond: settings.perSecond },
    ...(settings.teamsAppId ? { teamsAppId: settings.teamsAppId } : {}),
    ...(hindrance ? { hindrance } : {}),
    ...ownTenantOf(identity),
    start: async (name: { tenant: string; id: string }) => {
      await orchestrations.start(INSTALL_APP, name.id, name);
    },
  };
  return {
    installer: createInstaller(deps),
    registerFunctions: () => registerInstallationFunctions(deps),
  };
}

/** A managed identity, or an app of one tenant, is let in by its own alone. */
function ownTenantOf(identity: BotIdentity | undefined): { ownTenant?: string } {
  const { appType = 'MultiTenant', tenantId } = identity ?? {};
  return appType !== 'MultiTenant' && tenantId ? { ownTenant: tenantId } : {};
}

/** Without an identity Graph lets nobody in; a stand-in on this machine does. */
function hindranceOf(
  { graphUrl, teamsAppId }: InstallationSettings,
  identity: BotIdentity | undefined,
): string | undefined {
  if (!identity && !isLoopback(graphUrl))
    return 'The bot has no identity towards Microsoft Graph: set MicrosoftAppId.';
  return teamsAppId ? undefined : 'The Teams app is not named: set TEAMS_APP_ID.';
}
