/** Registers what installations need: the HTTP API, the orchestration and its activities, the repair and the purge. */
import { app, type HttpHandler } from '@azure/functions';
import * as df from 'durable-functions';
import { durableClientInput } from '../azure/durableClient';
import { DAY_MS } from '../clock';
import { createBudget } from './budget';
import { conclude } from './conclude';
import { findAppFor } from './findAppFor';
import {
  type ConcludeInput,
  INSTALL_ACTIVITIES,
  INSTALL_APP,
  installApp,
  type LaneInput,
} from './installApp';
import { installLane, type InstallDeps } from './installLane';
import {
  getInstallation,
  type InstallationsApiDeps,
  listTargets,
  postInstallation,
} from './installationsApi';
import type { InstallationName } from './installationStore';
import { lookUp } from './lookUp';
import { repairInstallations } from './repairInstallations';

export const INSTALLATION_FUNCTIONS = {
  post: 'postInstallation',
  get: 'getInstallation',
  targets: 'listInstallationTargets',
  repair: 'repairInstallations',
  purge: 'purgeInstallations',
} as const;

const EVERY_FIVE_MINUTES = '50 */5 * * * *';
const EARLY_EACH_DAY = '0 53 3 * * *';
const KEEP_MS = 30 * DAY_MS;
const PURGE_LIMIT = 1000;

export interface InstallationFunctionsDeps extends InstallationsApiDeps, InstallDeps {
  teamsAppId?: string;
}

export function registerInstallationFunctions(deps: InstallationFunctionsDeps): void {
  const http = (name: string, [method, route]: ['GET' | 'POST', string], handler: HttpHandler): void =>
    app.http(name, {
      ...{ route, methods: [method], authLevel: 'function' as const },
      ...{ extraInputs: [durableClientInput], handler },
    });
  http(INSTALLATION_FUNCTIONS.post, ['POST', 'installations'], (request) => postInstallation(deps, request));
  http(INSTALLATION_FUNCTIONS.get, ['GET', 'installations/{id}'], (request) =>
    getInstallation(deps, request),
  );
  http(INSTALLATION_FUNCTIONS.targets, ['GET', 'installations/{id}/targets'], (request) =>
    listTargets(deps, request),
  );
  registerOrchestration(deps);
  registerTimers(deps);
}

function registerOrchestration(deps: InstallationFunctionsDeps): void {
  const activity = <I>(name: string, handler: (input: I) => Promise<unknown>): void =>
    void df.app.activity(name, { handler: (input: I) => handler(input) });
  df.app.orchestration(INSTALL_APP, installApp);
  activity(INSTALL_ACTIVITIES.findApp, (input: InstallationName) => findAppFor(deps, input));
  activity(INSTALL_ACTIVITIES.lookUp, (input: InstallationName) =>
    lookUp(deps, input, createBudget(deps.clock)),
  );
  activity(INSTALL_ACTIVITIES.installLane, (input: LaneInput) =>
    installLane(deps, input, createBudget(deps.clock)),
  );
  activity(INSTALL_ACTIVITIES.conclude, (input: ConcludeInput) => conclude(deps, input));
}

function registerTimers(deps: InstallationFunctionsDeps): void {
  const { store, clock, log } = deps;
  app.timer(INSTALLATION_FUNCTIONS.repair, {
    schedule: EVERY_FIVE_MINUTES,
    extraInputs: [durableClientInput],
    handler: () => repairInstallations(deps),
  });
  app.timer(INSTALLATION_FUNCTIONS.purge, {
    schedule: EARLY_EACH_DAY,
    handler: async () =>
      log.info('installations.purged', { count: await store.purge(clock() - KEEP_MS, PURGE_LIMIT) }),
  });
}
