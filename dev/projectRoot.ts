/** Where the project lies, found alike from the sources and from what is built of them. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The nearest folder at or above `from` that holds host.json: the Functions app's root, absolute. */
export function findProjectRoot(from: string = __dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'host.json'))) return folder;
    if (folder === dirname(folder))
      throw new Error(`No host.json at or above ${from}: this is no Functions app.`);
  }
}
