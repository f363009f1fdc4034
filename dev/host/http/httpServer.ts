// The host's HTTP surface on loopback: takes requests in, has them answered, and ends in good order.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { HostError } from '../hostError';
import { end, refuse } from './endings';
import { parseTarget } from './requestTarget';
import { serveFunction, type HttpApp } from './serveFunction';

const HOST = '127.0.0.1';
const CLOSING_STEP_MS = 10;

/** Answers 503 until an app is mounted, and again when it is closing. */
export class HttpServer {
  readonly #server: Server;
  #app: HttpApp | undefined;
  #isClosing = false;
  readonly #connections = new Set<Socket>();

  constructor() {
    this.#server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 0 }, (request, response) => {
      void this.#answer(request, response);
    });
    this.#server.on('connection', (socket) => {
      this.#connections.add(socket);
      socket.on('close', () => this.#connections.delete(socket));
    });
  }

  /** Binds to loopback; resolves with the port (0 picks a free one), rejects with a HostError when the port is taken. */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, port)));
      this.#server.listen({ host: HOST, port, exclusive: true }, () => {
        const address = this.#server.address();
        resolve(typeof address === 'object' && address ? address.port : port);
      });
    });
  }

  mount(app: HttpApp): void {
    this.#app = app;
  }

  /** Takes no more requests; those in flight go on. */
  stopAccepting(): void {
    this.#isClosing = true;
    this.#server.close();
    this.#server.closeIdleConnections();
  }

  /** Resolves when every answer in flight has left; after `timeoutMs` it cuts off the rest. */
  async closed(timeoutMs: number): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    while (this.#connections.size > 0 && performance.now() < deadline) {
      this.#server.closeIdleConnections();
      await new Promise((resolve) => setTimeout(resolve, CLOSING_STEP_MS));
    }
    this.closeConnections();
  }

  /** Ends every connection, in flight or not. */
  closeConnections(): void {
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const app = this.#app;
    const target = parseTarget(request.url ?? '/');
    if (!target) return end(response, 400);
    if (!app || this.#isClosing) return refuse(response);
    try {
      for (const [name, value] of Object.entries(app.customHeaders)) response.setHeader(name, value);
      const match = app.routes.match(request.method ?? 'GET', target.path);
      if (match) await serveFunction(app, match, target, request, response);
      else if (!(await app.builtIn(request, response, target))) end(response, 404);
    } catch (error) {
      app.onFault(error);
      end(response, 500);
    }
  }
}

function listenError(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new HostError(
      'portTaken',
      `Port ${port} is taken: stop what uses it, or choose another with --port.`,
      { cause: error },
    );
  }
  if (error.code === 'EACCES') {
    return new HostError(
      'portTaken',
      `Port ${port} may not be used by this user: choose another with --port.`,
      { cause: error },
    );
  }
  return error;
}
