// The local connector on a port of its own, without a page: what tests and benchmarks let the bot talk to.
import { startLoopbackServer } from '../http/loopbackServer';
import { serveConnector } from './connectorHttp';
import { createLocalConnector, type LocalConnector, type LocalConnectorOptions } from './localConnector';

export interface ConnectorServerOptions extends Partial<LocalConnectorOptions> {
  /** 0, also when left out, picks a free one. */
  readonly port?: number;
}

/** A running connector. `url` has no slash at its end; `serviceUrl` is what activities carry. */
export interface ConnectorServer {
  readonly url: string;
  readonly serviceUrl: string;
  readonly connector: LocalConnector;
  stop(): Promise<void>;
}

/**
 * Starts a connector on 127.0.0.1, by the machine's clock unless `now` is given. Conversations that are not in its
 * directory are accepted (as chats of some other channel) unless `unknownConversations` says `refuse`.
 */
export async function startConnectorServer(options: ConnectorServerOptions = {}): Promise<ConnectorServer> {
  const connector = createLocalConnector({ now: Date.now, unknownConversations: 'accept', ...options });
  const server = await startLoopbackServer(
    options.port ?? 0,
    (request, response) => serveConnector(connector, request, response),
    (fault) => {
      process.emitWarning(fault instanceof Error ? fault : String(fault));
    },
  );
  return {
    url: server.url,
    serviceUrl: `${server.url}/`,
    connector,
    async stop() {
      await server.stop();
      await connector.stop();
    },
  };
}
