// What hangs on a message: cards, pictures, files. Cards are those that this person sees.
import type { TimelineItem } from '../../directory/directoryState';
import { threadConversationId } from '../../directory/place';
import type { WireAttachment } from '../../directory/wireActivity';
import { adaptiveCard, refreshOf, type CardHost } from '../cards/adaptiveCard';
import { heroCard } from '../cards/heroCard';
import { h } from '../dom';
import type { PageContext } from '../pageContext';

const CARDS = 'application/vnd.microsoft.card.';

/** The attachments of a message, or undefined when it shows none. */
export function attachmentsOf(context: PageContext, item: TimelineItem): HTMLElement | undefined {
  const all = item.views?.[context.model.me] ?? item.activity.attachments ?? [];
  const shown = all.map((attachment, index) => showAttachment(context, item, attachment, index));
  if (shown.every((element) => element === undefined)) return undefined;
  const layout = item.activity.attachmentLayout === 'carousel' ? 'attachments carousel' : 'attachments';
  return h('div', { class: layout }, ...shown);
}

function showAttachment(
  context: PageContext,
  item: TimelineItem,
  { contentType, content, contentUrl, name }: WireAttachment,
  attachmentIndex: number,
): HTMLElement | undefined {
  const host = hostOf(context, item, attachmentIndex);
  if (contentType === 'text/html') return undefined; // Teams' own copy of a text with mentions
  if (contentType === `${CARDS}adaptive`) {
    refreshOnce(context, item, content, host);
    return adaptiveCard(content, host);
  }
  if (contentType === `${CARDS}hero` || contentType === `${CARDS}thumbnail`) return heroCard(content, host);
  if (contentType.startsWith('image/'))
    return h('img', { class: 'picture', src: contentUrl, alt: name ?? 'Picture' });
  return h('div', { class: 'card file' }, `${name ?? 'Attachment'} (${contentType})`);
}

/** Sends presses on buttons of a message. */
export function hostOf(
  { model, act, notify }: PageContext,
  item: TimelineItem,
  attachmentIndex: number,
): CardHost {
  const conversationId = item.threadId
    ? threadConversationId(item.conversationId, item.threadId)
    : item.conversationId;
  return {
    notify,
    press: (press) =>
      act({
        kind: 'press',
        personId: model.me,
        conversationId,
        messageId: item.id,
        press: { ...press, attachmentIndex },
      }),
  };
}

const refreshed = new Set<string>();

/** A card with `refresh` asks the bot for this person's version when it is first shown in each of its versions. */
function refreshOnce({ model }: PageContext, item: TimelineItem, content: unknown, host: CardHost): void {
  const press = refreshOf(content, model.me);
  const key = `${model.me} ${item.conversationId} ${item.id} ${item.editedAtMs ?? ''}`;
  if (!press || refreshed.has(key)) return;
  refreshed.add(key);
  void host.press(press);
}
