/** Finds out about ports before anything is started on them. */
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from './startError';

const HOST = '127.0.0.1';
/** A host whose starter has just been killed may hold its port for another moment. */
const PATIENCE_MS = 1500;
const POLL_MS = 50;

/** Throws StartError, which names the port, what it is for and the option that chooses another. 0 is always free. */
export async function requireFreePort(port: number, purpose: string, option: string): Promise<void> {
  const startedMs = performance.now();
  while ((await tryPort(port)) === undefined) {
    if (performance.now() - startedMs > PATIENCE_MS) throw portTakenError(port, purpose, option);
    await sleep(POLL_MS);
  }
}

/** A port that nobody uses right now. */
export async function findFreePort(): Promise<number> {
  return (await tryPort(0)) as number;
}

export function portTakenError(port: number, purpose: string, option: string): StartError {
  return new StartError(
    `Port ${port} (${purpose}) is taken by another program.\nChoose another one: npm start -- ${option} <port>   (0 picks a free one)`,
  );
}

/** The port that was got, or undefined when it is taken. */
function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else if (error.code === 'EACCES')
        reject(new StartError(`Port ${port} is not allowed to this user.`, { cause: error }));
      else reject(error);
    });
    server.listen(port, HOST, () => {
      const got = (server.address() as AddressInfo).port;
      server.close(() => resolve(got));
    });
  });
}
