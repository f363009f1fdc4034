/** Builds what the cold start is measured on: the package, the unbundled app, one that loads all packages at once, and the probe. */
import { buildSync } from 'esbuild';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageApp } from '../package/packageApp';
import { findProjectRoot } from '../projectRoot';

/** The entry points, absolute. */
export interface BuiltApps {
  packageFolder: string;
  bundle: string;
  unbundled: string;
  eager: string;
  probe: string;
}

/** Unbundled code finds its packages from here. */
const besidePackages = (): string => join(findProjectRoot(), 'node_modules', '.cache', 'recado-cold-start');

/** The package goes to the folder, which has no packages near it; the others go beside the project's own. */
export async function buildApps(folder: string): Promise<BuiltApps> {
  const root = findProjectRoot();
  const packageFolder = join(folder, 'package');
  const beside = besidePackages();
  mkdirSync(beside, { recursive: true });
  await packageApp(root, packageFolder);
  buildSync({
    absWorkingDir: root,
    entryPoints: { unbundled: 'src/index.ts', probe: 'dev/package/appProbe.ts' },
    outdir: beside,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    packages: 'external',
    logLevel: 'warning',
  });
  writeFileSync(join(beside, 'eager.js'), eagerSource(root));
  const script = (name: string): string => join(beside, `${name}.js`);
  return {
    packageFolder,
    bundle: join(packageFolder, 'index.js'),
    unbundled: script('unbundled'),
    eager: script('eager'),
    probe: script('probe'),
  };
}

/** Removes what lies beside the packages. */
export function removeApps(): void {
  rmSync(besidePackages(), { recursive: true, force: true });
}

function eagerSource(root: string): string {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const packages = Object.keys(dependencies).map((name) => `require(${JSON.stringify(name)});`);
  return [...packages, `require('./unbundled.js');`].join('\n');
}
