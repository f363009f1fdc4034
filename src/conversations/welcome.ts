/** The first words after an install: why the bot is there, what it offers, what to do next. */
import { commandButton } from './cardButton';
import type { AdaptiveCard, Language, Utterance } from './chatTurn';
import type { ConversationKind } from './inboundActivity';
import { WELCOME_TEXTS, type WelcomeTexts } from './welcomeTexts';

/** Where the bot was added, and by whom where the channel tells it. */
export interface Arrival {
  kind: ConversationKind;
  language: Language;
  addedBy?: string;
  /** The team's or chat's name. */
  place?: string;
}

/** The welcome as a card with working buttons, and as text for channels without cards. */
export function welcome(arrival: Arrival): Utterance {
  const texts = WELCOME_TEXTS[arrival.language];
  const why = texts.why[arrival.kind]({ addedBy: arrival.addedBy, place: arrival.place });
  const offers = texts.offers.map((offer) => `• ${offer}`);
  const next = texts.next[arrival.kind];
  const text = [
    texts.hello,
    why,
    ...offers,
    next,
    ...texts.buttons.map(({ command }) => `– ${command}`),
  ].join('\n');
  return { text, card: welcomeCard(texts, why, next) };
}

function welcomeCard(texts: WelcomeTexts, why: string, next: string): AdaptiveCard {
  const line = (text: string, more: object = {}): object => ({
    type: 'TextBlock',
    text,
    wrap: true,
    ...more,
  });
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.4',
    body: [
      line(texts.hello, { size: 'Large', weight: 'Bolder', style: 'heading' }),
      { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: why }] },
      ...texts.offers.map((offer) => line(`• ${offer}`, { spacing: 'Small' })),
      line(next, { spacing: 'Medium' }),
    ],
    actions: texts.buttons.map(({ title, command }) => commandButton(title, command)),
  };
}
