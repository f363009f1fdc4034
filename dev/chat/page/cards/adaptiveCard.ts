// An Adaptive Card in a message: rendered by the `adaptivecards` package, its actions sent as Teams would send them.
import * as AdaptiveCards from 'adaptivecards';
import type { Press } from '../../channel/buttons';
import { h } from '../dom';
import { renderMarkdown } from '../messages/markdown';
import { HOST_CONFIG } from './hostConfig';
import { openUrl } from './openUrl';

/** What a card needs of its message. */
export interface CardHost {
  /** Sends a press to the bot; resolves when it has answered. */
  press(press: Press): Promise<unknown>;
  notify(text: string): void;
}

AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = renderMarkdown(text); // escaped by the renderer
  result.didProcess = true;
};

/** Renders a card; in its place a line that says why, when it is none. */
export function adaptiveCard(content: unknown, host: CardHost): HTMLElement {
  const element = h('div', { class: 'card adaptive' });
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(HOST_CONFIG);
  card.onAnchorClicked = (_element, anchor) => openUrl(anchor.href, host);
  card.onExecuteAction = (action) => {
    void carryOut(action, element, host);
  };
  try {
    card.parse(content);
    const rendered = card.render();
    if (rendered) element.append(rendered);
  } catch (fault) {
    element.append(`This card cannot be shown: ${fault instanceof Error ? fault.message : String(fault)}`);
  }
  return element;
}

/** The action by which a card refreshes itself for this person, if it has one. */
export function refreshOf(content: unknown, personId: string): Press | undefined {
  const { refresh } = (content ?? {}) as { refresh?: { action?: Press; userIds?: readonly string[] } };
  if (refresh?.action?.type !== 'Action.Execute') return undefined;
  if (refresh.userIds && !refresh.userIds.includes(personId)) return undefined;
  return { ...refresh.action, trigger: 'automatic' };
}

async function carryOut(action: AdaptiveCards.Action, element: HTMLElement, host: CardHost): Promise<void> {
  if (action instanceof AdaptiveCards.OpenUrlAction) {
    openUrl(action.url ?? '', host);
    return;
  }
  const press = pressOf(action);
  if (!press) return; // the renderer itself shows cards and toggles visibility
  element.setAttribute('aria-busy', 'true');
  try {
    await host.press(press);
  } finally {
    element.removeAttribute('aria-busy');
  }
}

/** By now `data` holds what was typed into the card too, as far as the action asks for it. */
function pressOf(action: AdaptiveCards.Action): Press | undefined {
  const title = action.title ?? '';
  if (action instanceof AdaptiveCards.ExecuteAction) {
    const { id, verb, data } = action;
    return { type: 'Action.Execute', title, ...(id && { id }), ...(verb && { verb }), data };
  }
  if (action instanceof AdaptiveCards.SubmitAction)
    return { type: 'Action.Submit', title, data: action.data };
  return undefined;
}
