/** The bot behind its HTTP endpoint: the real adapter, Azurite, a connector in plain node:http, commands of the test's choice. */
import { randomUUID } from 'node:crypto';
import { HttpRequest, type HttpResponseInit } from '@azure/functions';
import type { Activity } from 'botframework-schema';
import type { StorageAccount } from '../../src/azure/storageAccount';
import { ACTIVITIES_TABLE, type ActivityRow, createActivityLog } from '../../src/bot/activityLog';
import { createConversing } from '../../src/bot/converse';
import { type MessagesDeps, receive } from '../../src/bot/functions';
import { helpCommand } from '../../src/bot/helpCommand';
import type { ChatCommand } from '../../src/conversations/chatTurn';
import { createConversationStore } from '../../src/conversations/conversationStore';
import { CONVERSATIONS_TABLE, type ConversationRow } from '../../src/conversations/conversationRow';
import type { ChatDialog } from '../../src/dialogs/chatDialog';
import { createDialogs } from '../../src/dialogs/dialogs';
import { ChannelAdapter } from '../../src/delivery/channelAdapter';
import { dialogsDeps } from './buildersDialogs';
import { aLog, type TestLog } from './buildersLog';
import { aClock } from './clock';
import { openTestAccount } from './tables';

export interface BotUnderTest {
  deps: MessagesDeps;
  log: TestLog;
  /** Posts the activity as a channel does. */
  post(activity: Partial<Activity> | Record<string, unknown>): Promise<HttpResponseInit>;
  /** Posts a body as it is. */
  postBody(body: string | undefined, headers?: Record<string, string>): Promise<HttpResponseInit>;
}

export function openBot(
  commands: readonly ChatCommand[] = [],
  change: Partial<MessagesDeps> = {},
  account: StorageAccount = openTestAccount(),
  asking: readonly ChatDialog[] = [],
): BotUnderTest {
  const { clock } = aClock();
  const log = aLog();
  const dialogs = createDialogs(dialogsDeps(account, asking));
  const deps: MessagesDeps = {
    dialogs,
    adapter: new ChannelAdapter(undefined),
    hasIdentity: false,
    activities: createActivityLog(account.table<ActivityRow>(ACTIVITIES_TABLE), clock, randomUUID),
    conversations: createConversationStore(account.table<ConversationRow>(CONVERSATIONS_TABLE)),
    converse: createConversing({
      ...{ clock, dialogs, newId: randomUUID },
      commands: [helpCommand, ...commands],
    }),
    comeBack: () => Promise.resolve(undefined),
    clock,
    log,
    ...change,
  };
  const postBody = (
    body: string | undefined,
    headers: Record<string, string> = { 'content-type': 'application/json' },
  ): Promise<HttpResponseInit> => {
    const url = 'http://localhost/api/messages';
    const request = {
      method: 'POST',
      url,
      headers,
      ...(body === undefined ? {} : { body: { string: body } }),
    };
    return receive(deps, new HttpRequest(request));
  };
  return { deps, log, postBody, post: (activity) => postBody(JSON.stringify(activity)) };
}
