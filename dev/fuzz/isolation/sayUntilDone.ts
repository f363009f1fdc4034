/** Says something until the app has done it: where storage was away its turn is answered with 200 all the same, and the chat gets an apology. */
import type { ConnectorCall } from '../../chat/connector/connectorCalls';
import type { LocalConnector } from '../../chat/connector/localConnector';
import { BOT_TEXTS } from '../../../src/bot/botTexts';
import type { AppCalls } from './appCalls';

/** What the app says when it cannot say that it was done. */
const APOLOGIES: readonly unknown[] = Object.values(BOT_TEXTS).map(({ apology }) => apology);
const MAX_TRIES = 5;
const ANSWERED_WITHIN_MS = 60_000;

/**
 * Each try is a message of its own, as a person would write it again. Throws where the app refuses it or keeps apologising.
 *
 * @param ears - the connector through which the app answers.
 * @param message - makes the message, with a new id each time.
 */
export async function sayUntilDone(
  calls: Pick<AppCalls, 'post'>,
  ears: Pick<LocalConnector, 'waitFor'>,
  message: () => { id: string },
): Promise<void> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const said = message();
    const { status, text } = await calls.post(said);
    if (status >= 300) throw new Error(`It was not taken: ${status} ${text.slice(0, 300)}`);
    const { activity } = await ears.waitFor((call) => isAnswer(call, said.id), {
      timeoutMs: ANSWERED_WITHIN_MS,
    });
    if (!APOLOGIES.includes(activity?.text)) return;
  }
  throw new Error(`The app apologised ${MAX_TRIES} times.`);
}

const isAnswer = ({ activity, activityId }: ConnectorCall, id: string): boolean =>
  activity?.type === 'message' && (activityId === id || activity.replyToId === id);
