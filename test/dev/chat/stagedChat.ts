/** The chat's server with the echo bot on the other side, and a client that speaks to it as the page does. */
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChatServer, type ChatServer, type ChatServerOptions } from '../../../dev/chat/chatServer';
import { SAM } from '../../../dev/chat/directory/seedDirectory';
import type { Deed } from '../../../dev/chat/server/deed';
import type { DeedOutcome, LiveEvent, PageState } from '../../../dev/chat/server/pageProtocol';
import { startEchoBot, type EchoBot } from './echoBot';

/** On a connection of its own: the server may be another one by the next request. */
const ALONE = { connection: 'close' };
export const JSON_TYPE = { 'content-type': 'application/json' };

/** The running chat; `restart` puts another in its place. */
export class StagedChat {
  readonly folder = mkdtempSync(join(tmpdir(), 'recado-chat-'));
  /** What the chat complained of. */
  readonly logged: string[] = [];
  chat!: ChatServer;

  private constructor(readonly bot: EchoBot) {}

  /** Starts bot and chat; the page's files are to be in `folder`. */
  static async start(options: Partial<ChatServerOptions> = {}): Promise<StagedChat> {
    const staged = new StagedChat(await startEchoBot());
    staged.chat = await staged.another(options);
    return staged;
  }

  /** Starts one more chat, which the caller stops. */
  another(options: Partial<ChatServerOptions> = {}): Promise<ChatServer> {
    const botUrl = () => this.bot.messagesUrl;
    const log = (line: string) => this.logged.push(line);
    return startChatServer({ port: 0, botUrl, pageFolder: this.folder, log, ...options });
  }

  async restart(options: Partial<ChatServerOptions>): Promise<void> {
    await this.chat.stop();
    this.chat = await this.another(options);
  }

  async stop(): Promise<void> {
    await this.chat.stop();
    await this.bot.stop();
    rmSync(this.folder, { recursive: true });
    expect(this.logged).toEqual([]);
  }

  /** Sam in the chat with the bot. */
  get here() {
    const conversationId = this.chat.connector.directory.personalChatOf(SAM.id).id;
    return { personId: SAM.id, conversationId };
  }

  post(body: unknown, headers: Record<string, string> = JSON_TYPE): Promise<Response> {
    return fetch(`${this.chat.url}/chat/deeds`, {
      method: 'POST',
      headers: { ...ALONE, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  async perform(deed: Deed): Promise<DeedOutcome> {
    return (await (await this.post(deed)).json()) as DeedOutcome;
  }

  async state(): Promise<PageState> {
    return (await (await fetch(`${this.chat.url}/chat/state`, { headers: ALONE })).json()) as PageState;
  }

  /** What the chat with the bot shows, oldest first. */
  async items() {
    return (await this.state()).directory.timeline[this.here.conversationId] ?? [];
  }

  /** Reads the event stream as a page does. */
  async listen(): Promise<EventReader> {
    const abort = new AbortController();
    const response = await fetch(`${this.chat.url}/chat/events`, { signal: abort.signal });
    return readEvents(response, abort);
  }
}

/** The events that came, and those to come. */
export interface EventReader {
  readonly seen: readonly LiveEvent[];
  /** The first event of this kind, seen or still to come. */
  until(isWanted: (event: LiveEvent) => boolean): Promise<LiveEvent>;
  stop(): void;
}

function readEvents(response: Response, abort: AbortController): EventReader {
  const seen: LiveEvent[] = [];
  const arrivals = new EventEmitter();
  const read = async () => {
    let rest = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      const data = blocks.filter((block) => block.startsWith('data: ')).map((block) => block.slice(6));
      seen.push(...data.map((json) => JSON.parse(json) as LiveEvent));
      arrivals.emit('some');
    }
  };
  read().catch((failure: unknown) => {
    if (!abort.signal.aborted) throw failure;
  });
  return {
    seen,
    async until(isWanted) {
      for (;;) {
        const found = seen.find(isWanted);
        if (found) return found;
        await once(arrivals, 'some', { signal: AbortSignal.timeout(5_000) });
      }
    },
    stop: () => {
      abort.abort();
    },
  };
}
