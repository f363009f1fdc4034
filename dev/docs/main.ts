// `npm run docs`: writes what is made from other files: the page of settings, and the API's description as JSON.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { findProjectRoot } from '../projectRoot';
import { OPENAPI_JSON, openapiJson } from './openapiJson';
import { settingsPage } from './settingsPage';

async function main(): Promise<void> {
  await write('docs/settings.md', settingsPage());
  await write(OPENAPI_JSON, openapiJson());
}

/** In the form in which the project keeps such files. */
async function write(path: string, text: string): Promise<void> {
  const filepath = join(findProjectRoot(), path);
  writeFileSync(filepath, await format(text, { ...(await resolveConfig(filepath)), filepath }));
  console.log(`${path} is written.`);
}

main().catch((fault: unknown) => {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = 1;
});
