// The API's description as JSON, for the app that serves it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { findProjectRoot } from '../projectRoot';

/** Where it is kept, from the project's root. */
export const OPENAPI_JSON = 'src/description/openapi.json';

/** Of openapi.yaml, as it is now. */
export function openapiJson(): string {
  const yaml = readFileSync(join(findProjectRoot(), 'openapi.yaml'), 'utf8');
  return JSON.stringify(parse(yaml), undefined, 2);
}
