/** The bot's adapter to all channels: turns that come in over HTTP, and sends that begin a conversation. */
import { CloudAdapter, type InvokeResponse, type TurnContext } from 'botbuilder';
import type { ConnectorClient } from 'botframework-connector';
import type {
  Activity,
  ChannelAccount,
  ConversationParameters,
  ConversationReference,
  PagedMembersResult,
} from 'botframework-schema';
import type { BotIdentity } from '../config';
import { conversationIdOf } from '../conversations/inboundActivity';
import { ConnectorAuthentication } from './connectorAuthentication';

/** What handles a turn. */
export type TurnLogic = (context: TurnContext) => Promise<void>;

/** What a channel makes a conversation from; it asks for no part that it does not need. */
type NewConversation = Omit<ConversationParameters, 'bot' | 'activity' | 'members'> & {
  bot: Partial<ChannelAccount> | undefined;
  activity: Partial<Activity>;
  members: Partial<ChannelAccount>[];
};

/** botbuilder's CloudAdapter on any HTTP model: no express request or response is needed. */
export class ChannelAdapter extends CloudAdapter {
  private readonly appId: string;

  constructor(identity: BotIdentity | undefined, authentication = new ConnectorAuthentication(identity)) {
    super(authentication);
    this.appId = identity?.appId ?? '';
  }

  /**
   * Authenticates the caller and runs the turn.
   *
   * @param authorization - the Authorization header, or ''.
   * @returns the response that an invoke asked for; undefined for all other activities.
   * @throws botframework-connector's AuthenticationError when the token is not accepted; whatever the turn throws.
   */
  receive(authorization: string, activity: Activity, logic: TurnLogic): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, logic);
  }

  /**
   * Runs the logic in the conversation that the reference names, as the bot's own turn.
   *
   * @throws what the logic throws: botbuilder swallows it where an onTurnError is set, so none is set.
   */
  async begin(reference: Partial<ConversationReference>, logic: TurnLogic): Promise<void> {
    await this.continueConversationAsync(this.appId, reference, (context) => {
      // The SDK makes an id up for the turn; what is sent would reply to a message that never was.
      delete (context.activity as Partial<Activity>).id;
      return logic(context);
    });
  }

  /**
   * Says something in the channel that the reference names as the first message of a new thread.
   *
   * @returns the id of the thread's conversation. Throws what the channel answers when it does not take it.
   */
  async beginThread(
    reference: Partial<ConversationReference>,
    activity: Partial<Activity>,
  ): Promise<{ conversationId: string }> {
    const { channelId = '', serviceUrl = '', bot } = reference;
    const channel = { id: conversationIdOf({ conversation: reference.conversation } as Partial<Activity>) };
    return this.createAt(channelId, serviceUrl, { isGroup: true, bot, activity, channelData: { channel } });
  }

  /**
   * Makes a conversation on the channel, or finds the one that is there already.
   *
   * @throws what the channel answers when it does not make it.
   */
  async createAt(
    channelId: string,
    serviceUrl: string,
    parameters: Partial<NewConversation>,
  ): Promise<{ conversationId: string }> {
    let conversationId = '';
    // The SDK's own default of the audience holds for all clouds; its types know of no default.
    const audience = undefined as unknown as string;
    await this.createConversationAsync(
      ...([this.appId, channelId, serviceUrl, audience] as const),
      parameters as ConversationParameters,
      async (context) => {
        conversationId = context.activity.conversation.id;
      },
    );
    return { conversationId };
  }

  /** Asks the channel for one page of who is in the conversation that the reference names. Throws what it answers instead. */
  async pageMembers(
    reference: Partial<ConversationReference>,
    pageSize: number,
    continuationToken?: string,
  ): Promise<PagedMembersResult> {
    let page: PagedMembersResult | undefined;
    await this.begin(reference, async (context) => {
      const client = context.turnState.get<ConnectorClient>(this.ConnectorClientKey);
      // An empty token names the first page; its type wants one.
      page = await client.conversations.getConversationPagedMembers(context.activity.conversation.id, {
        pageSize,
        continuationToken: continuationToken as string,
      });
    });
    return page ?? { continuationToken: '', members: [] };
  }
}
