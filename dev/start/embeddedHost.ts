/** Runs the project's own host as a child process and speaks with it over IPC. */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { HostToParent, ParentToHost } from '../host/hostMessages';
import { findProjectRoot } from '../projectRoot';
import { drain, endOf, type HostChild } from './hostChild';
import { StartError } from './startError';

export interface EmbeddedHostOptions {
  /** The Functions app's root. */
  root: string;
  /** 0 picks a free one. */
  port: number;
  dataFolder: string;
  enforceKeys: boolean;
  env: NodeJS.ProcessEnv;
  /** How far its clock is ahead before it loads the app, in ms. */
  clockOffsetMs?: number;
  /** Where the host's console goes: shown, or a file (its descriptor). */
  output: 'inherit' | number;
}

/** Resolves once the host serves the app's functions. Throws StartError with the host's own words when it cannot. */
export async function startEmbeddedHost(options: EmbeddedHostOptions): Promise<HostChild> {
  const child = forkHost(options);
  const ended = endOf(child);
  const { port, functions } = await answerOf(child, ended, 'ready');
  return {
    description: 'the embedded host',
    port,
    functions,
    pid: child.pid as number,
    ended,
    setClockOffset: async (offsetMs) => {
      const moved = answerOf(child, ended, 'clock');
      tellOffset(child, offsetMs);
      await moved;
    },
    kill: () => void child.kill('SIGKILL'),
    stop: () => drain(child, ended),
  };
}

function forkHost(options: EmbeddedHostOptions): ChildProcess {
  const { root, port, dataFolder, enforceKeys, env, clockOffsetMs, output } = options;
  const args = ['--app', root, '--port', `${port}`, '--data', dataFolder];
  if (enforceKeys) args.push('--enforce-keys');
  if (clockOffsetMs) args.push('--clock-offset', `${clockOffsetMs}`);
  return fork(join(findProjectRoot(), 'dist/dev/host.js'), args, {
    cwd: root,
    env,
    execArgv: [],
    stdio: ['ignore', output, output, 'ipc'],
  });
}

/** A host that cannot be told has ended, which whoever waits for its answer hears. */
function tellOffset(child: ChildProcess, offsetMs: number): void {
  child.send({ type: 'clock', offsetMs } satisfies ParentToHost, () => undefined);
}

type Answer<T> = Extract<HostToParent, { type: T }>;

/** The host's next message of this type; rejects when it fails or ends instead. */
function answerOf<T extends 'ready' | 'clock'>(
  child: ChildProcess,
  ended: Promise<string>,
  type: T,
): Promise<Answer<T>> {
  return new Promise((resolve, reject) => {
    const listen = (message: HostToParent): void => {
      if (message.type === 'failed')
        reject(new StartError(`The host could not start the app: ${message.message}`));
      else if (message.type === type) resolve(message as Answer<T>);
      else return;
      child.off('message', listen);
    };
    child.on('message', listen);
    void ended.then((how) => afterLastWords(child, () => reject(new StartError(`The host ${how}.`))));
  });
}

/** A process's end can be heard of before what it said last. */
function afterLastWords(child: ChildProcess, then: () => void): void {
  if (child.connected) child.once('disconnect', then);
  else then();
}
