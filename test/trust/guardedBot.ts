/** The bot behind its real gate: adapter, endpoint, storage and commands as in production, spoken to by HTTP requests. */
import { randomUUID } from 'node:crypto';
import { HttpRequest, type HttpResponseInit } from '@azure/functions';
import { ACTIVITIES_TABLE, type ActivityRow, createActivityLog } from '../../src/bot/activityLog';
import { createConversing } from '../../src/bot/converse';
import { receive } from '../../src/bot/functions';
import { helpCommand } from '../../src/bot/helpCommand';
import type { BotIdentity } from '../../src/config';
import { createConversationStore } from '../../src/conversations/conversationStore';
import { CONVERSATIONS_TABLE, type ConversationRow } from '../../src/conversations/conversationRow';
import { conversationAddressOf } from '../../src/conversations/conversationKeys';
import { createDialogs } from '../../src/dialogs/dialogs';
import { dialogsDeps } from '../support/buildersDialogs';
import { ChannelAdapter } from '../../src/delivery/channelAdapter';
import { createChannelSender } from '../../src/delivery/channelSender';
import type { Outcome } from '../../src/delivery/outcome';
import type { LogFields } from '../../src/log';
import { aTeamsMessage } from './callers';
import { newPrefix, openTestAccount } from '../support/tables';

export interface GuardedBot {
  /** Posts an activity, with an Authorization header for each value. */
  post(activity: object, ...authorization: string[]): Promise<HttpResponseInit>;
  /** What the bot has stored since it was made. */
  stored(): Promise<string[]>;
  /** What it wrote to its log, as JSON. */
  readonly log: string[];
  /** Sends a text to the conversation of the person in `aTeamsMessage`, as delivery does. */
  send(text: string): Promise<Outcome>;
}

/** Makes a bot of this identity, with storage of its own. */
export function aGuardedBot(identity: BotIdentity): GuardedBot {
  const storage = openTestAccount(newPrefix());
  const activities = storage.table<ActivityRow>(ACTIVITIES_TABLE);
  const rows = storage.table<ConversationRow>(CONVERSATIONS_TABLE);
  const conversations = createConversationStore(rows);
  const clock = (): number => Date.now();
  const lines: string[] = [];
  const write = (event: string, fields?: LogFields): void =>
    void lines.push(JSON.stringify({ event, fields }));
  const adapter = new ChannelAdapter(identity);
  const dialogs = createDialogs(dialogsDeps(storage));
  const deps = {
    adapter,
    dialogs,
    conversations,
    activities: createActivityLog(activities, clock, randomUUID),
    converse: createConversing({ commands: [helpCommand], dialogs, clock, newId: randomUUID }),
    comeBack: () => Promise.resolve(undefined),
    clock,
    log: { info: write, warn: write, error: write },
    hasIdentity: true,
  };
  const sender = createChannelSender(adapter, conversations, clock);
  return {
    log: lines,
    send: (text) => sender.send({ to: conversationAddressOf(aTeamsMessage('')), utterance: { text } }),
    post: (activity, ...authorization) => receive(deps, requestOf(activity, authorization)),
    async stored() {
      const keys: string[] = [];
      for await (const row of activities.query("PartitionKey ne ''")) keys.push(row.rowKey);
      for await (const row of rows.query("PartitionKey ne ''")) keys.push(row.rowKey);
      return keys;
    },
  };
}

function requestOf(activity: object, authorization: readonly string[]): HttpRequest {
  const headers = new Headers({ 'content-type': 'application/json' });
  for (const value of authorization) headers.append('authorization', value);
  return new HttpRequest({
    method: 'POST',
    url: 'https://bot.example/api/messages',
    headers: Object.fromEntries(headers),
    body: { string: JSON.stringify(activity) },
  });
}
