// What the local connector answers: the channel's status codes and error bodies, in one place.

/** An HTTP answer, or a connection that breaks. A body that is undefined is sent empty. */
export type ConnectorReply = AnswerReply | { readonly reset: true };

/** An answer with a status; the body goes out as JSON. */
export interface AnswerReply {
  readonly reset?: undefined;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A successful answer. */
export function answer(status: number, body?: unknown): AnswerReply {
  return { status, body };
}

/** An error in the connector's usual shape: `{error: {code, message}}`. */
export function refusal(status: number, code: string, message: string): AnswerReply {
  return { status, body: { error: { code, message } } };
}

export const badSyntax = (message: string) => refusal(400, 'BadSyntax', message);
export const badArgument = (message: string) => refusal(400, 'BadArgument', message);
export const conversationNotFound = () => refusal(404, 'ConversationNotFound', 'Conversation not found.');
export const activityNotFound = () =>
  refusal(404, 'ActivityNotFoundInConversation', 'Activity was not found in the conversation.');
export const memberNotFound = () =>
  refusal(404, 'MemberNotFoundInConversation', 'The member was not found in the conversation.');
export const botNotInRoster = () =>
  refusal(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
export const blockedByUser = () =>
  refusal(403, 'ConversationBlockedByUser', 'User blocked the conversation with the bot.');
export const tooLarge = () => refusal(413, 'MessageSizeTooBig', 'Message size too large.');
