/** Runs once after all tests: ends the storage that they shared and removes its data. */
import { rmSync } from 'node:fs';
import type { SharedGlobal } from './globalSetup';

export default async function globalTeardown(): Promise<void> {
  const shared = (globalThis as SharedGlobal).recadoSharedStorage;
  if (!shared) return;
  await shared.storage.stop();
  rmSync(shared.folder, { recursive: true, force: true });
}
