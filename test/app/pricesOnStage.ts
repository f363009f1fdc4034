/** A server of prices for watches on the stage, which does as the test says. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Reply = (response: ServerResponse, request: IncomingMessage) => void;

/** A hotel's price at `/vegas.json`, with an ETag; `reply` takes its place. */
export class PriceServer {
  price: unknown = 250;
  reply: Reply | undefined;
  readonly asked: IncomingMessage[] = [];

  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    readonly host: string,
  ) {}

  static async start(): Promise<PriceServer> {
    const server = createServer((request, response) => prices.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const prices = new PriceServer(server, `localhost:${(server.address() as AddressInfo).port}`);
    return prices;
  }

  get url(): string {
    return `http://${this.host}/vegas.json`;
  }

  /** What the app is told so that it may look here. */
  get settings(): Record<string, string> {
    return { OUTBOUND_PRIVATE_HOSTS: this.host };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    this.asked.push(request);
    if (this.reply) return this.reply(response, request);
    const etag = `"${encodeURIComponent(String(this.price))}"`;
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
    response.writeHead(200, { etag, 'content-type': 'application/json' });
    response.end(JSON.stringify({ hotel: 'The Neon Flamingo', price: this.price }));
  }
}
