// Loads the app: the files that `main` of its package.json names, CommonJS or ES modules.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HostError, messageOf } from '../hostError';

/** Runs the app's entry point files, in the order of their names; throws a HostError that names the file and keeps the app's error as cause. */
export async function loadEntryPoint(appFolder: string): Promise<void> {
  const { main, type } = readPackageJson(appFolder);
  if (!main)
    throw new HostError(
      'appFailed',
      `package.json in ${appFolder} has no "main": the app has no entry point.`,
    );
  for (const file of entryFiles(appFolder, main)) {
    try {
      await loadFile(join(appFolder, file), type === 'module');
    } catch (error) {
      throw new HostError(
        'appFailed',
        `The app's entry point "${file}" failed to load: ${messageOf(error)}`,
        {
          cause: error,
        },
      );
    }
  }
}

function readPackageJson(appFolder: string): { main?: string; type?: string } {
  try {
    return JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8')) as {
      main?: string;
      type?: string;
    };
  } catch (error) {
    throw new HostError('appFailed', `package.json in ${appFolder} cannot be read: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

function entryFiles(appFolder: string, main: string): string[] {
  if (existsSync(join(appFolder, main))) return [main];
  const files = globSync(main, { cwd: appFolder }).sort();
  if (files.length === 0) {
    throw new HostError(
      'appFailed',
      `The app's entry point "${main}" (main in package.json) was not found. Is it built?`,
    );
  }
  return files;
}

async function loadFile(path: string, isModulePackage: boolean): Promise<void> {
  const isModule = path.endsWith('.mjs') || (isModulePackage && !path.endsWith('.cjs'));
  if (isModule) await import(pathToFileURL(path).href);
  else createRequire(path)(path);
}
