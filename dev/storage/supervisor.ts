/**
 * The storage process: Azurite in a process group of its own, which outlives a hard kill of whoever started it just long
 * enough to write down everything that it has acknowledged.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installMovableDate } from '../clock/movableDate';
import { PortTakenError, startAzurite, type Azurite } from './azurite';
import {
  FolderInUseError,
  HOLDER_FILE,
  LOCK_FILE,
  lockFolder,
  type FolderHolder,
  type FolderLock,
} from './folderLock';
import {
  LOG_FILE,
  type StorageCommand,
  type StorageFailure,
  type SupervisorMessage,
  type SupervisorOptions,
} from './protocol';

const KEPT_WHEN_FRESH = new Set([LOCK_FILE, HOLDER_FILE, LOG_FILE]);

const date = installMovableDate();
const startedAt = new Date().toISOString();
const options = JSON.parse(process.argv[2] ?? '') as SupervisorOptions;
date.setOffset(options.clockOffsetMs);
const running = serve();
let ending: Promise<never> | undefined;

process.on('message', (command: StorageCommand) => {
  if (command.type === 'stop') return void end(0);
  date.setOffset(command.offsetMs);
  tell({ type: 'clock', offsetMs: command.offsetMs });
});
process.on('disconnect', () => void end(0, options.folderToRemoveWhenOrphaned));
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void end(0));
process.on('uncaughtException', (error) => {
  console.error(error);
  void end(1);
});
running.then(
  ({ azurite }) => tell({ type: 'ready', ports: azurite.ports }),
  (error: unknown) => fail(error),
);

async function serve(): Promise<{ azurite: Azurite; lock: FolderLock }> {
  const lock = await lockFolder(options.folder);
  try {
    lock.describe(holder('starting', options.ports));
    if (options.fresh) empty(options.folder);
    const azurite = await startAzurite(options.folder, options.ports, (error) => console.error(error));
    lock.describe(holder('serving', azurite.ports));
    return { azurite, lock };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Waits for a start under way, so that a starter that dies early leaves nothing half done. */
function end(code: number, folderToRemove?: string): Promise<never> {
  return (ending ??= saveAndExit(code, folderToRemove));
}

async function saveAndExit(code: number, folderToRemove?: string): Promise<never> {
  try {
    const { azurite, lock } = await running;
    lock.describe(holder('ending', azurite.ports));
    await azurite.close();
    lock.release();
    if (folderToRemove) rmSync(folderToRemove, { recursive: true, force: true, maxRetries: 5 });
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
  process.exit(code);
}

function fail(error: unknown): void {
  console.error(error);
  if (!process.connected) process.exit(1);
  process.send?.({ type: 'failed', failure: describeFailure(error) } satisfies SupervisorMessage, () =>
    process.exit(1),
  );
}

function describeFailure(error: unknown): StorageFailure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof PortTakenError)
    return { code: error.code, message, service: error.service, port: error.port };
  if (error instanceof FolderInUseError) return { code: error.code, message };
  return { code: 'storage-failed', message };
}

function tell(message: SupervisorMessage): void {
  if (process.connected) process.send?.(message, () => undefined);
}

function holder(state: FolderHolder['state'], ports: FolderHolder['ports']): FolderHolder {
  return { pid: process.pid, startedAt, state, ports };
}

function empty(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!KEPT_WHEN_FRESH.has(name)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
