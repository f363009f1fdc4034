// `npm run docs`: writes the pages of docs/ that are generated.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { findProjectRoot } from '../projectRoot';
import { settingsPage } from './settingsPage';

async function main(): Promise<void> {
  const page = await format(settingsPage(), { parser: 'markdown' });
  writeFileSync(join(findProjectRoot(), 'docs', 'settings.md'), page);
  console.log('docs/settings.md is written.');
}

main().catch((fault: unknown) => {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = 1;
});
