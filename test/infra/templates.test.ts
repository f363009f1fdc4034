/** What the templates promise: no keys, no secrets, the least that an identity needs; and docs that fit them. */
import { allTemplates, readText } from './bicepText';

const templates = allTemplates();
const all = Object.values(templates).join('\n');
const storage = templates['infra/modules/storage.bicep'] ?? '';

test('nobody reads a key, and no parameter or output holds a secret', () => {
  expect(all).not.toMatch(/\blist(?:Keys|Secrets|AccountSas|ServiceSas|ChannelWithKeys)\b/i);
  expect(all).not.toMatch(/@secure\(/);
  expect(all).not.toMatch(/^(?:param|output) \w*(?:password|secret|connectionString|key)\w* /im);
  expect(all).not.toMatch(/AccountKey=|SharedAccessSignature/i);
});

test('storage takes no shared key, no old TLS and no anonymous reader', () => {
  for (const line of [
    'allowSharedKeyAccess: false',
    "minimumTlsVersion: 'TLS1_2'",
    'allowBlobPublicAccess: false',
    'supportsHttpsTrafficOnly: true',
    "publicAccess: 'None'",
  ])
    expect(storage).toContain(line);
});

test('the identity has three roles on the account and one on the logs, and none wider', () => {
  const roleIds = [...all.matchAll(/'([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})'/g)].map(([, id]) => id);
  expect(roleIds.sort()).toEqual(
    [
      'b7e6dc6d-f1e8-4753-8033-0f276bb0955b', // Storage Blob Data Owner
      '974c5e8b-45b9-4653-ba55-5f855dd0fb88', // Storage Queue Data Contributor
      '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3', // Storage Table Data Contributor
      '3913510d-42f4-4e42-8a64-420c390055eb', // Monitoring Metrics Publisher
    ].sort(),
  );
  const scopes = [...all.matchAll(/roleAssignments@[^]*?scope: (\w+)/g)].map(([, scope]) => scope);
  expect(scopes.sort()).toEqual(['account', 'component']);
});

test('logs are taken from identities alone', () => {
  const monitoring = templates['infra/modules/monitoring.bicep'] ?? '';
  expect(monitoring).toContain('DisableLocalAuth: true');
  expect(monitoring).toContain('disableLocalAuth: true');
});

test('every parameter is described, and says what it takes', () => {
  for (const [path, text] of Object.entries(templates)) {
    const params = [...text.matchAll(/((?:^@.*\n)*)^param (\w+) /gm)];
    for (const [, decorators = '', name = ''] of params)
      expect(`${path} ${name}: ${decorators}`).toContain('@description(');
  }
  const main = templates['infra/main.bicep'] ?? '';
  const free = [...main.matchAll(/((?:^@.*\n)*)^param (\w+) (?:string|int)\b/gm)]
    .filter(([, decorators = '']) => !/@(?:allowed|minLength|maxLength|minValue|maxValue)\(/.test(decorators))
    .map(([, , name]) => name);
  expect(free).toEqual(['location']);
});

test('the linter takes no rule lightly', () => {
  const config = JSON.parse(readText('bicepconfig.json')) as {
    analyzers: { core: { rules: Record<string, { level: string }> } };
  };
  const levels = Object.values(config.analyzers.core.rules).map(({ level }) => level);
  expect(levels.length).toBeGreaterThan(25);
  expect([...new Set(levels)]).toEqual(['error']);
});

describe('docs/deploy.md', () => {
  const deploy = readText('docs/deploy.md');

  test('has ten steps', () => {
    const steps = [...deploy.matchAll(/^\*\*(\d+)\. /gm)].map(([, number]) => Number(number));
    expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('names every variable that a deployment reads', () => {
    const variables = [...readText('infra/main.bicepparam').matchAll(/readEnvironmentVariable\('(\w+)'/g)];
    for (const [, variable = ''] of variables) expect(deploy).toContain(`\`${variable}\``);
  });

  test('reads outputs that there are', () => {
    const outputs = [...(templates['infra/main.bicep'] ?? '').matchAll(/^output (\w+) /gm)].map(
      ([, name]) => name,
    );
    const read = [...deploy.matchAll(/\$\(output (\w+)\)/g)].map(([, name]) => name);
    expect(read.length).toBe(3);
    expect(read.filter((name) => !outputs.includes(name))).toEqual([]);
  });

  test('runs commands that there are', () => {
    const { scripts } = JSON.parse(readText('package.json')) as { scripts: Record<string, string> };
    const run = [...`${deploy}\n${readText('azure.yaml')}`.matchAll(/npm run ([\w-]+)/g)].map(
      ([, name]) => name ?? '',
    );
    expect(run).toContain('package');
    expect(run.filter((name) => !(name in scripts))).toEqual([]);
  });
});
