// The page's paths: its files, its state, its stream of changes, and the one way in for what people do.
import findMyWay from 'find-my-way';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ChannelRefusal } from '../channel/channelRefusal';
import { BodyTooLarge, isForeign, readText, sendJson } from '../http/loopbackServer';
import { deedSchema, type Deed } from './deed';
import type { LivePages } from './liveEvents';
import { BUILT_FILES, sendBuiltFile, sendOwnFile } from './pageFiles';
import type { PageState } from './pageProtocol';
import { performDeed, type DeedContext } from './performDeed';

export interface PageRoutesOptions {
  readonly deeds: DeedContext;
  readonly pages: LivePages;
  readonly takeState: () => PageState;
  readonly pageFolder: string;
}

const MAX_DEED_BYTES = 1024 * 1024;

/** Creates the handler of all that is the page's; pages of other sites are refused. */
export function createPageRoutes(options: PageRoutesOptions) {
  const { pages, takeState, pageFolder } = options;
  const router = findMyWay({ defaultRoute: sendNotFound });
  router.get('/', (_request, response) => {
    sendOwnFile(response, 'document');
  });
  router.get('/icon.svg', (_request, response) => {
    sendOwnFile(response, 'icon');
  });
  for (const name of BUILT_FILES)
    router.get(`/${name}`, (_request, response) => sendBuiltFile(response, pageFolder, name));
  router.get('/chat/state', (_request, response) => {
    sendJson(response, 200, takeState(), { 'cache-control': 'no-store' });
  });
  router.get('/chat/events', (_request, response) => {
    pages.add(response);
  });
  router.post('/chat/deeds', (request, response) => serveDeed(options.deeds, request, response));
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (isForeign(request)) sendProblem(response, 403, 'Pages of other sites may not use this chat.');
    else await (router.lookup(request, response) as Promise<void> | undefined);
  };
}

async function serveDeed(
  context: DeedContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!request.headers['content-type']?.startsWith('application/json')) {
    sendProblem(response, 415, 'A deed is JSON.');
    return;
  }
  try {
    const outcome = await performDeed(context, await readDeed(request));
    await context.connector.flush();
    sendJson(response, 200, outcome);
  } catch (failure) {
    if (failure instanceof ChannelRefusal) sendProblem(response, 422, failure.message, failure.code);
    else if (failure instanceof BodyTooLarge) sendProblem(response, 413, failure.message, failure.code);
    else throw failure;
  }
}

async function readDeed(request: IncomingMessage): Promise<Deed> {
  const parsed = deedSchema.safeParse(parseJson(await readText(request, MAX_DEED_BYTES)));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ChannelRefusal(
    'INVALID_REQUEST',
    `This is no deed: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ChannelRefusal('INVALID_REQUEST', 'This is not JSON.');
  }
}

function sendNotFound(_request: IncomingMessage, response: ServerResponse): void {
  sendProblem(response, 404, 'There is nothing here.');
}

function sendProblem(response: ServerResponse, status: number, detail: string, code?: string): void {
  sendJson(response, status, { status, detail, ...(code && { code }) });
}
