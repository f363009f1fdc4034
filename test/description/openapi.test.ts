/** The API's description: valid by a linter's strict rules, the same as what the app serves, and of exactly the app's routes. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HttpRequest } from '@azure/functions';
import { OPENAPI_JSON, openapiJson } from '../../dev/docs/openapiJson';
import { findProjectRoot } from '../../dev/projectRoot';
import { describeApi } from '../../src/description/functions';
import { bundleScript } from '../support/bundleScript';
import { probeApp } from '../support/probeApp';
import { testStorage } from '../support/tables';

const root = findProjectRoot();
const description = JSON.parse(openapiJson()) as {
  openapi: string;
  paths: Record<string, Record<string, { operationId?: string; security?: object[] }>>;
};
const METHODS = ['get', 'post', 'put', 'delete', 'patch'];
const operations = Object.entries(description.paths).flatMap(([path, item]) =>
  Object.entries(item)
    .filter(([method]) => METHODS.includes(method))
    .map(([method, operation]) => ({ address: `${method.toUpperCase()} ${path.slice(1)}`, ...operation })),
);

/** The linter is an ES module, which tests cannot load: it runs in a process of its own. */
const LINT = `
  import { createConfig, lint } from '@redocly/openapi-core';
  const config = await createConfig({ extends: ['recommended-strict'] });
  const problems = await lint({ ref: 'openapi.yaml', config });
  console.log(JSON.stringify(problems.map(({ ruleId, message }) => ruleId + ': ' + message)));
`;

test('it has no fault by the strict rules of a linter', () => {
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', LINT], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(JSON.parse(said)).toEqual([]);
  expect(description.openapi).toMatch(/^3\.1\./);
});

test('what the app serves is what openapi.yaml says, at the address where it was asked', async () => {
  expect(JSON.parse(readFileSync(join(root, OPENAPI_JSON), 'utf8'))).toEqual(description);
  const url = 'https://func.example.com/api/openapi.json';
  const { jsonBody } = await describeApi(new HttpRequest({ method: 'GET', url }));
  expect(jsonBody).toEqual({ ...description, servers: [{ url: 'https://func.example.com/api' }] });
});

test('it describes every route of the app and no other, under the name of its function and with its keys', async () => {
  const { report, errors } = await probeApp(
    { entry: bundleScript(join(root, 'src/index.ts')) },
    { AzureWebJobsStorage: testStorage() },
  );
  if (!report) throw new Error(errors);
  const routes = report.functions.flatMap(({ name, bindings }) => {
    const trigger = Object.values(bindings).find(({ type }) => type === 'httpTrigger');
    if (!trigger) return [];
    const address = `${String(trigger.methods)} ${String(trigger.route)}`;
    return [{ address, operationId: name, needsKey: trigger.authLevel === 'function' }];
  });
  const described = operations.map(({ address, operationId, security }) => ({
    ...{ address, operationId },
    needsKey: security === undefined,
  }));
  const sorted = (list: { address: string }[]) => list.sort((a, b) => a.address.localeCompare(b.address));
  expect(sorted(described)).toEqual(sorted(routes));
});
