// What the package holds in files of their own, loaded when they are first touched: modules that few turns need and all would pay for.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * By the name of the file (`late.<name>.js`): how the module is found, each step from the one before. A module may stand here
 * when those who require it read nothing of it, and extend nothing of it, while they are themselves loaded. What our own
 * sources load by `import()` needs no entry.
 */
const LATE_MODULES: Readonly<Record<string, readonly string[]>> = {
  // With an identity only: tokens, and the checking of tokens.
  azureIdentity: ['@azure/identity'],
  msal: ['botframework-connector', '@azure/msal-node'],
  jsonWebToken: ['botframework-connector', 'jsonwebtoken'],
  nodeFetch: ['botframework-connector', 'node-fetch'],
  crossFetch: ['botframework-connector', 'cross-fetch'],
  // Questions to Durable Functions.
  durableClient: ['durable-functions', './durableClient/DurableClient.js'],
  axios: ['durable-functions', 'axios'],
  validator: ['durable-functions', 'validator'],
  moment: ['durable-functions', 'moment'],
  // Reminders: clock times of a zone, and recurrence.
  temporal: ['temporal-polyfill'],
  recurrence: ['rrule-temporal'],
  // Messages to the queue; most turns send none.
  storageQueue: ['@azure/storage-queue'],
  // Of botbuilder and zod, what this app does not use.
  htmlParser: ['botbuilder', 'htmlparser2'],
  fileSystem: ['botbuilder', 'fs-extra'],
  languagesOfZod: ['zod', './v4/locales/index.cjs'],
};

/** One such module. */
export interface LateModule {
  /** The file that holds it, beside all others. */
  file: string;
  /** Absolute. */
  path: string;
  /** What `require` gives for it: whether it is a function, and the names that it exports. */
  isFunction: boolean;
  isEsModule: boolean;
  names: readonly string[];
}

/** Of a function and of the interop with ES modules; the stand-in has its own. */
const OWN_NAMES: readonly string[] = ['__esModule', 'length', 'name', 'prototype', 'arguments', 'caller'];

type Exported = Pick<LateModule, 'isFunction' | 'isEsModule' | 'names'>;

/** Finds and loads each of them. Throws when one is not installed. */
export function findLateModules(root: string): LateModule[] {
  const find = (steps: readonly string[]): string =>
    steps.reduce((from, step) => createRequire(from).resolve(step), join(root, 'package.json'));
  const found = Object.entries(LATE_MODULES).map(([name, steps]) => ({
    file: `late.${name}.js`,
    path: find(steps),
  }));
  const exported = exportsOf(found.map(({ path }) => path));
  return found.map((module, index) => {
    const { isFunction, isEsModule, names } = exported[index] as Exported;
    return { ...module, isFunction, isEsModule, names: names.filter((name) => !OWN_NAMES.includes(name)) };
  });
}

const ASK = `
  console.log(JSON.stringify(process.argv.slice(1).map((path) => {
    const exported = require(path);
    return {
      isFunction: typeof exported === 'function',
      isEsModule: '__esModule' in exported,
      names: Object.getOwnPropertyNames(exported),
    };
  })));`;

/** What each module exports, asked in a process of its own: whoever bundles stays free of what the modules do when loaded. */
function exportsOf(paths: readonly string[]): Exported[] {
  const answer = execFileSync(process.execPath, ['-e', ASK, ...paths], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(answer) as Exported[];
}
