/** Starts storage, chat and host in this order, tied together, and resolves when the app is healthy. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { startChatServer, type ChatServer } from '../chat/chatServer';
import { loadHostKeys } from '../host/http/accessKeys';
import { createStageClock, type ClockPart, type StageClock } from '../stage/stageClock';
import { bannerOf } from './banner';
import { findCoreTools } from './coreToolsHost';
import { provideStorage } from './developerStorage';
import { waitUntilHealthy } from './health';
import type { HostChild } from './hostChild';
import { ensureLocalSettings, SETTINGS_FILE } from './localSettings';
import { requireFreePort } from './ports';
import { provideAnswers } from './sampleAnswers';
import { providePriceFeed } from './samplePriceFeed';
import type { StartContext } from './startContext';
import { hostFolder, startHost } from './startHost';

const HEALTHY_MS = 60_000;

/** Starts everything; resolves with the words that say what to do next. Throws StartError; what runs is in `parts`. */
export async function startApp(context: StartContext): Promise<string> {
  const { root, options, env, print, dataFolder, parts } = context;
  if (ensureLocalSettings(root)) print(`Made ${SETTINGS_FILE} from its sample.`);
  await requireFreePorts(context);
  const coreTools = options.embedded || options.enforceKeys ? undefined : await findCoreTools(env);
  const storage = await provideStorage(context, coreTools !== undefined);
  if (options.fresh) forgetAllBut(dataFolder, 'storage');

  const running: { host?: HostChild } = {};
  const answers = await provideAnswers(context);
  const feed = await providePriceFeed(context);
  const clock = createStageClock(() => [storage.local, running.host, answers.service].filter(keepsTime));
  const canMoveClock = storage.local !== undefined && coreTools === undefined;
  const chat = await startChat(
    context,
    () => `${urlOf(running.host?.port ?? options.port)}/api/messages`,
    canMoveClock ? clock : undefined,
  );
  const settings = { ...storage.settings, ...answers.settings, ...feed.settings };
  const host = await startHost(context, coreTools, settings);
  running.host = host;
  await Promise.race([waitUntilHealthy(urlOf(host.port), HEALTHY_MS), parts.failure]);
  return bannerOf({
    seconds: performance.now() / 1000,
    hostUrl: urlOf(host.port),
    hostDescription: host.description,
    chatUrl: chat.url,
    feedUrl: feed.url,
    storage: storage.description,
    dataFolder: relative(root, dataFolder),
    functionKey: options.enforceKeys ? loadHostKeys(hostFolder(context)).default : undefined,
  });
}

async function requireFreePorts({ options }: StartContext): Promise<void> {
  await requireFreePort(options.port, "the bot's Functions app", '--port');
  await requireFreePort(options.chatPort, 'the chat page', '--chat-port');
  await requireFreePort(options.feedPort, 'the sample price feed', '--feed-port');
}

async function startChat(
  context: StartContext,
  botUrl: () => string,
  clock: StageClock | undefined,
): Promise<ChatServer> {
  const { root, dataFolder, options, print, parts } = context;
  const chat = await startChatServer({
    port: options.chatPort,
    botUrl,
    dataFolder: join(dataFolder, 'chat'),
    pageFolder: join(root, 'dist/dev/page'),
    log: print,
    ...(clock && { clock }),
  });
  parts.add({ name: 'chat page', stop: () => chat.stop() });
  return chat;
}

function forgetAllBut(dataFolder: string, kept: string): void {
  mkdirSync(dataFolder, { recursive: true });
  for (const name of readdirSync(dataFolder)) {
    if (name !== kept) rmSync(join(dataFolder, name), { recursive: true, force: true });
  }
}

function urlOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

function keepsTime<T extends Partial<ClockPart>>(part: T | undefined): part is T & ClockPart {
  return part?.setClockOffset !== undefined;
}
