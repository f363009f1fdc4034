// The answers that the bot's latest message suggests, as buttons above the composer until something else is said.
import type { TimelineItem } from '../../directory/directoryState';
import { cardButton } from '../cards/heroCard';
import { fill, h } from '../dom';
import { hostOf } from '../messages/attachments';
import type { PageContext, View } from '../pageContext';
import { itemsOf } from '../reading';

/** Creates the row of suggestions of the open conversation. */
export function createSuggestedActions(context: PageContext): View {
  const { model } = context;
  const element = h('div', { class: 'suggestions', role: 'group', 'aria-label': 'Suggested answers' });
  let shown: TimelineItem | undefined;
  return {
    element,
    render() {
      const latest = itemsOf(model, model.open).at(-1);
      const offer = latest && isFor(latest, model.me) ? latest : undefined;
      if (offer === shown) return;
      shown = offer;
      const actions = offer?.activity.suggestedActions?.actions ?? [];
      element.hidden = actions.length === 0;
      fill(
        element,
        ...(offer
          ? actions.map((action) => cardButton(action, hostOf(context, offer, 0), 'suggestion'))
          : []),
      );
    },
  };
}

function isFor({ isFromBot, deletedAtMs, activity }: TimelineItem, personId: string): boolean {
  const { suggestedActions } = activity;
  if (!isFromBot || deletedAtMs !== undefined || !suggestedActions) return false;
  const to = suggestedActions.to ?? [];
  return to.length === 0 || to.includes(personId);
}
