/** `POST /api/installations`: what is wrong with a body is named by its place, and nothing is installed in another tenant than is meant. */
import { HttpRequest } from '@azure/functions';
import { createInstaller } from '../../src/installations/installer';
import { type InstallationsApiDeps, postInstallation } from '../../src/installations/installationsApi';
import { anInstallation, idOf, type InstallWorld } from './buildersInstallations';

const OWN = 'aaaaaaaa-1111-4111-8111-111111111111';
const ID = '11111111-2222-4333-8444-555555555555';
let world: InstallWorld;
let started: unknown[];
beforeEach(async () => {
  world = await anInstallation({});
  started = [];
});
afterEach(() => world.stop());

const depsOf = (change: Partial<InstallationsApiDeps> = {}): InstallationsApiDeps => ({
  ...{ store: world.store, clock: world.clock.clock, log: world.log, newId: () => ID },
  start: (name) => Promise.resolve(void started.push(name)),
  usualTenant: () => Promise.resolve(OWN),
  ...change,
});
const post = async (body: unknown, change: Partial<InstallationsApiDeps> = {}, query = '') => {
  const { status, body: problem } = await postInstallation(
    depsOf(change),
    new HttpRequest({
      method: 'POST',
      url: `http://localhost/api/installations${query}`,
      headers: { 'content-type': 'application/json' },
      body: { string: typeof body === 'string' ? body : JSON.stringify(body) },
    }),
  );
  const { errors = [] } = JSON.parse(typeof problem === 'string' ? problem : '{}') as {
    errors?: { pointer: string }[];
  };
  return { status, pointers: errors.map(({ pointer }) => pointer) };
};
const users = [idOf(1)];

it.each<[string, unknown, string[]]>([
  ['no object', [], ['']],
  ['nobody', {}, ['']],
  ['a field that there is not', { users, to: [] }, ['']],
  ['users that are no list', { users: 'ana@contoso.com' }, ['/users']],
  ['a user that is no name', { users: [idOf(1), 'ana', '', 7] }, ['/users/1', '/users/2', '/users/3']],
  ['a group by its address', { groups: ['all@contoso.com'] }, ['/groups/0']],
  ['a tenant that is none', { users, tenant: "a'b" }, ['/tenant']],
  ['more than 5,000 names', { users: Array(5001).fill('a@b') }, ['']],
])('names what is wrong where there is %s', async (_what, body, pointers) => {
  const answer = await post(body);
  expect(answer.status).toBe(400);
  expect([...new Set(answer.pointers)]).toEqual(pointers);
  expect(started).toEqual([]);
});

it.each([
  ['{', 400],
  [JSON.stringify({ users: ['x'.repeat(600_000)] }), 413],
])('refuses what it cannot read', async (body, status) => {
  expect((await post(body)).status).toBe(status);
});

describe('the bot of one tenant', () => {
  const other = 'bbbbbbbb-2222-4222-8222-222222222222';

  it('installs nothing for another: its token would install it in its own', async () => {
    expect(await post({ users, tenant: other }, { ownTenant: OWN })).toEqual({
      ...{ status: 400, pointers: ['/tenant'] },
    });
    expect((await post({ users }, { ownTenant: OWN }, `?tenant=${other}`)).status).toBe(400);
    const installer = createInstaller(depsOf({ ownTenant: OWN }));
    expect(await installer.begin(other, 'note/0', users)).toEqual({ hindrance: expect.any(String) });
    expect(started).toEqual([]);
  });

  it('installs for its own, however it is written', async () => {
    expect((await post({ users, tenant: OWN.toUpperCase() }, { ownTenant: OWN })).status).toBe(202);
  });
});

it('refuses a body that names another tenant than its address', async () => {
  expect(await post({ users, tenant: 'contoso' }, {}, '?tenant=fabrikam')).toEqual({
    ...{ status: 400, pointers: ['/tenant'] },
  });
});
