/** The other side for the chat's tests: a small bot on the real botbuilder CloudAdapter and a plain HTTP server. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  MessageFactory,
  TeamsActivityHandler,
  TurnContext,
  type AdaptiveCardInvokeResponse,
  type AdaptiveCardInvokeValue,
  type Activity,
  type ConversationReference,
} from 'botbuilder';
import { counterCard, heroCard, menuCard, refreshingCard } from './echoCards';

/** A running echo bot; `heard` is every activity that reached it, `say` speaks first in a conversation. */
export interface EchoBot {
  readonly messagesUrl: string;
  readonly heard: Activity[];
  /** While set, the bot answers every request with this status and these words. */
  failure: { readonly status: number; readonly detail: string } | undefined;
  say(activity: Activity, text: string): Promise<void>;
  stop(): Promise<void>;
}

type Said = (context: TurnContext) => Promise<unknown>;

/** What the bot does for a word; anything else it echoes. */
const REPLIES: Record<string, Said> = {
  card: (context) => context.sendActivity({ attachments: [counterCard(0)] }),
  menu: (context) => context.sendActivity({ attachments: [menuCard()] }),
  personal: (context) => context.sendActivity({ attachments: [refreshingCard()] }),
  hero: (context) => context.sendActivity({ attachments: [heroCard()] }),
  suggest: (context) =>
    context.sendActivity(MessageFactory.suggestedActions(['Yes, please', 'No'], 'Shall I?')),
  html: (context) =>
    context.sendActivity('<img src=x onerror="window.hacked=1"> **bold** [link](javascript:alert(1))'),
  typing: async (context) => {
    await context.sendActivity({ type: 'typing' });
    await new Promise((resolve) => setTimeout(resolve, 800));
    await context.sendActivity('Done typing.');
  },
  edit: async (context) => {
    const sent = await context.sendActivity('First version');
    await context.updateActivity({ ...MessageFactory.text('Second version'), id: sent?.id ?? '' });
  },
  delete: async (context) => {
    const sent = await context.sendActivity('Soon gone');
    await context.deleteActivity(sent?.id ?? '');
  },
};

class EchoHandler extends TeamsActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      const text = (TurnContext.removeRecipientMention(context.activity) ?? '').trim();
      const reply = REPLIES[text];
      if (reply) await reply(context);
      else if (context.activity.value)
        await context.sendActivity(`Pressed: ${JSON.stringify(context.activity.value)}`);
      else await context.sendActivity(`You said: ${text}`);
      await next();
    });
    this.onMembersAdded(async (context, next) => {
      const isBot = context.activity.membersAdded?.some(({ id }) => id === context.activity.recipient.id);
      await context.sendActivity(isBot ? { attachments: [menuCard()] } : 'Welcome!');
      await next();
    });
  }

  protected override async onAdaptiveCardInvoke(
    _context: TurnContext,
    { action }: AdaptiveCardInvokeValue,
  ): Promise<AdaptiveCardInvokeResponse> {
    const count = Number((action.data as { count?: number }).count) + 1;
    const value = counterCard(count).content as Record<string, unknown>;
    return Promise.resolve({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value });
  }
}

/** Starts the bot on a free loopback port. */
export async function startEchoBot(): Promise<EchoBot> {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  const handler = new EchoHandler();
  const heard: Activity[] = [];
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = JSON.parse(await readAll(request)) as Activity;
    heard.push(structuredClone(body)); // the adapter changes what it is given
    if (bot.failure) {
      const { status, detail } = bot.failure;
      response
        .writeHead(status, { 'content-type': 'application/problem+json' })
        .end(JSON.stringify({ detail }));
      return;
    }
    const { method = 'POST', headers } = request;
    let fault: unknown;
    const like = expressLike(response, () => fault);
    await adapter.process(
      { method, headers, body: body as unknown as Record<string, unknown> },
      like,
      async (context) => {
        await handler.run(context).catch((failure: unknown) => (fault = failure));
      },
    );
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bot: EchoBot = {
    messagesUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    heard,
    failure: undefined,
    async say(activity, text) {
      const reference: Partial<ConversationReference> = TurnContext.getConversationReference(activity);
      let fault: unknown;
      await adapter.continueConversationAsync('', reference, async (context) => {
        await context.sendActivity(text).catch((failure: unknown) => (fault = failure));
      });
      if (fault) throw fault;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return bot;
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** The little of express that the CloudAdapter needs of a response; a turn that failed answers 500. */
function expressLike(response: ServerResponse, fault: () => unknown) {
  const like = {
    socket: response.socket,
    status(code: number) {
      response.statusCode = fault() ? 500 : code;
      return like;
    },
    header(name: string, value: unknown) {
      response.setHeader(name, String(value));
      return like;
    },
    send(body: unknown) {
      if (!response.writableEnded) response.end(typeof body === 'string' ? body : JSON.stringify(body));
      return like;
    },
    end() {
      if (!response.writableEnded) response.end();
      return like;
    },
  };
  return like;
}
