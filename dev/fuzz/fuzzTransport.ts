/** What is odd about how a call comes: headers twice, wrong lengths, bodies that come slowly or never, and far too large ones. */
import type { Stage } from '../stage/stage';
import { type CallEnd, Caller } from './callHost';
import { type FuzzTally, newTally, note } from './fuzzTally';
import { knownIn, type KnownNames } from './knownNames';
import { readsBody, type Route, routesOf } from './routes';

const MB = 1024 * 1024;
/** What comes before: the address names nothing, or a token that is none. */
const REFUSED_BEFORE: readonly (number | undefined)[] = [401, 404];
const JSON_TYPE = 'Content-Type: application/json';

/** @param choose - which of the routes that take a body are tried; all of them unless it is given. */
export async function fuzzTransport(
  stage: Stage,
  known: KnownNames,
  choose: (routes: readonly Route[]) => readonly Route[] = (routes) => routes,
): Promise<FuzzTally> {
  const tally = newTally();
  const caller = new Caller(stage.hostUrl);
  const routes = routesOf(stage.hostFunctions(), (route) => knownIn(known, route) ?? 'abc');
  const sentTo = routes.filter(({ method }) => method === 'POST' || method === 'PUT');
  for (const route of choose(sentTo)) {
    await tooLarge(caller, tally, route);
    await oddHeads(caller, tally, route);
  }
  caller.stop();
  return tally;
}

/** 413 from whoever reads it, with and without its length told before. */
async function tooLarge(caller: Caller, tally: FuzzTally, route: Route): Promise<void> {
  const { name, method, path } = route;
  const isRefused = ({ status }: CallEnd): boolean => status === 413 || REFUSED_BEFORE.includes(status);
  const isFine = readsBody(route) ? [isRefused] : [];
  for (const megabytes of [1, 10]) {
    const body = Buffer.from(`{"text":"${'x'.repeat(megabytes * MB)}"}`);
    note(tally, `${name} with ${megabytes} MB`, await caller.call({ method, path, body }), ...isFine);
    const chunked = await caller.call({ method, path, body, headers: { 'transfer-encoding': 'chunked' } });
    note(tally, `${name} with ${megabytes} MB in chunks`, chunked, ...isFine);
  }
}

async function oddHeads(caller: Caller, tally: FuzzTally, { name, method, path }: Route): Promise<void> {
  const head = (...lines: string[]): string =>
    [`${method} ${path} HTTP/1.1`, 'Host: localhost', ...lines, '', ''].join('\r\n');
  const twice = head(
    ...[JSON_TYPE, 'Content-Type: text/plain', 'Authorization: Bearer a', 'Authorization: Bearer b'],
    ...['x-functions-key: a', 'x-functions-key: b', 'Content-Length: 2', 'Connection: close'],
  );
  const lengths = head(JSON_TYPE, 'Content-Length: 2', 'Content-Length: 3');
  const slow = [head(JSON_TYPE, 'Content-Length: 6', 'Connection: close'), ...'{"a":1'.split('')];
  note(tally, `${name} headers twice`, await caller.raw([twice, '{}'], 0));
  note(tally, `${name} lengths that differ`, await caller.raw([lengths, '{}'], 0));
  note(tally, `${name} slow body`, await caller.raw(slow, 100));
  // It never comes: no answer is due, but the host must not mind.
  await caller.raw([head(JSON_TYPE, 'Content-Length: 1000000'), '{'], 0, 200);
}
