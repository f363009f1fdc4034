/** A notification for people whom the bot has never met, on the whole app: the app is installed for them first, as Graph and Teams do it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createPerson, type Person } from '../../dev/chat/person';
import type { PersonRecord } from '../../dev/chat/directory/directoryState';
import { SAM, TENANT_ID } from '../../dev/chat/directory/seedDirectory';
import { type GraphStandIn, startGraphStandIn } from '../../dev/graph/graphStandIn';
import { GraphWorld } from '../../dev/graph/graphWorld';
import { startStage, type Stage } from '../../dev/stage/stage';
import { aPerson } from '../support/buildersAddressing';
import { callApi } from './callApi';
import { saying } from './wholeApp';

const MANIFEST_ID = '7a3c1d52-0000-4000-8000-000000000001';
const CATALOGUE_ID = '7a3c1d52-0000-4000-8000-0000000000aa';

const [byMail, byId, twice, blocked] = [aPerson(1), aPerson(2), aPerson(3), aPerson(4)];
const [crashed, asked, met] = [aPerson(5), aPerson(6), aPerson(7)];
const ALL = [byMail, byId, twice, blocked, crashed, asked, met];

interface RecipientReport {
  key: string;
  target: string;
  state: string;
  reason?: string;
  person?: string;
  installation?: string;
}

describe('a notification for people whom the bot has never met', () => {
  let stage: Stage;
  let graph: GraphStandIn;
  let people: Map<string, Person>;
  const world = new GraphWorld({
    apps: { [MANIFEST_ID]: CATALOGUE_ID },
    users: ALL.map(({ aadObjectId, email }) => ({
      ...{ id: aadObjectId, userPrincipalName: email },
      isBlocked: aadObjectId === blocked.aadObjectId,
    })),
  });

  const enter = (record: Pick<PersonRecord, 'id'>): Person =>
    createPerson({
      personId: record.id,
      connector: stage.connector,
      serviceUrl: () => stage.serviceUrl,
      botUrl: () => stage.messagesUrl,
    });

  beforeAll(async () => {
    graph = await startGraphStandIn({
      ...{ world, now: Date.now, random: () => 1, latencyMs: 20 },
      // Teams tells the bot a moment after Graph has answered.
      onInstalled: (id) => void sleep(300).then(() => people.get(id)?.install()),
    });
    stage = await startStage({ hostEnv: { GRAPH_URL: graph.url, TEAMS_APP_ID: MANIFEST_ID } });
    await enter(SAM).install();
    for (const record of ALL) stage.connector.directory.putPerson(record);
    people = new Map(ALL.map((record) => [record.aadObjectId, enter(record)]));
  }, 60_000);
  afterAll(async () => {
    await stage.stop();
    await graph.stop();
  });

  const call = (method: string, path: string, body?: object) => callApi(stage.hostUrl, method, path, body);
  const notify = async (to: object, text: string, change: object = {}): Promise<string> => {
    const body = { to, message: { text }, installIfMissing: true, ...change };
    return String((await call('POST', 'notifications', body))['id']);
  };
  const recipientsOf = async (id: string): Promise<RecipientReport[]> =>
    (await call('GET', `notifications/${id}/recipients`))['recipients'] as RecipientReport[];
  /** All recipients, once they have come to an end. */
  const ended = async (id: string, count = 1): Promise<RecipientReport[]> => {
    for (let tries = 0; tries < 300; tries += 1) {
      const all = await recipientsOf(id);
      if (all.length >= count && all.every(({ state }) => ['sent', 'failed', 'cancelled'].includes(state)))
        return all;
      await sleep(100);
    }
    throw new Error(`${JSON.stringify(await recipientsOf(id))}\n${stage.hostLog().slice(-3000)}`);
  };
  const heardBy = ({ aadObjectId }: PersonRecord) => people.get(aadObjectId)?.heard() ?? [];
  const wordsOf = (record: PersonRecord): string[] =>
    heardBy(record).map(({ activity }) => activity.text ?? '');

  it('by e-mail address: installed, welcomed, told', async () => {
    const id = await notify({ user: byMail.email }, 'You are on call tonight.');
    const [recipient] = await ended(id);
    expect(recipient).toMatchObject({
      ...{ state: 'sent', target: `user:${byMail.email}`, person: `aad|${byMail.aadObjectId}` },
      installation: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    expect(recipient).not.toHaveProperty('reason');
    const heard = heardBy(byMail);
    expect(heard.findIndex(saying(/on call tonight/))).toBe(heard.length - 1);
    expect(heard.length).toBeGreaterThan(1);
    // Without its tenant: it is the only one that the bot is in.
    const installation = await call('GET', `installations/${recipient?.installation ?? ''}`);
    expect(installation).toMatchObject({
      ...{ tenant: TENANT_ID, state: 'done', counts: { installed: 1, failed: 0 } },
    });
  }, 60_000);

  it('by object id, and once where another name means the same person', async () => {
    const to = [{ user: byId.aadObjectId }, { user: twice.email }, { user: twice.aadObjectId }];
    const all = await ended(await notify(to, 'Both of you are on call.'), 3);
    expect(all.filter(({ state }) => state === 'sent')).toHaveLength(2);
    expect(all.find(({ state }) => state === 'cancelled')).toMatchObject({
      target: `user:${twice.email}`,
      reason: expect.stringMatching(/^same-person: /) as string,
    });
    for (const record of [byId, twice]) expect(heardBy(record).filter(saying(/Both of you/))).toHaveLength(1);
  }, 60_000);

  it('whom Graph refuses or does not know: failed, with its reason, and asked again by a retry', async () => {
    const to = [{ user: blocked.email }, { user: 'nobody@northwind.example' }];
    const id = await notify(to, 'Nobody gets this.');
    const reasons = (await ended(id, 2)).map(
      ({ target, state, reason }) => `${target} ${state} ${reason ?? ''}`,
    );
    expect(reasons.sort()).toEqual([
      expect.stringMatching(/^user:Person\.4@.* failed blocked-by-policy: /),
      expect.stringMatching(
        /^user:nobody@.* failed unknown-user: nobody in the tenant has this id or address$/,
      ),
    ]);
    const before = (await recipientsOf(id)).map(({ installation }) => installation);
    await call('POST', `notifications/${id}/retry`);
    for (let tries = 0; tries < 100; tries += 1) {
      const now = (await recipientsOf(id)).map(({ installation }) => installation);
      if (now.every((one) => one !== undefined && !before.includes(one))) break;
      await sleep(100);
    }
    const again = await ended(id, 2);
    expect(again.map(({ installation }) => installation)).not.toEqual(before);
    expect(again.map(({ reason }) => reason).sort()).toEqual([
      expect.stringMatching(/^blocked-by-policy: /),
      expect.stringMatching(/^unknown-user: /),
    ]);
  }, 60_000);

  it('says in a dry run for whom it would be installed, and installs nothing', async () => {
    const before = graph.calls.length;
    const dry = await call('POST', 'notifications?dryRun=true', {
      ...{ to: [{ user: asked.email }, { user: SAM.email }], message: 'Hello', installIfMissing: true },
    });
    expect(dry['recipients']).toMatchObject([{ wouldGet: true, isToInstall: true }, { wouldGet: true }]);
    expect(graph.calls.length).toBe(before);
  });

  it('installs for nobody who is not asked for', async () => {
    const id = await notify({ user: asked.email }, 'Never heard.', { installIfMissing: false });
    expect(await ended(id)).toMatchObject([
      { state: 'failed', reason: expect.stringMatching(/^unknown-user: /) as string },
    ]);
    await people.get(met.aadObjectId)?.install();
    await ended(await notify({ user: met.aadObjectId }, 'You are known.'));
    expect(world.isInstalled(asked.aadObjectId, CATALOGUE_ID)).toBe(false);
    expect(world.isInstalled(met.aadObjectId, CATALOGUE_ID)).toBe(false);
  }, 60_000);

  it('goes on after a crash in the middle, and installs once', async () => {
    const before = graph.calls.length;
    const id = await notify({ user: crashed.email }, 'You survive this.');
    for (let tries = 0; tries < 2000 && graph.calls.length === before; tries += 1) await sleep(5);
    await stage.killHost('SIGKILL');
    await stage.startHost();
    for (let minutes = 0; minutes < 12 && wordsOf(crashed).length < 2; minutes += 1) {
      await sleep(1500);
      await stage.clock.advance(60_000);
    }
    expect(await ended(id)).toMatchObject([{ state: 'sent' }]);
    expect(heardBy(crashed).filter(saying(/You survive/))).toHaveLength(1);
    expect(world.installs.get(`${crashed.aadObjectId} ${CATALOGUE_ID}`)).toBe(1);
  }, 120_000);
});
