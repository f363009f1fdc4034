// Server-sent events: pushes each change of the stage to every open page.
import type { ServerResponse } from 'node:http';
import type { LiveEvent } from './pageProtocol';

/** The open pages. */
export interface LivePages {
  /** Keeps a response open as a stream of events until its page goes away. */
  add(response: ServerResponse): void;
  tell(event: LiveEvent): void;
  /** Ends all streams. */
  stop(): void;
}

const KEEP_ALIVE_MS = 20_000;

/** Creates the set of open pages, none at first. */
export function createLivePages(): LivePages {
  const pages = new Set<ServerResponse>();
  const write = (text: string) => {
    for (const page of pages) page.write(text);
  };
  const keepAlive = setInterval(() => {
    write(': still here\n\n');
  }, KEEP_ALIVE_MS).unref();
  return {
    add(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 1000\n\n');
      pages.add(response);
      response.on('close', () => pages.delete(response));
    },
    tell(event) {
      if (pages.size > 0) write(`data: ${JSON.stringify(event)}\n\n`);
    },
    stop() {
      clearInterval(keepAlive);
      for (const page of pages) page.end();
    },
  };
}
