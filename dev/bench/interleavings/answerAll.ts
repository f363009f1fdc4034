/** The end of an interleaving: once nothing is in anybody's way, each question that is open takes its answer, and the one below it goes on. */
import { MINUTE_MS, SECOND_MS } from '../../../src/clock';
import { dialogOfTag } from './endings';
import type { World } from './world';

/** Whatever a process left when it ended is taken over by then. */
const SETTLED_MS = 2 * MINUTE_MS;
const ANSWERED_MS = 20 * SECOND_MS;
const MAX_ROUNDS = 30;
/** A turn that died may have left its question unseen: it is put once more before an answer is taken. */
const MAX_UNREAD = 1;

export async function answerAll(world: World): Promise<void> {
  const { judge, chat, stepping } = world;
  await world.pass(SETTLED_MS);
  let [unread, isQuiet] = [0, false];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const open = judge.open(stepping.now);
    if (open.length === 0) {
      if (isQuiet) return;
      isQuiet = true;
      await world.pass(SETTLED_MS);
      continue;
    }
    isQuiet = false;
    const isAsked = chat.asked !== undefined && open.includes(dialogOfTag(chat.asked));
    const asked = isAsked ? chat.asked : undefined;
    // Whoever is asked nothing that is open says anything, and hears the question.
    const id = world.say(asked ? 'answer' : 'ping', round);
    await world.pass(ANSWERED_MS);
    unread = id && judge.isRead(id) ? 0 : unread + 1;
    if (unread > MAX_UNREAD + 1)
      return judge.fault('lost-step', `${open.at(-1)} takes no answer, at ${asked}`);
  }
  judge.fault('lost-dialog', `${judge.open(stepping.now).join(', ')} did not end`);
}
