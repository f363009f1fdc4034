// The connector has another address than before: every chat tells the bot so, as Teams does when a region changes.
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalConnector } from '../connector/localConnector';
import type { Chat } from '../directory/directoryState';
import { Outbox, type OutboxOptions } from './outbox';
import { installationActivity } from './teamsActivity';

const TRY_EACH_MS = 500;

/**
 * Tells the bot the connector's address in every chat where it is installed, through an update of the installation that
 * changes nothing else. Waits for a bot that does not answer yet. Resolves when all is told, or when the signal ends it.
 */
export async function announceAddress(options: OutboxOptions, signal: AbortSignal): Promise<void> {
  const { connector, serviceUrl } = options;
  const { directory } = connector;
  const url = serviceUrl();
  if (directory.serviceUrl !== undefined && directory.serviceUrl !== url) {
    const outbox = new Outbox(options);
    for (const [personId, conversationId] of placesToTell(connector)) {
      const activity = installationActivity(
        outbox.scene(personId, conversationId),
        connector.ids.event(),
        'add-upgrade',
      );
      while (!signal.aborted && !(await outbox.send(activity)).answer?.isOk) await pause(signal);
    }
  }
  if (!signal.aborted && directory.serviceUrl !== url) directory.setServiceUrl(url);
}

/** Each conversation that the bot may have kept, with somebody who is in it. */
function placesToTell({ directory }: LocalConnector): readonly (readonly [string, string])[] {
  return directory.chats().flatMap((chat) => {
    const [personId] = chat.kind === 'personal' ? [chat.personId] : chat.memberIds;
    if (personId === undefined || (chat.bot !== 'installed' && chat.bot !== 'opened')) return [];
    return conversationsOf(chat)
      .filter((id) => id === chat.id || directory.timeline.list(id).length > 0)
      .map((id) => [personId, id] as const);
  });
}

function conversationsOf(chat: Chat): readonly string[] {
  return chat.kind === 'team' ? chat.channels.map(({ id }) => id) : [chat.id];
}

async function pause(signal: AbortSignal): Promise<void> {
  await sleep(TRY_EACH_MS, undefined, { signal }).catch((failure: unknown) => {
    if (!signal.aborted) throw failure;
  });
}
