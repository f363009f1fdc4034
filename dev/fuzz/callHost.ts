/** Calls the host as no well-made client would: any bytes, headers twice, bodies that come slowly or not at all. */
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What came of a call: a status, or none within the time. */
export interface CallEnd {
  status: number | undefined;
  ms: number;
}

export interface FuzzCall {
  method: string;
  path: string;
  headers?: Readonly<Record<string, string | readonly string[]>>;
  body?: Buffer;
}

/** Every call is answered well within this time. */
export const ANSWER_WITHIN_MS = 20_000;

export class Caller {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 16 });

  constructor(private readonly hostUrl: string) {}

  call({ method, path, headers = {}, body }: FuzzCall): Promise<CallEnd> {
    const began = performance.now();
    const end = (status: number | undefined): CallEnd => ({ status, ms: performance.now() - began });
    return new Promise((resolve) => {
      const call = request(
        this.hostUrl + path,
        {
          ...{ method, agent: this.agent, timeout: ANSWER_WITHIN_MS },
          headers: {
            'content-type': 'application/json',
            ...('transfer-encoding' in headers ? {} : { 'content-length': String(body?.length ?? 0) }),
            ...headers,
          } as Record<string, string>,
        },
        (response) => response.resume().on('end', () => resolve(end(response.statusCode))),
      );
      call.on('timeout', () => call.destroy());
      call.on('error', () => resolve(end(undefined)));
      call.end(body);
    });
  }

  /** The very bytes, and what was answered to them; the socket is closed after the answer or the time. */
  async raw(bytes: readonly string[], pauseMs: number, withinMs = ANSWER_WITHIN_MS): Promise<CallEnd> {
    const { hostname, port } = new URL(this.hostUrl);
    const began = performance.now();
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => (answer += chunk));
    const closed = new Promise<void>((resolve) =>
      socket.on('close', () => resolve()).on('error', () => resolve()),
    );
    for (const part of bytes) {
      if (!socket.writable) break;
      socket.write(part, 'latin1');
      await sleep(pauseMs);
    }
    const until = performance.now() + withinMs;
    while (answer === '' && !socket.destroyed && performance.now() < until) await sleep(20);
    socket.destroy();
    await closed;
    const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1];
    return { status: status === undefined ? undefined : Number(status), ms: performance.now() - began };
  }

  stop(): void {
    this.agent.destroy();
  }
}
