// Puts the local connector on HTTP: from a node request to a call, and from its reply to bytes or a broken connection.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyTooLarge, isForeign, readText, sendJson } from '../http/loopbackServer';
import { refusal, tooLarge, type ConnectorReply } from './connectorReply';
import type { LocalConnector } from './localConnector';

/** Where the connector's paths begin. */
export const CONNECTOR_PREFIX = '/v3/';

const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** Answers one request of the bot. Pages of other sites are refused: they could speak in the bot's name. */
export async function serveConnector(
  connector: LocalConnector,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (isForeign(request)) {
    writeReply(
      request,
      response,
      refusal(403, 'Forbidden', 'Pages of other sites may not speak for the bot.'),
    );
    return;
  }
  const { method = 'GET', url = '/', headers } = request;
  try {
    const body = await readText(request, MAX_BODY_BYTES);
    writeReply(request, response, await connector.handle({ method, url, headers, body }));
  } catch (fault) {
    if (!(fault instanceof BodyTooLarge)) throw fault;
    writeReply(request, response, tooLarge());
  }
}

function writeReply(request: IncomingMessage, response: ServerResponse, reply: ConnectorReply): void {
  if (reply.reset) request.socket.resetAndDestroy();
  else sendJson(response, reply.status, reply.body, reply.headers);
}
