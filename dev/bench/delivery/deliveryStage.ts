/** The whole app on a stage whose storage is reached through a proxy, and whose host can be killed at any operation. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startConnectorServer } from '../../chat/connector/connectorServer';
import type { LocalConnector } from '../../chat/connector/localConnector';
import { findProjectRoot } from '../../projectRoot';
import { copyApp, neutralEnvironment } from '../../stage/appFolder';
import { createStageClock, type StageClock } from '../../stage/stageClock';
import { stageHost, type StagedHost } from '../../stage/stagedHost';
import { findFreePort } from '../../start/ports';
import { startStorage, type LocalStorage } from '../../storage/storage';
import { startStorageProxy, type StorageProxy } from './storageProxy';

export interface DeliveryStageOptions {
  /** How many messages one host works on at a time; 24 unless it is given, as host.json has it. */
  concurrency?: number;
  latencyMs?: number;
  hostEnv?: Readonly<Record<string, string>>;
  /** How many hosts; 1 unless it is given. */
  hosts?: number;
  /** The hosts reach storage without the proxy, which takes time of its own: nothing is counted then. */
  isDirect?: boolean;
}

export interface DeliveryStage {
  readonly storage: LocalStorage;
  readonly proxy: StorageProxy;
  readonly connector: LocalConnector;
  readonly serviceUrl: string;
  readonly clock: StageClock;
  /** They do not run until they are started. */
  readonly hosts: readonly StagedHost[];
  startHosts(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts storage, proxy and connector; the hosts are only prepared, so that what they find can be laid out first. */
export async function startDeliveryStage(options: DeliveryStageOptions = {}): Promise<DeliveryStage> {
  const folder = mkdtempSync(join(tmpdir(), 'recado-delivery-'));
  const storage = await startStorage({
    folder: join(folder, 'storage'),
    folderToRemoveWhenOrphaned: folder,
  });
  const proxy = await startStorageProxy(storage.connectionString, storage.ports);
  const root = join(folder, 'app');
  copyApp(findProjectRoot(), root);
  if (options.concurrency !== undefined) setConcurrency(join(root, 'host.json'), options.concurrency);
  const env = {
    ...neutralEnvironment(process.env),
    AzureWebJobsStorage: (options.isDirect === true ? storage : proxy).connectionString,
    ...options.hostEnv,
  };
  const hosts: StagedHost[] = [];
  for (let index = 0; index < (options.hosts ?? 1); index += 1) {
    const dataFolder = join(folder, `host-${index}`);
    const port = await findFreePort();
    hosts.push(stageHost({ root, port, dataFolder, enforceKeys: false, env }, `${dataFolder}.log`));
  }
  const clock = createStageClock(() => [storage, ...hosts]);
  const server = await startConnectorServer({ now: clock.now, latencyMs: options.latencyMs ?? 0 });
  return {
    ...{ storage, proxy, clock, hosts, connector: server.connector, serviceUrl: server.serviceUrl },
    startHosts: async () => void (await Promise.all(hosts.map((host) => host.start(clock.offsetMs)))),
    async stop() {
      for (const host of hosts) await host.stop('SIGTERM');
      await server.stop();
      await proxy.stop();
      await storage.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The queue trigger works on `batchSize + newBatchThreshold` messages at a time. */
function setConcurrency(file: string, concurrency: number): void {
  const host = JSON.parse(readFileSync(file, 'utf8')) as { extensions: { queues: Record<string, unknown> } };
  const batchSize = Math.ceil(concurrency / 3);
  Object.assign(host.extensions.queues, { batchSize, newBatchThreshold: concurrency - batchSize });
  writeFileSync(file, JSON.stringify(host));
}
