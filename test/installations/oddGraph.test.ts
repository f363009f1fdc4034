/** A Graph that answers oddly: what it says is no reason to lose somebody, to ask elsewhere, or to end all of an installation. */
import { type LoopbackServer, startLoopbackServer } from '../../dev/chat/http/loopbackServer';
import { createBudget } from '../../src/installations/budget';
import { createGraph } from '../../src/installations/graph/graph';
import { lookUp } from '../../src/installations/lookUp';
import { anInstallation, group, idOf, type InstallWorld, NAME, user } from './buildersInstallations';

const GROUP = 'cccccccc-0000-4000-8000-000000000001';
const plans = [{ service: 'TeamspaceAPI', capabilityStatus: 'Enabled' }];
const member = (number: number): object => ({ id: idOf(number), assignedPlans: plans });

let world: InstallWorld;
let server: LoopbackServer;
let asked: string[];
/** What is answered to the calls, in their order; the last one to all others. */
let answers: { status: number; text: string }[];
const say = (status: number, body: unknown): void =>
  void answers.push({ status, text: JSON.stringify(body) });

beforeEach(async () => {
  [asked, answers] = [[], []];
  world = await anInstallation({});
  server = await startLoopbackServer(
    0,
    (request, response) => {
      asked.push(request.url ?? '');
      const { status, text } = (answers.length > 1 ? answers.shift() : answers[0]) ?? {
        status: 500,
        text: '',
      };
      response.writeHead(status, { 'content-type': 'application/json' }).end(text);
      return Promise.resolve();
    },
    (fault) => process.emitWarning(String(fault)),
  );
});
afterEach(async () => {
  await server.stop();
  await world.stop();
});
const run = async (): Promise<void> => {
  const { store, clock } = world;
  const tokenFor = (): Promise<string> => Promise.resolve('local');
  const graph = createGraph({ url: server.url, tokenFor, fetch, clock: clock.clock });
  const deps = { store, graph, clock: clock.clock, wait: clock.wait };
  while (!(await lookUp(deps, NAME, createBudget(clock.clock))));
};
const states = async (): Promise<string[]> =>
  (await world.targets()).map(({ kind, state, reason = '' }) => `${kind} ${state} ${reason}`.trim());

it('begins a group anew where the place in it counts no more', async () => {
  const next = `${server.url}/v1.0/groups/${GROUP}/transitiveMembers/microsoft.graph.user?$skiptoken=x`;
  await world.ask([group(GROUP)]);
  say(200, { value: [member(1)], '@odata.nextLink': next });
  say(400, { error: { code: 'Directory_ExpiredPageToken', message: 'The page token has expired.' } });
  say(200, { value: [member(1)], '@odata.nextLink': next });
  say(200, { value: [member(2)] });
  await run();
  expect(await states()).toEqual(expect.arrayContaining(['user pending', 'user pending', 'group expanded']));
  expect(asked.map((path) => path.includes('skiptoken'))).toEqual([false, true, false, true]);
});

it('fails a group whose next page lies elsewhere, and takes no token there', async () => {
  await world.ask([group(GROUP)]);
  say(200, { value: [member(1)], '@odata.nextLink': 'https://graph.example.com/v1.0/groups' });
  await run();
  expect(await states()).toEqual(['group failed refused: the next page of the group lies elsewhere']);
  expect(asked).toHaveLength(1);
});

it.each<[string, unknown]>([
  ['parts that are none', { responses: [null, 7, 'x', { id: '0' }] }],
  ['no parts', { responses: 'none' }],
  ['nothing', null],
])('gives up on one person after some tries where a batch has %s', async (_what, body) => {
  await world.ask([user(idOf(1))]);
  say(200, body);
  await run();
  expect(await states()).toEqual([expect.stringMatching(/^user failed graph-unavailable: /)]);
  expect(asked).toHaveLength(6);
});

it('finds nobody in an answer that has nobody in it, and goes on with the rest', async () => {
  await world.ask([user(idOf(1)), user(idOf(2)), user(idOf(3))]);
  const part = (id: number, body?: unknown): object => ({ id: String(id), status: 200, body });
  say(200, { responses: [part(0), part(1, 'bm8gSlNPTg=='), part(2, member(3))] });
  await run();
  expect((await states()).sort()).toEqual([
    expect.stringMatching(/^user failed unknown-user:/),
    expect.stringMatching(/^user failed unknown-user:/),
    'user pending',
  ]);
});
