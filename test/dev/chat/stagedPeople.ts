/** People on a connector of their own, with the echo bot on the other side and a clock that stands still. */
import { startConnectorServer, type ConnectorServer } from '../../../dev/chat/connector/connectorServer';
import { createPerson, type Person } from '../../../dev/chat/person';
import { startEchoBot, type EchoBot } from './echoBot';

/** The time on this stage: 2 March 2026, 09:00 UTC. */
export const STAGE_NOW = Date.UTC(2026, 2, 2, 9);

export interface StagedPeople {
  readonly server: ConnectorServer;
  readonly bot: EchoBot;
  person(personId: string): Person;
  stop(): Promise<void>;
}

/** Starts bot and connector. */
export async function stagePeople(): Promise<StagedPeople> {
  const bot = await startEchoBot();
  const server = await startConnectorServer({ now: () => STAGE_NOW });
  const { connector, serviceUrl } = server;
  return {
    server,
    bot,
    person: (personId) =>
      createPerson({ connector, serviceUrl: () => serviceUrl, botUrl: () => bot.messagesUrl, personId }),
    async stop() {
      await bot.stop();
      await server.stop();
    },
  };
}

/** The texts of the bot that a person's conversation shows. */
export function textsHeard(who: Person, conversation?: string): readonly (string | undefined)[] {
  return who.heard({ conversation }).map(({ activity }) => activity.text);
}
