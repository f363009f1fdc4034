/** The chat's server: its page, its API, its live events, its clock, and who may use it. */
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChatServer, type ChatServer, type ChatServerOptions } from '../../../dev/chat/chatServer';
import { ANA, BOT, LAUNCH_CREW, NORTHWIND, SAM } from '../../../dev/chat/directory/seedDirectory';
import type { Deed } from '../../../dev/chat/server/deed';
import type { DeedOutcome, LiveEvent, PageState } from '../../../dev/chat/server/pageProtocol';
import { startEchoBot, type EchoBot } from './echoBot';

let folder: string;
let bot: EchoBot;
let chat: ChatServer;
const logged: string[] = [];

const start = (options: Partial<ChatServerOptions> = {}) =>
  startChatServer({
    port: 0,
    botUrl: () => bot.messagesUrl,
    pageFolder: folder,
    log: (line) => logged.push(line),
    ...options,
  });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'recado-chat-'));
  bot = await startEchoBot();
  chat = await start();
});
afterEach(async () => {
  await chat.stop();
  await bot.stop();
  rmSync(folder, { recursive: true });
  expect(logged.splice(0)).toEqual([]);
});

const post = (body: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  fetch(`${chat.url}/chat/deeds`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const perform = async (deed: Deed) => (await (await post(deed)).json()) as DeedOutcome;
const state = async () => (await (await fetch(`${chat.url}/chat/state`)).json()) as PageState;
const samChat = () => chat.connector.directory.personalChatOf(SAM.id).id;
const here = () => ({ personId: SAM.id, conversationId: samChat() });

describe('the page', () => {
  it('is served with a policy that lets nothing in from elsewhere', async () => {
    const page = await fetch(chat.url);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(await page.text()).toContain('<script type="module" src="/page.js">');
    expect((await fetch(`${chat.url}/icon.svg`)).headers.get('content-type')).toBe('image/svg+xml');
  });

  it('has its built files, or says how to build them', async () => {
    const missing = await fetch(`${chat.url}/page.js`);
    expect([missing.status, await missing.text()]).toEqual([404, 'page.js is not built; run: npm run build']);
    writeFileSync(join(folder, 'page.css'), 'body{}');
    const css = await fetch(`${chat.url}/page.css`);
    expect([css.status, css.headers.get('content-type'), await css.text()]).toEqual([
      200,
      'text/css; charset=utf-8',
      'body{}',
    ]);
  });

  it('has nothing else', async () => {
    for (const path of ['/../package.json', '/page.ts', '/chat/deeds'])
      expect((await fetch(chat.url + path)).status).toBe(404);
  });
});

describe('opening the page', () => {
  it('installs the bot for the default person once, in the browser’s zone', async () => {
    expect(await perform({ kind: 'open', timeZone: 'Asia/Tokyo' })).toEqual({ isOk: true });
    expect(await perform({ kind: 'open', timeZone: 'Europe/Paris' })).toEqual({ isOk: true });
    expect(bot.heard.map(({ type }) => type)).toEqual(['conversationUpdate', 'installationUpdate']);
    const { directory, clock } = await state();
    expect(directory.people[0]).toMatchObject({ id: SAM.id, timeZone: 'Asia/Tokyo' });
    expect(directory.timeline[samChat()]).toMatchObject([
      { event: 'Sam Carter added Recado' },
      { isFromBot: true },
    ]);
    expect(clock.isMovable).toBe(false);
  });

  it('does not bring back a bot that was removed', async () => {
    await perform({ kind: 'open', timeZone: 'UTC' });
    await perform({ kind: 'uninstall', ...here() });
    await perform({ kind: 'open', timeZone: 'UTC' });
    expect(chat.connector.directory.personalChatOf(SAM.id).bot).toBe('removed');
  });
});

describe('deeds', () => {
  beforeEach(() => perform({ kind: 'open', timeZone: 'UTC' }));

  it('says, edits and deletes, and the bot’s answers are in the state', async () => {
    await perform({ kind: 'say', ...here(), text: 'hello' });
    const said = (await state()).directory.timeline[samChat()]?.find(
      ({ activity }) => activity.text === 'hello',
    );
    await perform({ kind: 'edit', ...here(), messageId: said?.id ?? '', text: 'hello all' });
    await perform({ kind: 'remove', ...here(), messageId: said?.id ?? '' });
    const items = (await state()).directory.timeline[samChat()] ?? [];
    expect(items.slice(-2)).toMatchObject([
      {
        activity: { text: 'hello all' },
        editedAtMs: expect.any(Number) as number,
        deletedAtMs: expect.any(Number) as number,
      },
      { activity: { text: 'You said: hello' } },
    ]);
  });

  it('tells in words when the bot did not answer, and sends again on demand', async () => {
    bot.failure = { status: 503, detail: 'Storage is down.' };
    expect(await perform({ kind: 'say', ...here(), text: 'hello' })).toEqual({
      isOk: false,
      problem: 'The bot did not answer (503): Storage is down.',
      isShown: true,
    });
    bot.failure = undefined;
    const failed = (await state()).directory.timeline[samChat()]?.at(-1);
    expect(await perform({ kind: 'retry', conversationId: samChat(), messageId: failed?.id ?? '' })).toEqual({
      isOk: true,
    });
  });

  it('tells when nothing listens where the bot should be', async () => {
    const lonely = await start({ botUrl: () => 'http://127.0.0.1:9/api/messages' });
    const body = JSON.stringify({ kind: 'open', timeZone: 'UTC' });
    const answered = await fetch(`${lonely.url}/chat/deeds`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    await lonely.stop();
    expect(await answered.json()).toMatchObject({
      isOk: false,
      problem: expect.stringMatching(/did not answer/) as string,
    });
  });

  it('presses buttons and passes on what an invoke answers', async () => {
    await perform({ kind: 'say', ...here(), text: 'card' });
    const card = (await state()).directory.timeline[samChat()]?.at(-1);
    const press = { type: 'Action.Execute', verb: 'count', data: { count: 4 } };
    expect(await perform({ kind: 'press', ...here(), messageId: card?.id ?? '', press })).toEqual({
      isOk: true,
    });
    const seen = (await state()).directory.timeline[samChat()]?.at(-1)?.views?.[SAM.id];
    expect(JSON.stringify(seen)).toContain('Counted 5');
  });

  it('keeps what each person has read, and their locale and zone', async () => {
    await perform({ kind: 'read', ...here() });
    await perform({ kind: 'profile', personId: ANA.id, locale: 'es-MX', timeZone: 'America/Mexico_City' });
    const { directory } = await state();
    expect(directory.reads[SAM.id]?.[samChat()]).toBe(directory.timeline[samChat()]?.at(-1)?.seq);
    expect(directory.people[1]).toMatchObject({ locale: 'es-MX', timeZone: 'America/Mexico_City' });
  });

  it('adds and removes people and the bot in a group', async () => {
    const group = { personId: SAM.id, conversationId: LAUNCH_CREW.id };
    await perform({ kind: 'install', ...group });
    await perform({ kind: 'addMember', ...group, memberId: chat.connector.directory.people()[2]?.id ?? '' });
    await perform({ kind: 'removeMember', ...group, memberId: ANA.id });
    const { directory } = await state();
    const [crew] = directory.chats.filter(({ id }) => id === LAUNCH_CREW.id);
    expect(crew).toMatchObject({ bot: 'installed', memberIds: [SAM.id, expect.stringContaining('priya')] });
    expect(directory.timeline[LAUNCH_CREW.id]?.flatMap(({ event }) => event ?? [])).toEqual([
      'Sam Carter added Recado',
      'Sam Carter added Priya Nair',
      'Sam Carter removed Ana García',
    ]);
  });

  it.each<[string, unknown, number]>([
    ['no JSON', '{', 422],
    ['an unknown kind', { kind: 'hack' }, 422],
    [
      'a zone that is none',
      { kind: 'profile', personId: SAM.id, locale: 'en', timeZone: 'Mars/Olympus' },
      422,
    ],
    ['an unknown person', { kind: 'say', personId: 'x', conversationId: 'y', text: 'z' }, 422],
    ['a clock that cannot be moved', { kind: 'advance', ms: 1 }, 422],
    ['more than a megabyte', `"${'x'.repeat(1_100_000)}"`, 413],
  ])('refuses %s in words', async (_what, deed, status) => {
    const refused = await post(deed);
    expect([refused.status, await refused.json()]).toMatchObject([
      status,
      { detail: expect.any(String) as string },
    ]);
  });
});

describe('live events', () => {
  it('tell of messages, typing, people and traffic as they happen', async () => {
    const events = await listen();
    await perform({ kind: 'open', timeZone: 'UTC' });
    await perform({ kind: 'say', ...here(), text: 'typing' });
    const isAnswered = (event: LiveEvent) => event.kind === 'traffic' && event.entry.title === 'message';
    expect(await events.until(isAnswered)).toMatchObject({
      entry: { direction: 'toBot', path: '/api/messages', status: 200 },
    });
    const kinds = new Set(events.seen.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['item', 'read', 'roster', 'traffic', 'typing']);
    events.stop();
  });
});

describe('the clock', () => {
  it('is moved by the page and stamps what is said', async () => {
    await chat.stop();
    let offsetMs = 0;
    const startedAtMs = Date.UTC(2026, 2, 2);
    const clock = {
      now: () => startedAtMs + offsetMs,
      get offsetMs() {
        return offsetMs;
      },
      advance: (ms: number) => Promise.resolve(void (offsetMs += ms)),
    };
    chat = await start({ clock });
    const events = await listen();
    await perform({ kind: 'advance', ms: 3_600_000 });
    await perform({ kind: 'open', timeZone: 'UTC' });
    expect((await state()).clock).toEqual({ nowMs: startedAtMs + 3_600_000, isMovable: true });
    expect(events.seen[0]).toEqual({
      kind: 'clock',
      clock: { nowMs: startedAtMs + 3_600_000, isMovable: true },
    });
    expect(bot.heard[0]).toMatchObject({ timestamp: '2026-03-02T01:00:00.000Z' });
    events.stop();
  });
});

describe('what was said', () => {
  it('is there again after a restart', async () => {
    const dataFolder = join(folder, 'data');
    await chat.stop();
    chat = await start({ dataFolder });
    await perform({ kind: 'open', timeZone: 'UTC' });
    await perform({ kind: 'say', ...here(), text: 'remember me' });
    const before = (await state()).directory;
    await chat.stop();
    chat = await start({ dataFolder, port: chat.port });
    expect((await state()).directory).toEqual(before);
  });
});

describe('the connector’s address', () => {
  it('is told to the bot in every chat when it is another one than before', async () => {
    const dataFolder = join(folder, 'data');
    await chat.stop();
    chat = await start({ dataFolder });
    await perform({ kind: 'open', timeZone: 'UTC' });
    const [general, launches] = NORTHWIND.channels;
    await perform({ kind: 'install', personId: SAM.id, conversationId: NORTHWIND.id });
    await perform({
      kind: 'say',
      personId: SAM.id,
      conversationId: launches?.id ?? '',
      text: '@Recado hello',
    });
    await chat.stop();
    bot.heard.length = 0;
    bot.failure = { status: 503, detail: 'still starting' };
    chat = await start({ dataFolder });
    await until(() => bot.heard.length > 1);
    bot.failure = undefined;
    const told = () => bot.heard.filter(({ conversation }) => conversation.id !== samChat());
    await until(() => told().length === 2);
    const serviceUrl = `${chat.url}/`;
    expect(told()).toMatchObject([
      { type: 'installationUpdate', action: 'add-upgrade', serviceUrl, conversation: { id: general?.id } },
      { type: 'installationUpdate', action: 'add-upgrade', serviceUrl, conversation: { id: launches?.id } },
    ]);
    expect(new Set(bot.heard.map(({ id }) => id)).size).toBe(3);
  });

  it('is not told again when it is the same', async () => {
    const dataFolder = join(folder, 'data');
    await chat.stop();
    chat = await start({ dataFolder });
    await perform({ kind: 'open', timeZone: 'UTC' });
    const { port } = chat;
    await chat.stop();
    bot.heard.length = 0;
    chat = await start({ dataFolder, port });
    await perform({ kind: 'say', ...here(), text: 'hello' });
    expect(bot.heard.map(({ type }) => type)).toEqual(['message']);
  });
});

describe('who may use it', () => {
  it('refuses pages of other sites, other host names, and posts that a form could make', async () => {
    const json = { 'content-type': 'application/json' };
    expect((await post({ kind: 'advance', ms: 1 }, { ...json, origin: 'http://evil.example' })).status).toBe(
      403,
    );
    expect((await post({ kind: 'advance', ms: 1 }, { ...json, origin: chat.url })).status).toBe(422);
    expect((await post('{}', { 'content-type': 'text/plain' })).status).toBe(415);
    expect(await statusWithHost('recado.evil.example')).toBe(403);
  });

  it('serves the bot’s connector beside the page', async () => {
    await perform({ kind: 'open', timeZone: 'UTC' });
    expect(bot.heard[0]).toMatchObject({ serviceUrl: `${chat.url}/`, recipient: BOT });
    const refused = await fetch(`${chat.url}/v3/conversations/unknown/members`);
    expect([refused.status, await refused.json()]).toMatchObject([
      404,
      { error: { code: 'ConversationNotFound' } },
    ]);
  });

  it('refuses a port that is taken', async () => {
    await expect(start({ port: chat.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

/** The event stream as a page reads it. */
interface Stream {
  readonly seen: readonly LiveEvent[];
  /** The first event of this kind, seen or still to come. */
  until(isWanted: (event: LiveEvent) => boolean): Promise<LiveEvent>;
  stop(): void;
}

async function listen(): Promise<Stream> {
  const abort = new AbortController();
  const response = await fetch(`${chat.url}/chat/events`, { signal: abort.signal });
  const seen: LiveEvent[] = [];
  const arrivals = new EventEmitter();
  const read = async () => {
    let rest = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      seen.push(
        ...blocks.flatMap((block) =>
          block.startsWith('data: ') ? (JSON.parse(block.slice(6)) as LiveEvent) : [],
        ),
      );
      arrivals.emit('some');
    }
  };
  read().catch((failure: unknown) => {
    if (!abort.signal.aborted) throw failure;
  });
  const until: Stream['until'] = async (isWanted) => {
    for (;;) {
      const found = seen.find(isWanted);
      if (found) return found;
      await once(arrivals, 'some', { signal: AbortSignal.timeout(5_000) });
    }
  };
  return {
    seen,
    until,
    stop: () => {
      abort.abort();
    },
  };
}

/** Waits for what happens by itself. */
async function until(isSo: () => boolean): Promise<void> {
  const endsAt = performance.now() + 5_000;
  while (!isSo()) {
    if (performance.now() > endsAt) throw new Error('It did not happen within 5 s.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function statusWithHost(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(chat.url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}
