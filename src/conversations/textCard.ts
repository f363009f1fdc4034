/** A plain card of lines and buttons; what people wrote stands in text runs, which are shown as they are, never as markup. */
import type { Mention } from 'botframework-schema';
import type { AdaptiveCard } from './chatTurn';

export interface CardLine {
  text: string;
  isTitle?: boolean;
  isSubtle?: boolean;
}

export interface TextCard {
  /** A person to mention above the lines. */
  mention?: { text: string; entity: Mention } | undefined;
  lines: readonly CardLine[];
  actions?: readonly object[];
}

/** The card's JSON, for Adaptive Cards 1.4. */
export function textCard({ mention, lines, actions = [] }: TextCard): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.4',
    body: [
      ...(mention ? [{ type: 'TextBlock', text: mention.text, wrap: true }] : []),
      ...lines.map(lineBlock),
    ],
    ...(actions.length > 0 ? { actions: [...actions] } : {}),
    ...(mention ? { msteams: { entities: [mention.entity] } } : {}),
  };
}

/** One line of a card. */
export function lineBlock({ text, isTitle, isSubtle }: CardLine): object {
  const run = {
    type: 'TextRun',
    text,
    ...(isTitle ? { weight: 'Bolder' } : {}),
    ...(isSubtle ? { isSubtle: true } : {}),
  };
  return { type: 'RichTextBlock', inlines: [run], ...(isTitle ? {} : { spacing: 'Small' }) };
}
