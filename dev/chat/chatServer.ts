// The local stage on one loopback port: the Bot Connector for the bot, and the chat page with its API for people.
import { announceAddress } from './channel/announceAddress';
import type { OutboxOptions } from './channel/outbox';
import { createTeamsChannel } from './channel/teamsChannel';
import { CONNECTOR_PREFIX, serveConnector } from './connector/connectorHttp';
import { createLocalConnector, type LocalConnector } from './connector/localConnector';
import { createDirectoryFile } from './directory/directoryFile';
import { startLoopbackServer, type RequestHandler } from './http/loopbackServer';
import { createLivePages, type LivePages } from './server/liveEvents';
import { createPageRoutes } from './server/pageRoutes';
import type { PageClock } from './server/pageProtocol';
import { takePageState, watchStage } from './server/pageState';
import { createTraffic, type Traffic } from './server/traffic';

/** The clock that bot, host, storage and chat share. `advance` resolves when all of them have moved. */
export interface StageClock {
  now(): number;
  readonly offsetMs: number;
  advance(ms: number): Promise<void>;
}

export interface ChatServerOptions {
  /** 0 picks a free one. */
  readonly port: number;
  /** The bot's messaging endpoint (…/api/messages), asked for at each post. */
  readonly botUrl: () => string;
  /** Where people, chats and messages are kept; without it they are forgotten at the end. */
  readonly dataFolder?: string;
  /** Without it the machine's clock counts, and the page has no clock control. */
  readonly clock?: StageClock;
  /** The folder with the built page: page.js and page.css. */
  readonly pageFolder: string;
  /** Hears of faults of the chat itself, in a line each. */
  readonly log: (line: string) => void;
}

/** A running chat. `url` has no slash at its end. */
export interface ChatServer {
  readonly port: number;
  readonly url: string;
  readonly connector: LocalConnector;
  /** Closes the page's streams and keeps what is unsaved. */
  stop(): Promise<void>;
}

const KEPT_EXCHANGES = 200;

/** Starts the chat on 127.0.0.1. Rejects when the port is taken or what was kept cannot be read. */
export async function startChatServer(options: ChatServerOptions): Promise<ChatServer> {
  const report = (what: string) => (fault: unknown) => {
    options.log(`${what}: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`);
  };
  const connector = createConnector(options, report('The chat could not be saved'));
  const pages = createLivePages();
  const traffic = watchTraffic(connector, pages);
  let url = '';
  const toBot = connectToBot(options, connector, traffic, () => `${url}/`);
  const handle = createHandler(options, toBot, traffic, pages);
  const server = await startLoopbackServer(options.port, handle, report('The chat failed to answer'));
  ({ url } = server);
  const unwatch = watchStage(connector, pages.tell);
  const ending = new AbortController();
  const announced = announceAddress(toBot, ending.signal).catch(
    report('The bot was not told the new address'),
  );
  const stop = async () => {
    ending.abort();
    unwatch();
    pages.stop();
    await server.stop();
    await announced;
    await connector.stop();
  };
  return { port: server.port, url, connector, stop };
}

function createConnector(
  { clock, dataFolder }: ChatServerOptions,
  onSaveFailure: (failure: unknown) => void,
): LocalConnector {
  return createLocalConnector({
    now: clock ? () => clock.now() : Date.now,
    keepCalls: KEPT_EXCHANGES,
    onSaveFailure,
    ...(dataFolder !== undefined && { store: createDirectoryFile(dataFolder) }),
  });
}

function connectToBot(
  { botUrl }: ChatServerOptions,
  connector: LocalConnector,
  traffic: Traffic,
  serviceUrl: () => string,
): OutboxOptions {
  const onPosted: OutboxOptions['onPosted'] = (posted) => {
    traffic.addPosted(posted, connector.now(), new URL(botUrl()).pathname);
  };
  return { connector, serviceUrl, botUrl, onPosted };
}

function watchTraffic(connector: LocalConnector, pages: LivePages): Traffic {
  const traffic = createTraffic(KEPT_EXCHANGES, (entry) => {
    pages.tell({ kind: 'traffic', entry });
  });
  connector.subscribe((signal) => {
    if (signal.kind === 'call') traffic.addCall(signal.call);
  });
  return traffic;
}

function createHandler(
  { clock, pageFolder }: ChatServerOptions,
  toBot: OutboxOptions,
  traffic: Traffic,
  pages: LivePages,
): RequestHandler {
  const { connector } = toBot;
  const pageClock = (): PageClock => ({ nowMs: connector.now(), isMovable: clock !== undefined });
  const advance =
    clock &&
    (async (ms: number) => {
      await clock.advance(ms);
      pages.tell({ kind: 'clock', clock: pageClock() });
    });
  const servePage = createPageRoutes({
    deeds: { connector, channel: createTeamsChannel(toBot), ...(advance && { advance }) },
    pages,
    takeState: () => takePageState(connector, pageClock(), traffic.entries),
    pageFolder,
  });
  return (request, response) =>
    request.url?.startsWith(CONNECTOR_PREFIX)
      ? serveConnector(connector, request, response)
      : servePage(request, response);
}
