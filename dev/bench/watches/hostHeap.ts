// The heap of a host's process after a full collection, asked by the inspector that `NODE_OPTIONS` opens in it.
import { setTimeout as sleep } from 'node:timers/promises';

/** What the host's environment has, so that its heap can be asked for. */
export const INSPECTED = { NODE_OPTIONS: '--inspect=127.0.0.1:0' } as const;

/** The bytes that are still in use. Throws when the log names no inspector. */
export async function heapOf(hostLog: string): Promise<number> {
  const [url] = hostLog.match(/ws:\/\/127\.0\.0\.1:\d+\/[\w-]+/g)?.slice(-1) ?? [];
  if (!url) throw new Error('The host has no inspector.');
  const socket = new WebSocket(url);
  await new Promise((opened, failed) => {
    socket.addEventListener('open', opened, { once: true });
    socket.addEventListener('error', failed, { once: true });
  });
  try {
    // Twice: what the first finds to be finalised, the second collects.
    for (let times = 0; times < 2; times += 1) {
      await ask(socket, 'HeapProfiler.collectGarbage');
      await sleep(100);
    }
    return (await ask<{ usedSize: number }>(socket, 'Runtime.getHeapUsage')).usedSize;
  } finally {
    socket.close();
  }
}

let lastId = 0;

function ask<T>(socket: WebSocket, method: string): Promise<T> {
  const id = (lastId += 1);
  return new Promise((resolve) => {
    const listen = ({ data }: MessageEvent): void => {
      const answer = JSON.parse(String(data)) as { id?: number; result: T };
      if (answer.id !== id) return;
      socket.removeEventListener('message', listen);
      resolve(answer.result);
    };
    socket.addEventListener('message', listen);
    socket.send(JSON.stringify({ id, method }));
  });
}
