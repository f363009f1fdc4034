/** Says the bot's answer to what came in: in the pressed card's place where it belongs there, and once more where the channel surely did not take it. */
import { setTimeout as wait } from 'node:timers/promises';
import type { TurnContext } from 'botbuilder';
import type { Activity } from 'botframework-schema';
import { type Clock, SECOND_MS } from '../clock';
import type { Utterance } from '../conversations/chatTurn';
import { outcomeOfError } from '../delivery/outcome';
import { utteranceActivity } from '../delivery/utteranceActivity';
import { faultFields, type Log } from '../log';
import { isPressedInPlace } from './addressed';

export interface SayDeps {
  clock: Clock;
  log: Log;
}

/** The channel waits for the turn: a longer wait than this is not taken. */
const MAX_WAIT_MS = 3 * SECOND_MS;
const MAX_TRIES = 3;
const USUAL_WAIT_MS = SECOND_MS / 2;

/** A channel that does not take the answer does not undo what was done: it is logged, not thrown. */
export async function say(deps: SayDeps, context: TurnContext, utterance: Utterance): Promise<void> {
  const { activity } = context;
  const answer = utteranceActivity(utterance, activity.channelId);
  if (utterance.card && isPressedInPlace(activity) && (await replaceCard(deps.log, context, answer))) return;
  for (let tries = 1; ; tries += 1) {
    try {
      return void (await context.sendActivity(answer));
    } catch (error) {
      const waitMs = waitBeforeNext(error, deps.clock());
      if (waitMs === undefined || tries >= MAX_TRIES)
        return deps.log.error('turn.unanswered', {
          channel: activity.channelId,
          tries,
          ...faultFields(error),
        });
      await wait(waitMs);
    }
  }
}

/** Only what surely was not delivered is said again. */
function waitBeforeNext(error: unknown, now: number): number | undefined {
  const outcome = outcomeOfError(error, now);
  if (outcome.kind === 'throttled') {
    const waitMs = outcome.retryAfterMs ?? USUAL_WAIT_MS;
    return waitMs <= MAX_WAIT_MS ? waitMs : undefined;
  }
  return outcome.kind === 'transient' && !outcome.isAmbiguous ? USUAL_WAIT_MS : undefined;
}

/** Puts the answer in the place of the card whose button was pressed; false where the channel cannot do that. */
async function replaceCard(log: Log, context: TurnContext, answer: Partial<Activity>): Promise<boolean> {
  const { replyToId, conversation, channelId } = context.activity;
  try {
    await context.updateActivity({ ...answer, id: replyToId as string, conversation });
    return true;
  } catch (error) {
    log.info('turn.card-not-replaced', { channel: channelId, ...faultFields(error) });
    return false;
  }
}
