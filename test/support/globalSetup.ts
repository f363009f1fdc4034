/** Runs once before all tests: builds what is not built, and starts the storage that the tests share. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProjectRoot } from '../../dev/projectRoot';
import { startStorage, type LocalStorage } from '../../dev/storage/storage';

/** What the teardown needs of the setup; both run in Jest's own process. */
export interface SharedStorage {
  storage: LocalStorage;
  folder: string;
}

/** `globalThis` as setup and teardown see it. */
export type SharedGlobal = typeof globalThis & { recadoSharedStorage?: SharedStorage };

export default async function globalSetup(): Promise<void> {
  const root = findProjectRoot();
  if (!existsSync(join(root, 'dist/dev/storage.js')))
    execFileSync(process.execPath, [join(root, 'dev/build.mjs')], { stdio: 'inherit' });
  const folder = mkdtempSync(join(tmpdir(), 'recado-tests-'));
  const storage = await startStorage({ folder, folderToRemoveWhenOrphaned: folder });
  (globalThis as SharedGlobal).recadoSharedStorage = { storage, folder };
  process.env.RECADO_TEST_STORAGE = storage.connectionString;
}
