// Zips a folder so that the same content always gives the same bytes.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { zipSync, type Zippable } from 'fflate';

/** The earliest time that a zip can hold: when a file was made says nothing about what is in it. */
const NO_TIME = '1980-01-01T00:00:00';

/** Writes all files of the folder into a zip file; returns its size in bytes. */
export function zipFolder(folder: string, zipFile: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const content: Zippable = {};
  for (const file of files) content[relative(folder, file).split(sep).join('/')] = readFileSync(file);
  const zip = zipSync(content, { level: 6, mtime: NO_TIME });
  writeFileSync(zipFile, zip);
  return zip.length;
}
