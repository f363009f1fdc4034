/** The whole app on a stage, with the people of the local directory talking to it as a channel does. */
import { createPerson, type Person } from '../../dev/chat/person';
import { ANA, LAUNCH_CREW, NORTHWIND, PRIYA, SAM } from '../../dev/chat/directory/seedDirectory';
import { startStage, type Stage, type StageOptions } from '../../dev/stage/stage';

export interface WholeApp {
  stage: Stage;
  sam: Person;
  ana: Person;
  priya: Person;
  /** The text of a message of the bot, whether it stands in the message or in its card. */
  stop(): Promise<void>;
}

/** Starts everything, and installs the bot in the personal chats. */
export async function startWholeApp(options: StageOptions = {}): Promise<WholeApp> {
  const stage = await startStage(options);
  const person = (personId: string): Person =>
    createPerson({
      personId,
      connector: stage.connector,
      serviceUrl: () => stage.serviceUrl,
      botUrl: () => stage.messagesUrl,
    });
  const [sam, ana, priya] = [person(SAM.id), person(ANA.id), person(PRIYA.id)];
  for (const one of [sam, ana, priya]) await one.install();
  return { stage, sam, ana, priya, stop: () => stage.stop() };
}

/** What a message of the bot says, in its text, its summary or its cards. */
export function saidIn({
  activity,
}: {
  activity: { text?: string; summary?: string; attachments?: unknown };
}): string {
  return [activity.text, activity.summary, JSON.stringify(activity.attachments ?? '')].join('\n');
}

/** Matches messages that say this. */
export const saying =
  (pattern: RegExp) =>
  (message: Parameters<typeof saidIn>[0]): boolean =>
    pattern.test(saidIn(message));

export { ANA, LAUNCH_CREW, NORTHWIND, SAM };
