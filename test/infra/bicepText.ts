/** What the tests read of the templates without a Bicep compiler: their text, their settings, their alerts. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProjectRoot } from '../../dev/projectRoot';

const root = findProjectRoot();

export const readText = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');

/** All templates, as one text for each file. */
export function allTemplates(): Record<string, string> {
  const modules = readdirSync(join(root, 'infra/modules')).map((name) => `infra/modules/${name}`);
  return Object.fromEntries(['infra/main.bicep', ...modules].map((path) => [path, readText(path)]));
}

/** The settings that a deployment sets, each with its expression. */
export function deployedSettings(): Record<string, string> {
  const text = readText('infra/modules/appSettings.bicep');
  const blocks = [...text.matchAll(/^var \w+Settings = [^]*?^ {0,6}\}$/gm)]
    .map(([block]) => block)
    .join('\n');
  const settings = [...blocks.matchAll(/^ {2,6}(\w+): (.+)$/gm)];
  return Object.fromEntries(settings.map(([, name = '', value = '']) => [name, value]));
}

export interface Alert {
  name: string;
  query: string;
}

export function alerts(): Alert[] {
  const text = readText('infra/modules/alerts.bicep');
  return [...text.matchAll(/^ {4}name: '([\w-]+)'$[^]*?query: '''\n([^]*?)'''/gm)].map(
    ([, name = '', query = '']) => ({ name, query }),
  );
}
