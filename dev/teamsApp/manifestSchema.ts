// Holds a manifest and its translations against the schemas that Microsoft publishes.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv, { type ValidateFunction } from 'ajv-draft-04';
import addFormats from 'ajv-formats';

type Kind = 'MicrosoftTeams.schema.json' | 'MicrosoftTeams.Localization.schema.json';

const SCHEMA_ADDRESS = /\/json-schemas\/teams\/(v[\w.]+)\/(MicrosoftTeams[\w.]*\.json)$/;

/** What is wrong with the manifest, each as `where: what`; nothing when it is valid. */
export const manifestProblems = (manifest: unknown): string[] =>
  problemsOf(manifest, 'MicrosoftTeams.schema.json');

/** What is wrong with a file of translations. */
export const localizationProblems = (texts: unknown): string[] =>
  problemsOf(texts, 'MicrosoftTeams.Localization.schema.json');

function problemsOf(value: unknown, kind: Kind): string[] {
  const { $schema: address = '' } = value as { $schema?: string };
  const [, version, file] = SCHEMA_ADDRESS.exec(address) ?? [];
  if (version === undefined || file !== kind) return [`$schema: is not the address of ${kind}`];
  const validate = validatorOf(version, kind);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const extra = (params as { additionalProperty?: string }).additionalProperty;
    return `${instancePath || '/'}: ${message ?? 'is not valid'}${extra === undefined ? '' : ` (${extra})`}`;
  });
}

function validatorOf(version: string, kind: Kind): ValidateFunction {
  const { resolve } = createRequire(__filename);
  const path = resolve(`@microsoft/app-manifest/build/json-schemas/teams/${version}/${kind}`);
  // The published patterns are not written for the stricter reading of the u flag.
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv as unknown as Parameters<typeof addFormats>[0]);
  return ajv.compile(JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')) as object);
}
