/** Turns without a question, and the start of the app, pay nothing for dialogs. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { findProjectRoot } from '../../dev/projectRoot';

const root = findProjectRoot();

test('the package of dialogs is loaded by the first dialog alone', async () => {
  const folder = mkdtempSync(join(root, 'node_modules', '.late-loading-'));
  try {
    const entry = join(folder, 'entry.ts');
    writeFileSync(
      entry,
      `import '../../src/app';
       import { createDialogs } from '../../src/dialogs/dialogs';
       const isLoaded = () => Object.keys(require.cache).some((file) => file.includes('botbuilder-dialogs'));
       const store = { find: async () => undefined, write: async (place, content) => ({ ...content, place, etag: '' }) };
       const dialog = { name: 'd', question: () => undefined, take: async () => ({ kind: 'no-answer' }) };
       const dialogs = createDialogs({ store, dialogs: [dialog], clock: () => 0 } as never);
       const turn = { text: '', receivedAt: 0, person: { tenant: 't', key: 'p' }, address: { tenant: 't', key: 'c' } };
       const before = isLoaded();
       void dialogs.begin({ dialog: 'd', state: {} }, turn as never, () => ({ text: '' })).then(() => console.log(before, isLoaded()));`,
    );
    const outfile = join(folder, 'entry.js');
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: 'node',
      packages: 'external',
      format: 'cjs',
    });
    const printed = execFileSync(process.execPath, [outfile], { encoding: 'utf8' });
    expect(printed.trim().split('\n').at(-1)).toBe('false true');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
