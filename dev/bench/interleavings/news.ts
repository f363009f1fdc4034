/** The feature whose messages interrupt: notes and questions, each with its policy, and a channel that fails as it is told. */
import type { ConversationAddress } from '../../../src/conversations/conversation';
import type { Deliverable, DeliveryKind, Loaded } from '../../../src/delivery/deliveryKind';
import type { InterruptionPolicy } from '../../../src/delivery/interruption';
import type { Outcome } from '../../../src/delivery/outcome';
import { type CardQuestions, createCardQuestions } from '../../../src/dialogs/cardQuestions';

export const NEWS_QUESTIONS = 'bench.news';
export const NEWS_KIND = 'news';

/** How the first try of a message goes: `shown` says that the person sees it although the try failed. */
export type Failure = 'none' | 'throttled' | 'shown' | 'unseen';

export interface Item {
  id: string;
  policy: InterruptionPolicy;
  failure: Failure;
}

type Gate = <R>(operation: () => R) => Promise<R>;

/** What is to be told, and what came of it: it outlives every process. */
export class News {
  readonly items = new Map<string, Item>();
  /** In the order in which the person saw them first. */
  readonly seen: string[] = [];
  private readonly recorded = new Set<string>();
  private readonly failed = new Set<string>();

  constructor(
    readonly to: ConversationAddress,
    readonly person: string,
  ) {}

  isRecorded(id: string): boolean {
    return this.recorded.has(id);
  }

  record(id: string): void {
    this.recorded.add(id);
  }

  /** What is planned and was never seen. */
  unseen(): string[] {
    return [...this.items.keys()].filter((id) => !this.seen.includes(id));
  }

  /** The person reads this; a turn may put a question in its sender's stead. Returns what they see for the first time. */
  read(text: string): string[] {
    const named = new Set([...text.matchAll(/\((n-\d+)\)/g)].map(([, id = '']) => id));
    const first = [...named].filter((id) => !this.seen.includes(id));
    this.seen.push(...first);
    return first;
  }

  /** Whether its first try fails. */
  isDisturbed(id: string): boolean {
    return this.items.get(id)?.failure !== 'none';
  }

  send({ utterance }: Deliverable, { show }: { show(text: string, card: unknown): void }): Outcome {
    const id = /\((n-\d+)\)/.exec(utterance.text)?.[1] ?? '';
    const failure = this.failed.has(id) ? 'none' : (this.items.get(id)?.failure ?? 'none');
    this.failed.add(id);
    if (failure === 'none' || failure === 'shown') show(utterance.text, utterance.card);
    if (failure === 'none') return { kind: 'sent', activityId: id };
    return failure === 'throttled'
      ? { kind: 'throttled' }
      : { kind: 'transient', isAmbiguous: true, reason: '502' };
  }
}

/** @param answered - is told the question, the activity that answered it, and whether it came late. */
export function createNews(
  news: News,
  gate: Gate,
  answered: (question: string, activityKey: string, isLate: boolean) => void,
): { kind: DeliveryKind; questions: CardQuestions } {
  const questions = createCardQuestions(NEWS_QUESTIONS, ({ question, isLate }, { activityKey }) =>
    gate(() => {
      answered(question, activityKey, isLate);
      return { text: `noted${isLate ? ' late' : ''} ${question}` };
    }),
  );
  const load = (id: string): Loaded => {
    const item = news.items.get(id);
    if (!item) return { state: 'unwanted', reason: 'it is no news' };
    if (news.isRecorded(id)) return { state: 'sent' };
    const deliverable = deliverableOf(news, item, questions);
    const settle = (state: string): Promise<undefined> =>
      gate(() => {
        if (state === 'sent') news.record(id);
        return undefined;
      });
    return { state: 'wanted', deliverable, settle: ({ state }) => settle(state) };
  };
  return { questions, kind: { kind: NEWS_KIND, load: ({ item }) => Promise.resolve(load(item)) } };
}

function deliverableOf({ to, person }: News, { id, policy }: Item, questions: CardQuestions): Deliverable {
  const interruption = { policy, person, language: 'en' as const };
  if (policy !== 'interrupt') return { to, interruption, utterance: { text: `note (${id})` } };
  const choices = [
    { id: 'y', title: 'Yes' },
    { id: 'n', title: 'No' },
  ];
  const question = {
    id: `q-${id}`,
    language: 'en' as const,
    text: `Good? (${id}) [q-${id}]`,
    about: id,
    choices,
  };
  return { to, interruption, utterance: questions.ask(question) };
}
