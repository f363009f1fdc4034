// What the page keeps of a conversation once a person has opened it: its composer and, in a channel, its threads.
import { Composer, type ComposerOptions } from '../compose/composer';
import type { Keyed } from '../dom';
import type { PageContext } from '../pageContext';
import { itemsOf, type OpenChat } from '../reading';
import { linesOf, typingLine } from './messageList';
import { createThreads } from './threads';

/** Kept for each conversation and person while the page is open. */
export interface OpenedConversation {
  readonly composer: Composer;
  lines(): readonly Keyed[];
}

/** Opens the conversation that the model says is open. */
export function openConversation(context: PageContext, open: OpenChat): OpenedConversation {
  const { model } = context;
  const conversationId = model.open;
  const composer = new Composer(context, { conversationId, ...wordsFor(open) });
  const { edit: onEdit } = composer;
  const items = () => itemsOf(model, conversationId);
  const typing = () => typingLine(context, conversationId);
  if (open.kind !== 'channel') {
    const options = { onEdit, isInThread: false };
    return { composer, lines: () => [...linesOf(context, items(), options), ...typing()] };
  }
  const threads = createThreads(context, conversationId, onEdit);
  return { composer, lines: () => [...threads.lines(items()), ...typing()] };
}

function wordsFor({ kind, name }: OpenChat): Pick<ComposerOptions, 'label' | 'placeholder'> {
  if (kind === 'channel') {
    return { label: `New post in ${name}`, placeholder: 'Begin a new thread. @ mentions somebody' };
  }
  const placeholder = kind === 'group' ? 'Write a message. @ mentions somebody' : 'Write a message';
  return { label: `Message to ${name}`, placeholder };
}
