/** Runs the sample answer service beside the app, where the settings name neither a service nor experts of the developer's own. */
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ClockPart } from '../stage/stageClock';
import { endOf } from './hostChild';
import { hasOwnAnswers } from './localSettings';
import type { StartContext } from './startContext';
import { StartError } from './startError';

/** What the host is told, and the service itself where one was started. */
export interface SampleAnswers {
  /** Settings for the host's environment. */
  settings: Record<string, string>;
  service: ClockPart | undefined;
}

/** Starts it on a free port, its questions kept in the data folder. Throws StartError when it cannot. */
export async function provideAnswers({ root, dataFolder, env, parts }: StartContext): Promise<SampleAnswers> {
  if (hasOwnAnswers(root, env)) return { settings: {}, service: undefined };
  const folder = join(dataFolder, 'answers');
  mkdirSync(folder, { recursive: true });
  const secret = `whsec_${randomBytes(24).toString('base64')}`;
  const child = fork(join(root, 'samples/answer-service/server.mjs'), {
    env: { ...env, PORT: '0', DATA_FILE: join(folder, 'questions.json'), ANSWER_SERVICE_SECRET: secret },
    execArgv: [],
  });
  const ended = endOf(child);
  const port = await Promise.race([
    answerOf<{ port: number }>(child, 'ready').then((ready) => ready.port),
    ended.then((how) => Promise.reject(new StartError(`The sample answer service ${how}.`))),
  ]);
  parts.add({ name: 'sample answer service', stop: () => stop(child, ended), ended });
  return {
    settings: {
      ANSWER_SERVICE_URL: `http://127.0.0.1:${port}/`,
      ANSWER_SERVICE_SECRET: secret,
      ANSWER_REASK_AFTER: '30s',
      // Whoever says "answer questions here" in a channel of the page wants to see them there.
      ANSWER_SOURCES: 'people,service',
    },
    service: { setClockOffset: (offsetMs) => setClockOffset(child, ended, offsetMs) },
  };
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill('SIGTERM');
  await ended;
}

async function setClockOffset(child: ChildProcess, ended: Promise<string>, offsetMs: number): Promise<void> {
  const moved = answerOf(child, 'clock');
  // One that has ended hears nothing, and the end of a part is told elsewhere.
  child.send({ type: 'clock', offsetMs }, () => undefined);
  await Promise.race([moved, ended]);
}

/** The next message of this type. */
function answerOf<T>(child: ChildProcess, type: string): Promise<T> {
  return new Promise((resolve) => {
    const listen = (message: unknown): void => {
      if ((message as { type?: unknown } | null)?.type !== type) return;
      child.off('message', listen);
      resolve(message as T);
    };
    child.on('message', listen);
  });
}
