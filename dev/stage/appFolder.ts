/** A copy of the built app to run on a stage: without the developer's settings, and untouched by a build meanwhile. */
import { copyFileSync, cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The developer's tools are no part of the app. */
const TOOLS = 'dev';

/** Copies what the host needs from the project's root to `folder`, which must not be there yet. */
export function copyApp(root: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'host.json']) copyFileSync(join(root, file), join(folder, file));
  const dist = join(root, 'dist');
  cpSync(dist, join(folder, 'dist'), {
    recursive: true,
    filter: (path) => relative(dist, path).split(sep)[0] !== TOOLS,
  });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
}

/** This process's environment without what would reach the app: its storage and its identity. */
export function neutralEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !/^(AzureWebJobs|MicrosoftApp|WEBSITE_)/i.test(name)),
  );
}
