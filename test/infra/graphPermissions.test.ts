/** What installing through Microsoft Graph needs is granted by the script and named by the docs: the same permissions, and no others. */
import { PERMISSIONS } from '../../src/installations/reasons';
import { readText } from './bicepText';

const NAMED = /\b(?:AppCatalog|User|GroupMember|TeamsAppInstallation)(?:\.\w+)+\.All\b/g;
const needed = Object.values(PERMISSIONS).sort();

test.each(['infra/grant-graph-permissions.sh', 'docs/deploy.md', 'docs/installations.md'])(
  '%s names each permission that is needed, and no other',
  (path) => {
    expect([...new Set(readText(path).match(NAMED))].sort()).toEqual(needed);
  },
);

test('docs/deploy.md says how to run the script', () => {
  expect(readText('docs/deploy.md')).toContain('infra/grant-graph-permissions.sh "$BOT"');
});
