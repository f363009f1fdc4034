/** The sample answer service behind the app, as `npm start` runs it: it takes its time, and forgets nothing when it is ended. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProjectRoot } from '../../dev/projectRoot';
import { findFreePort } from '../../dev/start/ports';
import { MINUTE_MS, SECOND_MS } from '../../src/clock';
import { allSaying, ask, eventually, post } from './answersOnStage';
import { saying, startWholeApp, type WholeApp } from './wholeApp';

const SECRET = 'whsec_c2VjcmV0IG9mIHRoZSB0ZXN0cw==';
const folder = mkdtempSync(join(tmpdir(), 'recado-sample-'));

let port: number;
let service: ChildProcess;
let app: WholeApp;

const startService = async (): Promise<void> => {
  const env = { PORT: `${port}`, DATA_FILE: join(folder, 'questions.json'), ANSWER_SERVICE_SECRET: SECRET };
  service = fork(join(findProjectRoot(), 'samples/answer-service/server.mjs'), {
    env: { ...process.env, ...env },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(service, 'message');
};
const endService = async (): Promise<void> => {
  service.kill('SIGKILL');
  await once(service, 'exit');
};
/** Time passes for the stage and for the service. */
const advance = async (ms: number): Promise<void> => {
  await app.stage.clock.advance(ms);
  service.send({ type: 'clock', offsetMs: app.stage.clock.offsetMs });
  await once(service, 'message');
};

/** The service has the question, on disk. */
const taken = (question: string): Promise<void> =>
  eventually(() => expect(readFileSync(join(folder, 'questions.json'), 'utf8')).toContain(question));

beforeAll(async () => {
  port = await findFreePort();
  await startService();
  const hostEnv = {
    ANSWER_SERVICE_URL: `http://127.0.0.1:${port}/`,
    ANSWER_SERVICE_SECRET: SECRET,
    ANSWER_REASK_AFTER: '30s',
  };
  app = await startWholeApp({ hostEnv });
});
afterAll(async () => {
  await app.stop();
  await endService();
  rmSync(folder, { recursive: true, force: true });
});

it('thinks for 20 seconds, tells half-way how far it is, and answers', async () => {
  await ask(app, app.sam, 'what six times nine is');
  await taken('what six times nine is');
  await advance(11 * SECOND_MS);
  await app.sam.hears(saying(/50 %[\s\S]*what six times nine is/), { timeoutMs: 15_000 });
  expect(allSaying(app.sam, /the answer is 42/)).toEqual([]);
  await advance(10 * SECOND_MS);
  await app.sam.hears(saying(/for 20 s, and the answer is 42/), { timeoutMs: 15_000 });
});

it('takes the time that the question says, in the language of the asker', async () => {
  await app.ana.say('pregunta cuánto falta, en 2 minutos');
  await app.ana.hears(saying(/Te respondo en cuanto lo sepa/));
  await taken('cuánto falta');
  await advance(119 * SECOND_MS);
  expect(allSaying(app.ana, /la respuesta es 42/)).toEqual([]);
  await advance(2 * SECOND_MS);
  await app.ana.hears(saying(/120 s en «cuánto falta, en 2 minutos» y la respuesta es 42/), {
    timeoutMs: 15_000,
  });
});

it('answers also when it was ended and started again meanwhile', async () => {
  await ask(app, app.sam, 'what survives, in 3 minutes');
  await taken('what survives');
  await advance(10 * SECOND_MS);
  await endService();
  await startService();
  await advance(4 * MINUTE_MS);
  await app.sam.hears(saying(/what survives[\s\S]*for 180 s, and the answer is 42/), { timeoutMs: 20_000 });
  expect(allSaying(app.sam, /for 180 s/)).toHaveLength(1);
});

it('takes nothing that is not signed, not JSON, or far too long', async () => {
  const url = `http://127.0.0.1:${port}/`;
  expect((await post(url, { id: 'x', question: 'y' })).status).toBe(401);
  expect((await post(url, '{')).status).toBe(401);
  expect((await post(url, 'x'.repeat(100_000))).status).toBe(413);
  expect((await fetch(url)).status).toBe(405);
});
