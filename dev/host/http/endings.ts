// The host's own short answers: a status and no more, as the real host gives them.
import type { ServerResponse } from 'node:http';

/** Ends an answer with a status; one that has begun is cut off. */
export function end(response: ServerResponse, statusCode: number): void {
  if (response.headersSent) return void response.destroy();
  response.statusCode = statusCode;
  response.end();
}

/** Ends an answer whose request is not read to its end, and with it the connection. */
export function endUnread(response: ServerResponse, statusCode: number): void {
  response.setHeader('connection', 'close');
  end(response, statusCode);
}

/** Says that the host takes no requests (yet, or any more). */
export function refuse(response: ServerResponse): void {
  response.setHeader('connection', 'close');
  response.statusCode = 503;
  response.end('Function host is not running.');
}
