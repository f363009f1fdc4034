/** The proof's handle on the process that runs the orchestrations: calls it, kills it, starts it again. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { ActivityOutcome } from './program';
import type { ProofAnswer, ProofCalls } from './proofMessages';

/** What a call comes to when the process was killed before it answered. */
export class KilledError extends Error {
  override readonly name = 'KilledError';
}

interface Pending {
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
}

export class ProvenHost {
  #child: ChildProcess | undefined;
  #nextId = 0;
  readonly #pending = new Map<number, Pending>();

  /** `script` answers the calls when it is run with the argument `worker`. */
  constructor(
    private readonly script: string,
    private readonly folder: string,
  ) {}

  async start(now: number): Promise<void> {
    const child = fork(this.script, ['worker'], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: [],
    });
    this.#child = child;
    child.on('message', (answer) => this.#settle(answer as ProofAnswer));
    child.on('exit', () => this.#rejectAll());
    await this.call('open', this.folder, now);
  }

  /** SIGKILL, and then a new process on the same folder. */
  async killAndRestart(now: number): Promise<void> {
    await this.kill();
    await this.start(now);
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  async request(
    method: string,
    path: string,
    body: unknown = '',
  ): Promise<{ status: number; body: unknown }> {
    const answer = await this.call('request', method, path, body === '' ? '' : JSON.stringify(body));
    return { status: answer.status, body: answer.body === '' ? undefined : JSON.parse(answer.body) };
  }

  endActivity(label: string, outcome: ActivityOutcome): Promise<void> {
    return this.call('endActivity', label, outcome);
  }

  /** Rejects with a KilledError when the process ends before it answers. */
  call<K extends keyof ProofCalls>(
    call: K,
    ...args: Parameters<ProofCalls[K]>
  ): Promise<ReturnType<ProofCalls[K]>> {
    const id = (this.#nextId += 1);
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as Pending['resolve'], reject });
      this.#child?.send(
        { id, call, args },
        (error) => error && this.#reject(id, new KilledError(error.message)),
      );
    });
  }

  #settle(answer: ProofAnswer): void {
    if ('error' in answer) return this.#reject(answer.id, new Error(answer.error));
    this.#pending.get(answer.id)?.resolve(answer.result);
    this.#pending.delete(answer.id);
  }

  #reject(id: number, error: Error): void {
    this.#pending.get(id)?.reject(error);
    this.#pending.delete(id);
  }

  #rejectAll(): void {
    for (const id of [...this.#pending.keys()]) this.#reject(id, new KilledError('The process was killed.'));
  }
}
