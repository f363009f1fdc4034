// Runs the embedded host as a process of its own, as `npm start` does, and lets a test look at what it does.
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import type { FunctionSummary } from '../../../dev/host/functionSummary';
import type { HostToParent } from '../../../dev/host/hostMessages';
import { findProjectRoot } from '../../../dev/projectRoot';

const CACHE = join(findProjectRoot(), 'node_modules/.cache/recado-tests');
const started: ChildProcess[] = [];
const folders: string[] = [];

/** How a host ended. */
export interface HostEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A host that runs, or has ended. */
export interface HostUnderTest {
  pid: number;
  port: number;
  functions: FunctionSummary[];
  dataFolder: string;
  ended: Promise<HostEnd>;
  /** All that it has printed so far. */
  output(): string;
  /** What the fixture's functions have recorded so far, in order. */
  records(): Record<string, unknown>[];
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Resolves when the host has acknowledged. */
  moveClock(offsetMs: number): Promise<void>;
  /** Sends SIGTERM and waits for the end. */
  stop(): Promise<HostEnd>;
  signal(signal: NodeJS.Signals): void;
}

export interface HostUnderTestOptions {
  appFolder: string;
  dataFolder?: string;
  port?: number;
  enforceKeys?: boolean;
  settings?: Record<string, string>;
  /** Where its clock stands at the start. */
  clockOffsetMs?: number;
}

/** The folder of a fixture app. */
export function fixture(name: 'http' | 'timers' | 'queues' | 'durable'): string {
  return join(__dirname, 'fixture', name);
}

/** An app made of the given files; package.json and host.json are supplied when they are not among them. */
export function anApp(files: Record<string, string>): string {
  const folder = aFolder();
  const all = { 'package.json': '{ "main": "index.cjs" }', 'host.json': '{ "version": "2.0" }', ...files };
  for (const [name, content] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** A folder that is removed after the tests; packages are found from there. */
export function aFolder(): string {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'host-'));
  folders.push(folder);
  return folder;
}

/** Starts a host; rejects with the message of `failed` when it does not come up. */
export async function startHost(options: HostUnderTestOptions): Promise<HostUnderTest> {
  const dataFolder = options.dataFolder ?? aFolder();
  const recordFile = join(dataFolder, 'record.jsonl');
  const child = forkHost(options, dataFolder, recordFile);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<HostEnd>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal })),
  );
  const ready = await Promise.race([message(child, 'ready'), failure(child), ended.then(() => undefined)]);
  if (ready === undefined) throw new Error(`The host ended without a word: ${output}`);
  const { port, functions } = ready;
  return {
    pid: child.pid ?? 0,
    port,
    functions,
    dataFolder,
    ended,
    output: () => output,
    records: () => (existsSync(recordFile) ? linesOf(recordFile) : []),
    fetch: (path, init) => fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init }),
    moveClock: async (offsetMs) => {
      const acknowledged = message(child, 'clock');
      child.send({ type: 'clock', offsetMs });
      await acknowledged;
    },
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
    signal: (signal) => void child.kill(signal),
  };
}

/** Ends every host that was started and removes every folder that was made; for `afterAll`. */
export async function endHosts(): Promise<void> {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const closed = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGKILL');
    await closed;
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Resolves with the first value that is neither undefined nor false; rejects with `what` once the time is over. */
export async function eventually<T>(
  what: string,
  look: () => T | undefined | false,
  timeoutMs = 10_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`It did not happen within ${timeoutMs} ms: ${what}`);
}

let script: string | undefined;

/** The host's script, bundled as the build does; one a test process, so that none reads what another is writing. */
export function hostScript(): string {
  if (script) return script;
  script = join(aFolder(), 'host.js');
  buildSync({
    entryPoints: [join(findProjectRoot(), 'dev/host/main.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    packages: 'external',
    logLevel: 'warning',
  });
  return script;
}

function forkHost(options: HostUnderTestOptions, dataFolder: string, recordFile: string): ChildProcess {
  const args = ['--app', options.appFolder, '--port', String(options.port ?? 0), '--data', dataFolder];
  if (options.clockOffsetMs !== undefined) args.push('--clock-offset', String(options.clockOffsetMs));
  if (options.enforceKeys) args.push('--enforce-keys');
  const child = fork(hostScript(), args, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, RECORD: recordFile, ...options.settings },
  });
  started.push(child);
  return child;
}

function message<T extends HostToParent['type']>(child: ChildProcess, type: T) {
  return new Promise<Extract<HostToParent, { type: T }>>((resolve) => {
    const listen = (received: unknown) => {
      if ((received as HostToParent).type !== type) return;
      child.off('message', listen);
      resolve(received as Extract<HostToParent, { type: T }>);
    };
    child.on('message', listen);
  });
}

async function failure(child: ChildProcess): Promise<never> {
  throw new Error((await message(child, 'failed')).message);
}

function linesOf(file: string): Record<string, unknown>[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>);
}
