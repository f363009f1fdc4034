/** Turns what is to be said into an activity that the channel can show. */
import { type Activity, ActivityTypes } from 'botframework-schema';
import type { Utterance } from '../conversations/chatTurn';

const CARD_CONTENT_TYPE = 'application/vnd.microsoft.card.adaptive';
/** Channels that show no Adaptive Cards: the utterance's text stands for the card there. */
const CARDLESS_CHANNELS = new Set([
  'alexa',
  'email',
  'facebook',
  'groupme',
  'kik',
  'line',
  'slack',
  'sms',
  'telegram',
  'twilio-sms',
]);

/** The message activity for this channel; addressing is added by whoever sends it. */
export function utteranceActivity(utterance: Utterance, channelId: string | undefined): Partial<Activity> {
  const { text, card, isTextShown, textFormat = 'plain', mentions, suggestions, locale } = utterance;
  const isCardShown = card !== undefined && !CARDLESS_CHANNELS.has(channelId ?? '');
  const words = isTextShown || !isCardShown ? { text, textFormat } : { summary: text };
  const said = isCardShown
    ? { ...words, attachments: [{ contentType: CARD_CONTENT_TYPE, content: card }] }
    : words;
  return {
    type: ActivityTypes.Message,
    ...said,
    ...(locale ? { locale } : {}),
    ...(mentions ? { entities: mentions } : {}),
    ...(suggestions
      ? {
          suggestedActions: {
            to: [],
            actions: suggestions.map((value) => ({ type: 'imBack', title: value, value })),
          },
        }
      : {}),
  };
}
