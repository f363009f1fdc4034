/** The workflows do what they say with what there is: pinned actions, the least permissions, scripts and a Node version that exist. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { findProjectRoot } from '../../dev/projectRoot';
import { allTemplates, readText } from './bicepText';

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Workflow {
  permissions?: Record<string, string>;
  jobs: Record<string, { permissions?: Record<string, string>; 'timeout-minutes'?: number; steps: Step[] }>;
}

const FOLDER = '.github/workflows';
const names = readdirSync(join(findProjectRoot(), FOLDER));
const project = JSON.parse(readText('package.json')) as {
  scripts: Record<string, string>;
  engines: { node: string };
};

test('there is a check and a deployment', () => {
  expect(names.sort()).toEqual(['check.yml', 'deploy.yml']);
});

test('each push is checked, whatever its branch, and only what main holds is deployed', () => {
  const events = (name: string): unknown => (parse(readText(`${FOLDER}/${name}`)) as { on: unknown }).on;
  expect(events('check.yml')).toEqual({ push: null, pull_request: null });
  expect(events('deploy.yml')).toEqual({
    workflow_dispatch: null,
    workflow_run: { workflows: ['check'], types: ['completed'], branches: ['main'] },
  });
  expect(readText(`${FOLDER}/deploy.yml`)).toContain("workflow_run.event == 'push'");
});

describe.each(names)('%s', (name) => {
  const text = readText(`${FOLDER}/${name}`);
  const workflow = parse(text) as Workflow;
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  test('pins each action to a commit, with its version beside it', () => {
    const lines = text.split('\n').filter((line) => /\buses:/.test(line));
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(line).toMatch(/uses: [\w.-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    expect(steps.filter(({ uses }) => uses)).toHaveLength(lines.length);
  });

  test('may read the sources, and writes nothing but its own token', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const given = jobs.flatMap(({ permissions = {} }) => Object.entries(permissions));
    const writes = given.filter(([, level]) => level !== 'read').map(([scope]) => scope);
    expect(writes).toEqual(name === 'deploy.yml' ? ['id-token'] : []);
  });

  test('leaves no token behind in the checkout', () => {
    for (const { uses = '', with: given } of steps)
      if (uses.startsWith('actions/checkout@')) expect(given).toMatchObject({ 'persist-credentials': false });
  });

  test('ends by itself', () => {
    for (const job of jobs) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
  });

  test('runs scripts that there are', () => {
    const called = [...text.matchAll(/npm (?:run )?(\S+)/g)].map(([, script = '']) => script);
    const builtIn = ['ci', 'install'];
    expect(called.length).toBeGreaterThan(1);
    expect(called.filter((script) => !builtIn.includes(script) && !(script in project.scripts))).toEqual([]);
  });

  test('uses the Node version of the project', () => {
    const versions = steps.filter(({ uses = '' }) => uses.startsWith('actions/setup-node@'));
    expect(versions.length).toBeGreaterThan(0);
    for (const { with: given } of versions)
      expect(`${String(given?.['node-version'])}.x`).toBe(project.engines.node);
  });

  test('puts nothing that others write into a shell line', () => {
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });
});

test('a deployment takes no secret: it signs in by what it is', () => {
  expect(readText(`${FOLDER}/deploy.yml`)).not.toContain('secrets.');
});

test('docs/deploy.md sets every variable that a deployment cannot do without', () => {
  const read = [...readText(`${FOLDER}/deploy.yml`).matchAll(/vars\.(\w+)(?! \|\|)\b(?! \|\|)/g)].map(
    ([, name]) => name,
  );
  expect(read).toContain('AZURE_CLIENT_ID');
  const page = readText('docs/deploy.md');
  for (const name of new Set(read)) expect(page).toContain(`set_variable ${name} `);
});

test('whoever deploys may give the roles that the templates give, and no others', () => {
  const guid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;
  const given = Object.values(allTemplates()).flatMap((text) => text.match(guid) ?? []);
  const condition = /^roles='([^']*)'$/m.exec(readText('docs/deploy.md'))?.[1] ?? '';
  expect([...(condition.match(guid) ?? [])].sort()).toEqual([...new Set(given)].sort());
});

test('Dependabot looks after packages, actions and the dev container, in groups', () => {
  const { updates } = parse(readText('.github/dependabot.yml')) as {
    updates: { 'package-ecosystem': string; groups: Record<string, unknown> }[];
  };
  expect(updates.map((update) => update['package-ecosystem'])).toEqual([
    'npm',
    'github-actions',
    'devcontainers',
  ]);
  for (const { groups } of updates) expect(Object.keys(groups).length).toBeGreaterThan(0);
});

test('the dev container has the Node version of the project', () => {
  const { image } = JSON.parse(readText('.devcontainer/devcontainer.json')) as { image: string };
  expect(`${/:(\d+)-/.exec(image)?.[1]}.x`).toBe(project.engines.node);
});
