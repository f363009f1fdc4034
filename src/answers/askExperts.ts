/** The experts as a source: the question becomes a card in a new thread of their channel. */
import { languageOf } from '../conversations/chatTurn';
import type { AnswerDeps } from './answerDeps';
import type { ExpertsChannel } from './expertsChannel';
import { planMessages } from './followUp';
import { NO_MESSAGE, revised } from './liveMessage';
import { noted, type Question } from './question';
import { decide } from './questionStore';
import type { Asked, AskInput } from './steps';

/** Plans the card; repeatable. `nobody` when the tenant has no experts who can be reached. */
export async function askExperts(
  deps: Pick<AnswerDeps, 'store' | 'indexes' | 'outbox' | 'clock'>,
  channel: ExpertsChannel,
  { id }: AskInput,
): Promise<Asked> {
  const { store, indexes, outbox, clock } = deps;
  const read = await store.find(id);
  if (read === undefined || read === 'purged' || read.state !== 'open') return 'settled';
  const experts = await channel.find(read.asker.tenant);
  if (!experts && !read.experts) return 'nobody';
  const at = clock();
  const { tenant, key } = experts ?? (read.experts as NonNullable<Question['experts']>).address;
  const language = languageOf(experts?.locale);
  await indexes.putTo({ tenant, key }, read);
  const decided = await decide(store, id, (question) => {
    if (question.experts || question.state !== 'open') return { result: undefined };
    const card = revised(NO_MESSAGE, at);
    const becomes: Question = {
      ...question,
      experts: { address: { tenant, key }, language, card, passedBy: [] },
    };
    return { becomes: noted(becomes, at, 'experts asked'), result: undefined };
  });
  if (decided === undefined || decided === 'purged' || decided.question.state !== 'open') return 'settled';
  await planMessages(outbox, decided.question);
  return 'later';
}
