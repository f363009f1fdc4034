/** What is to be said as the activity that a channel shows: the words, the card, the format and the language. */
import type { AdaptiveCard } from '../../src/conversations/chatTurn';
import { utteranceActivity } from '../../src/delivery/utteranceActivity';

const card: AdaptiveCard = { type: 'AdaptiveCard', version: '1.4', body: [] };

test('says markdown as markdown where there are no cards', () => {
  const utterance = { text: '**Done**', textFormat: 'markdown' as const, card };
  expect(utteranceActivity(utterance, 'sms')).toMatchObject({ text: '**Done**', textFormat: 'markdown' });
  expect(utteranceActivity(utterance, 'msteams')).toMatchObject({ summary: '**Done**' });
});

test('tells the channel the language, where it is given', () => {
  expect(utteranceActivity({ text: 'Hecho', locale: 'es-ES' }, 'msteams').locale).toBe('es-ES');
  expect(utteranceActivity({ text: 'Done' }, 'msteams')).not.toHaveProperty('locale');
});
