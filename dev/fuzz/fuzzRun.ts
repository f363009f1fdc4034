/** Throws malformed input at the whole app and tells what should not have happened: a 5xx, no answer, memory that grows. */
import type { Stage } from '../stage/stage';
import { activityKinds } from './activityKinds';
import { ANSWER_WITHIN_MS, type CallEnd, Caller, type FuzzCall } from './callHost';
import { HOSTILE } from './hostile';
import { randomBody } from './randomBodies';
import { routesOf } from './routes';

export interface FuzzOptions {
  /** Kinds of activity. */
  readonly activities: number;
  /** Random bodies on each route. */
  readonly bodies: number;
  readonly random: () => number;
}

/** One thing that was sent, and what came of it that should not have. */
export interface Finding {
  what: string;
  end: CallEnd;
}

export interface FuzzTally {
  calls: number;
  /** How often each status was answered; `none` where no answer came. */
  statuses: Record<string, number>;
  findings: Finding[];
  slowestMs: number;
}

const AT_ONCE = 8;
const newTally = (): FuzzTally => ({ calls: 0, statuses: {}, findings: [], slowestMs: 0 });

/** An invoke that the bot does not know is answered with 501, as the protocol asks. */
const isFine = ({ status }: CallEnd, is501Fine: boolean): boolean =>
  status !== undefined && (status < 500 || (status === 501 && is501Fine));

function note(tally: FuzzTally, what: string, end: CallEnd, is501Fine = false): void {
  tally.calls += 1;
  const name = String(end.status ?? 'none');
  tally.statuses[name] = (tally.statuses[name] ?? 0) + 1;
  tally.slowestMs = Math.max(tally.slowestMs, end.ms);
  if (!isFine(end, is501Fine)) tally.findings.push({ what, end });
}

/** Activities with each part missing, wrong, huge or hostile. */
export async function fuzzActivities(stage: Stage, { activities, random }: FuzzOptions): Promise<FuzzTally> {
  const tally = newTally();
  const caller = new Caller(stage.hostUrl);
  const kinds = activityKinds(stage.serviceUrl, activities, random);
  await eachAtOnce(kinds, async ({ name, type, body }) => {
    const call = { method: 'POST', path: '/api/messages', body: Buffer.from(body) };
    note(tally, name, await caller.call(call), type === 'invoke' || name.endsWith('missing'));
  });
  caller.stop();
  return tally;
}

/** Random and truncated bodies on every route, with names in the address that nobody gave out. */
export async function fuzzRoutes(stage: Stage, { bodies, random }: FuzzOptions): Promise<FuzzTally> {
  const tally = newTally();
  const caller = new Caller(stage.hostUrl);
  const texts = HOSTILE.map(([, value]) => value()).filter(
    (value): value is string =>
      typeof value === 'string' && value.length < 200 && value.isWellFormed() && value.trim() !== '',
  );
  const parameter = (): string =>
    random() < 0.5 ? 'abc' : (texts[Math.floor(random() * texts.length)] ?? 'abc');
  const count = routesOf(stage.hostFunctions(), parameter).length;
  for (let round = 0; round < bodies; round += 1) {
    const routes = routesOf(stage.hostFunctions(), parameter);
    const calls = routes.map(({ name, method, path }): { name: string; call: FuzzCall } => {
      const query =
        random() < 0.3
          ? `?next=${encodeURIComponent(parameter())}&size=${Math.floor(random() * 600)}&state=dead`
          : '';
      return {
        name,
        call: { method, path: path + query, ...(method === 'GET' ? {} : { body: randomBody(random) }) },
      };
    });
    await eachAtOnce(calls, async ({ name, call }) =>
      note(
        tally,
        `${name} ${call.path} ${call.body?.toString('latin1').slice(0, 300) ?? ''}`,
        await caller.call(call),
      ),
    );
  }
  caller.stop();
  if (count === 0) throw new Error('The host tells no routes.');
  return tally;
}

/** Headers twice, wrong lengths, bodies that come slowly or never, and bodies of 1 and 10 MB (which must be told apart: 413). */
export async function fuzzTransport(stage: Stage): Promise<FuzzTally> {
  const tally = newTally();
  const caller = new Caller(stage.hostUrl);
  const posts = routesOf(stage.hostFunctions(), () => 'abc').filter(
    ({ method }) => method === 'POST' || method === 'PUT',
  );
  for (const { name, method, path } of posts) {
    for (const megabytes of [1, 10]) {
      const body = Buffer.from(`{"text":"${'x'.repeat(megabytes * 1024 * 1024)}"}`);
      const end = await caller.call({ method, path, body });
      note(tally, `${name} with ${megabytes} MB`, end);
      if (!(end.status === 413 || end.status === 404 || end.status === 401))
        tally.findings.push({ what: `${name}: ${megabytes} MB is no 413`, end });
    }
    const head = (...lines: string[]): string =>
      [`${method} ${path} HTTP/1.1`, 'Host: localhost', ...lines, '', ''].join('\r\n');
    const json = 'Content-Type: application/json';
    const twice = head(
      json,
      'Content-Type: text/plain',
      'Authorization: Bearer a',
      'Authorization: Bearer b',
      'x-functions-key: a',
      'x-functions-key: b',
      'Content-Length: 2',
      'Connection: close',
    );
    note(tally, `${name} headers twice`, await caller.raw([twice, '{}'], 0));
    note(
      tally,
      `${name} lengths that differ`,
      await caller.raw([head(json, 'Content-Length: 2', 'Content-Length: 3'), '{}'], 0),
    );
    note(
      tally,
      `${name} slow body`,
      await caller.raw([head(json, 'Content-Length: 6', 'Connection: close'), ...'{"a":1'.split('')], 100),
    );
    // It never comes: no answer is due, but the host must not mind.
    await caller.raw([head(json, 'Content-Length: 1000000'), '{'], 0, 200);
  }
  caller.stop();
  return tally;
}

/** Whether the app still does its work: a turn is taken and answered in time. */
export async function isStillWell(stage: Stage): Promise<boolean> {
  const caller = new Caller(stage.hostUrl);
  const health = await caller.call({ method: 'GET', path: '/api/health' });
  caller.stop();
  return health.status === 200 && health.ms < ANSWER_WITHIN_MS;
}

async function eachAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
