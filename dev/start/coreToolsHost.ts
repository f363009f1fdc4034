/** Runs Azure Functions Core Tools (`func start`) as a child process, where they are installed. */
import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { drain, endOf, type HostChild } from './hostChild';
import { findFreePort } from './ports';

export interface CoreToolsOptions {
  /** The Functions app's root. */
  root: string;
  /** 0 picks a free one. */
  port: number;
  env: NodeJS.ProcessEnv;
}

/** On Windows `func` is a script, which only a shell starts. */
const SHELL = { shell: process.platform === 'win32' };
const VERSION_TIMEOUT_MS = 10_000;

/** The version of the Core Tools on the PATH, such as 4.0.7030; undefined where there are none of major version 4. */
export async function findCoreTools(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('func', ['--version'], {
      env,
      timeout: VERSION_TIMEOUT_MS,
      ...SHELL,
    });
    return /^4\.[\w.-]+/.exec(stdout.trim())?.[0];
  } catch {
    // Not there, or not what answers to --version: the embedded host does the work then.
    return undefined;
  }
}

/** Starts `func`. It says nothing to its parent: whether the app runs is seen from the app's health. */
export async function startCoreTools(
  { root, port, env }: CoreToolsOptions,
  version: string,
): Promise<HostChild> {
  const chosenPort = port === 0 ? await findFreePort() : port;
  const child = spawn('func', ['start', '--port', `${chosenPort}`], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...SHELL,
  });
  const ended = endOf(child);
  // It has no channel by which it could notice our end.
  process.once('exit', () => child.kill());
  return {
    description: `Azure Functions Core Tools ${version}`,
    port: chosenPort,
    pid: child.pid as number,
    ended,
    kill: () => void child.kill('SIGKILL'),
    stop: () => drain(child, ended),
  };
}
