// Puts each late module into a file of its own, and in its place a stand-in that loads the file when one of its exports is first used.
import type { Plugin } from 'esbuild';
import type { LateModule } from './lateModules';

/** Beginnings of names: a late file's entry, and the module itself, whoever asks. */
const ENTRY = 'late-entry:';
const ITSELF = 'late-itself:';
const STAND_IN = 'late-stand-in';

/** The entry points of the late files. */
export const lateEntries = (modules: readonly LateModule[]): { in: string; out: string }[] =>
  modules.map(({ path, file }) => ({ in: ENTRY + path, out: file.replace(/\.js$/, '') }));

/** `onePackage` says of each resolved path whether its stand-in is to be taken. */
export function standInFor(
  modules: ReadonlyMap<string, LateModule>,
  path: string,
): { path: string; namespace: string } | undefined {
  return modules.has(path) ? { path, namespace: STAND_IN } : undefined;
}

/** Loads stand-ins, and the modules themselves for their own files. */
export function loadLate(modules: ReadonlyMap<string, LateModule>): Plugin {
  return {
    name: 'load-late',
    setup(bundler) {
      bundler.onResolve({ filter: /^\.\/late\./ }, ({ path }) => ({ path, external: true }));
      bundler.onResolve({ filter: new RegExp(`^${ITSELF}`) }, ({ path }) => ({
        path: path.slice(ITSELF.length),
      }));
      bundler.onResolve({ filter: new RegExp(`^${ENTRY}`) }, ({ path }) => ({
        path: path.slice(ENTRY.length),
        namespace: ENTRY,
      }));
      // One form for ES modules and CommonJS: what require() gives is the entry's default export.
      bundler.onLoad({ filter: /./, namespace: ENTRY }, ({ path }) => ({
        contents: `module.exports = require(${JSON.stringify(ITSELF + path)});`,
        loader: 'js',
      }));
      bundler.onLoad({ filter: /./, namespace: STAND_IN }, ({ path }) => {
        const late = modules.get(path);
        return late && { contents: standInSource(late), loader: 'js' };
      });
    },
  };
}

/** Has the names of the module from the start, so that copying them (as the interop with ES modules does) loads nothing. */
function standInSource({ file, isFunction, isEsModule, names }: LateModule): string {
  return `
let found;
const load = () => {
  if (found === undefined) {
    found = require('./${file}').default;
    ${isFunction ? 'late.prototype = found.prototype;' : ''}
  }
  return found;
};
${isFunction ? 'function late(...given) { return new.target ? Reflect.construct(load(), given) : Reflect.apply(load(), this, given); }' : 'const late = {};'}
${isEsModule ? `Object.defineProperty(late, '__esModule', { value: true });` : ''}
for (const name of ${JSON.stringify(names)})
  Object.defineProperty(late, name, {
    enumerable: true,
    configurable: true,
    get: () => load()[name],
    set: (value) => { load()[name] = value; },
  });
module.exports = late;
`;
}
