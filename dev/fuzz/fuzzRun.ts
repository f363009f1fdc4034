/** Throws malformed activities and bodies at the whole app. */
import type { Stage } from '../stage/stage';
import { activityKinds, sayingOf } from './activityKinds';
import { ANSWER_WITHIN_MS, type CallEnd, Caller, type FuzzCall } from './callHost';
import { eachAtOnce, type FuzzOptions, type FuzzTally, newTally, note } from './fuzzTally';
import { HOSTILE } from './hostile';
import { knownIn, type KnownNames } from './knownNames';
import { randomBody } from './randomBodies';
import { type Route, routesOf } from './routes';

/** An invoke that the bot does not know is answered with 501, as the protocol asks. */
const isFineForInvoke = ({ status }: CallEnd): boolean =>
  status !== undefined && (status < 500 || status === 501);

/** Activities with each part missing, wrong, huge or hostile. */
export async function fuzzActivities(stage: Stage, { activities, random }: FuzzOptions): Promise<FuzzTally> {
  const tally = newTally();
  const caller = new Caller(stage.hostUrl);
  const kinds = activityKinds(stage.serviceUrl, activities, random);
  await eachAtOnce(kinds, async ({ name, type, body }) => {
    const end = await caller.call({ method: 'POST', path: '/api/messages', body: Buffer.from(body) });
    note(tally, name, end, ...(type === 'invoke' ? [isFineForInvoke] : []));
  });
  caller.stop();
  return tally;
}

/** Hostile texts that an address can hold. */
const TEXTS = HOSTILE.map(([, value]) => value()).filter(
  (value): value is string =>
    typeof value === 'string' && value.length < 200 && value.isWellFormed() && value.trim() !== '',
);

/** Random and truncated bodies on every route; in the addresses names that there are, and others that nobody gave out. */
export async function fuzzRoutes(
  stage: Stage,
  known: KnownNames,
  { bodies, random }: FuzzOptions,
): Promise<FuzzTally> {
  const tally = newTally();
  const caller = new Caller(stage.hostUrl);
  const odd = (): string => TEXTS[Math.floor(random() * TEXTS.length)] ?? 'abc';
  const parameter = (route: string): string =>
    random() < 0.5 ? odd() : (random() < 0.8 && knownIn(known, route)) || 'abc';
  for (let round = 0; round < bodies; round += 1) {
    const routes = routesOf(stage.hostFunctions(), parameter);
    if (routes.length === 0) throw new Error('The host tells no routes.');
    const calls = routes.map((route) => callOf(route, odd, random));
    await eachAtOnce(calls, async (call) => note(tally, wordsFor(call), await caller.call(call)));
  }
  caller.stop();
  return tally;
}

const STATES = ['dead', 'active', 'open', 'failed', 'sent'];

function callOf({ method, path }: Route, odd: () => string, random: () => number): FuzzCall {
  const query = new URLSearchParams();
  const state = STATES[Math.floor(random() * STATES.length)] ?? '';
  if (random() < 0.5) query.set('state', random() < 0.8 ? state : odd());
  if (random() < 0.3) query.set('next', random() < 0.5 ? odd() : Buffer.from(odd()).toString('base64url'));
  if (random() < 0.3) query.set('size', random() < 0.7 ? String(Math.floor(random() * 600)) : odd());
  if (random() < 0.1) query.set('tenant', odd());
  const body = method === 'GET' ? {} : { body: randomBody(random) };
  return { method, path: query.size > 0 ? `${path}?${query.toString()}` : path, ...body };
}

const wordsFor = ({ method, path, body }: FuzzCall): string =>
  `${method} ${path} ${body?.toString('latin1').slice(0, 300) ?? ''}`;

/** Whether the app still does its work: it is healthy, and a message is taken in time. */
export async function isStillWell(stage: Stage): Promise<boolean> {
  const caller = new Caller(stage.hostUrl);
  const health = await caller.call({ method: 'GET', path: '/api/health' });
  const body = Buffer.from(JSON.stringify(sayingOf(stage.serviceUrl, 'help')));
  const turn = await caller.call({ method: 'POST', path: '/api/messages', body });
  caller.stop();
  return [health, turn].every(({ status, ms }) => status === 200 && ms < ANSWER_WITHIN_MS);
}
