/** An embedded host that runs the benchmark's app, as a process that can be killed and started again on the same data. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { HostToParent } from '../../host/hostMessages';

export const BENCH_HUB = 'Bench';

/** The built scripts (absolute paths). */
export interface BenchScripts {
  host: string;
  app: string;
}

export interface HttpAnswer {
  status: number;
  body: string;
}

export class BenchHost {
  readonly #folder = mkdtempSync(join(tmpdir(), 'recado-durable-'));
  #agent = new Agent({ keepAlive: true });
  #child: ChildProcess | undefined;
  #port = 0;
  /** Where the client of durable-functions posts. */
  #rpcBaseUrl = '';

  constructor(private readonly scripts: BenchScripts) {
    mkdirSync(this.#appFolder);
    writeFileSync(
      join(this.#appFolder, 'package.json'),
      JSON.stringify({ main: relative(this.#appFolder, scripts.app) }),
    );
    const hostJson = {
      version: '2.0',
      extensions: { durableTask: { hubName: BENCH_HUB } },
      logging: { logLevel: { default: 'Warning' } },
    };
    writeFileSync(join(this.#appFolder, 'host.json'), JSON.stringify(hostJson));
  }

  get dataFolder(): string {
    return join(this.#folder, 'data');
  }

  async start(): Promise<void> {
    const args = ['--app', this.#appFolder, '--port', '0', '--data', this.dataFolder];
    const child = fork(this.scripts.host, args, {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: ['--expose-gc'],
    });
    this.#child = child;
    const [message] = (await once(child, 'message')) as [HostToParent];
    if (message.type !== 'ready') throw new Error(`The host did not start: ${JSON.stringify(message)}`);
    this.#port = message.port;
    this.#agent = new Agent({ keepAlive: true });
    this.#rpcBaseUrl = (
      JSON.parse((await this.get('/api/client')).body) as { rpcBaseUrl: string }
    ).rpcBaseUrl;
  }

  /** SIGKILL, or SIGTERM for a drain; resolves when the process has ended. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    this.#agent.destroy();
  }

  removeData(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get(path: string): Promise<HttpAnswer> {
    return this.#send('GET', `http://127.0.0.1:${this.#port}${path}`, '');
  }

  /** Resolves with whether the start was acknowledged; rejects when the host went away before it answered. */
  async startInstance(orchestrator: string, id: string, input: unknown): Promise<boolean> {
    const answer = await this.#send(
      'POST',
      `${this.#rpcBaseUrl}orchestrators/${orchestrator}/${id}`,
      JSON.stringify(input),
    );
    return answer.status === 202;
  }

  /** How many instances have not ended yet, counted up to `limit`. */
  async countLive(limit: number): Promise<number> {
    const query = `runtimeStatus=Pending,Running,Suspended&showInput=false&top=${limit}`;
    const answer = await this.#send('GET', `${this.#rpcBaseUrl}instances/?${query}`, '');
    return (JSON.parse(answer.body) as unknown[]).length;
  }

  get #appFolder(): string {
    return join(this.#folder, 'app');
  }

  #send(method: string, url: string, body: string): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const sent = request(url, { method, agent: this.#agent, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString() }),
        );
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}
