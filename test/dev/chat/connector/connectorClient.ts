/** A local connector with the bot in three places, and botbuilder's own client on it. */
import { ConnectorClient, MicrosoftAppCredentials } from 'botframework-connector';
import type { Activity } from 'botframework-schema';
import { startConnectorServer, type ConnectorServer } from '../../../../dev/chat/connector/connectorServer';
import { LAUNCH_CREW, NORTHWIND, SAM } from '../../../../dev/chat/directory/seedDirectory';

export interface StagedConnector {
  readonly server: ConnectorServer;
  readonly client: ConnectorClient;
  /** Sam's chat with the bot. */
  readonly samChat: string;
  /** The stage's time in ms; it moves when a test moves it. */
  now: number;
  /** The texts that a conversation or thread shows. */
  texts(conversationId: string): readonly (string | undefined)[];
}

/** Starts a connector that refuses what Teams refuses; the bot is in Sam's chat, the group and the team. */
export async function stageConnector(): Promise<StagedConnector> {
  const server = await startConnectorServer({ now: () => staged.now, unknownConversations: 'refuse' });
  const { directory } = server.connector;
  const samChat = directory.personalChatOf(SAM.id).id;
  for (const id of [samChat, LAUNCH_CREW.id, NORTHWIND.id]) directory.setBot(id, 'installed');
  const staged: StagedConnector = {
    server,
    client: new ConnectorClient(new MicrosoftAppCredentials('', ''), { baseUri: server.serviceUrl }),
    samChat,
    now: Date.UTC(2026, 2, 2, 9),
    texts: (conversationId) =>
      server.connector.activities(conversationId).map(({ activity }) => activity.text),
  };
  return staged;
}

/** A message of the bot. */
export function message(text: string): Activity {
  return { type: 'message', text } as Activity;
}

/** A channel of the seeded team by its place in the list; General is 0. */
export function channelAt(index: number): string {
  const channel = NORTHWIND.channels[index];
  if (!channel) throw new Error(`The seed has no channel ${index}.`);
  return channel.id;
}

/** The status and error code that a rejection of the client carries. */
export async function refused(asked: Promise<unknown>): Promise<readonly [number, string]> {
  const failure = await asked.then(
    () => undefined,
    (error: unknown) => error as { statusCode: number; code?: string; body?: { error?: { code?: string } } },
  );
  if (!failure) throw new Error('The connector did not refuse.');
  return [failure.statusCode, failure.body?.error?.code ?? failure.code ?? ''];
}
