/** `npm start` as a process of a test: its output, its end, and where its parts answer. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What makes a start independent of others on this machine. */
export const FREE_PORTS = [
  '--embedded',
  '--port',
  '0',
  '--chat-port',
  '0',
  '--feed-port',
  '0',
  '--storage-port',
  '0',
];

const PATIENCE_MS = 20_000;

export class StartedProject {
  output = '';
  readonly #child: ChildProcess;
  #hasEnded = false;
  /** The exit code; null after a signal. */
  readonly ended: Promise<number | null>;

  /** Starts the project in `folder`, leader of a process group of its own as in a terminal. */
  constructor(folder: string, args: readonly string[] = FREE_PORTS, env: Record<string, string> = {}) {
    this.#child = spawn(process.execPath, [join(folder, 'dist/dev/start.js'), ...args], {
      cwd: folder,
      detached: true,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
    this.ended = new Promise((resolve) =>
      this.#child.once('close', (code) => {
        this.#hasEnded = true;
        resolve(code);
      }),
    );
  }

  get pid(): number {
    return this.#child.pid as number;
  }

  /** The first match in what was printed until now or is printed soon; throws with all that was printed instead. */
  async seen(pattern: RegExp): Promise<string> {
    const startedMs = performance.now();
    for (;;) {
      const found = pattern.exec(this.output);
      if (found) return found[1] ?? found[0];
      if (this.#hasEnded || performance.now() - startedMs > PATIENCE_MS)
        throw new Error(`${pattern} was not printed:\n${this.output}`);
      await sleep(20);
    }
  }

  /** The address of the app, once all runs. */
  ready(): Promise<string> {
    return this.seen(/curl (http:\/\/\S+)\/api\/health/);
  }

  signal(signal: NodeJS.Signals): void {
    process.kill(this.pid, signal);
  }

  /** Kills everything that is in the group, at once. */
  killGroup(): void {
    process.kill(-this.pid, 'SIGKILL');
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.signal('SIGTERM');
    await this.ended;
  }
}
