// Resolves what is bundled so that each version of a package is there once, in the form that `require` gives.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { OnResolveResult, Plugin } from 'esbuild';

/** The language worker puts this module in place when it loads the app; no package of this name exists. */
const SUPPLIED_BY_WORKER = '@azure/functions-core';

const RESOLVED = Symbol('resolved as require() would');

/** What to take for a resolved file, where it is not to be taken as it is. */
export type Instead = (path: string) => OnResolveResult | undefined;

/**
 * Without this, what our own sources import and what packages require would be two copies (ES modules and CommonJS), with two
 * of each class; and a package that npm has installed at several places in the same version would be there as often.
 */
export function onePackage(first: FirstPlace, instead: Instead): Plugin {
  return {
    name: 'one-package',
    setup(bundler) {
      bundler.onResolve({ filter: /./ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        if (pluginData === RESOLVED || kind === 'entry-point') return undefined;
        if (path === SUPPLIED_BY_WORKER) return { path, external: true };
        const isOwn = path.startsWith('.');
        const found = await bundler.resolve(path, {
          ...{ importer, resolveDir, pluginData: RESOLVED },
          kind: isOwn ? kind : 'require-call',
        });
        // What is not installed is left to esbuild: an optional package in a try block is no error.
        if (found.errors.length > 0) return undefined;
        if (found.external || found.namespace !== 'file') return found;
        const taken = first(found.path);
        return instead(taken) ?? { ...found, path: taken };
      });
    },
  };
}

interface LockFile {
  packages: Record<string, { version?: string }>;
}

/** The same file in the first of the places (by name) that hold the same version of its package; absolute. */
export type FirstPlace = (path: string) => string;

/** By package-lock.json. */
export function readFirstPlaces(root: string): FirstPlace {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as LockFile;
  const places = Object.keys(packages)
    .filter((place) => place !== '')
    .sort();
  const idOf = (place: string): string =>
    `${place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${packages[place]?.version}`;
  const first = new Map<string, string>();
  for (const place of places) if (!first.has(idOf(place))) first.set(idOf(place), place);
  return (path) => {
    const inside = relative(root, path).split(sep).join('/');
    const place = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(inside)?.[0];
    const better = place && packages[place] ? first.get(idOf(place)) : undefined;
    if (!place || !better || better === place) return path;
    const moved = join(root, better + inside.slice(place.length));
    return existsSync(moved) ? moved : path;
  };
}
