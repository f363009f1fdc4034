/** The cards that the echo bot sends. */
import { CardFactory } from 'botbuilder';

/** Counts how often its button was pressed. */
export function counterCard(count: number) {
  return CardFactory.adaptiveCard({
    type: 'AdaptiveCard',
    version: '1.5',
    body: [{ type: 'TextBlock', text: `Counted ${count}`, size: 'large', weight: 'bolder' }],
    actions: [{ type: 'Action.Execute', title: 'Count', verb: 'count', data: { count } }],
  });
}

/** Looks the same to everybody at first, and asks for each person's own version when they see it. */
export function refreshingCard() {
  const card = counterCard(41);
  const action = { type: 'Action.Execute', title: 'Refresh', verb: 'refresh', data: { count: 41 } };
  return { ...card, content: { ...(card.content as object), refresh: { action } } };
}

/** Has a button of every kind that an Adaptive Card can have here. */
export function menuCard() {
  return CardFactory.adaptiveCard({
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      { type: 'TextBlock', text: 'Hello, I am an echo', size: 'large', weight: 'bolder', wrap: true },
      { type: 'TextBlock', text: 'Write me **anything**, or press a button.', wrap: true },
      { type: 'Input.Text', id: 'note', label: 'A note', placeholder: 'Write a note' },
    ],
    actions: [
      { type: 'Action.Submit', title: 'Send the note', data: { deed: 'note' } },
      {
        type: 'Action.Submit',
        title: 'Say hello',
        data: {
          msteams: {
            type: 'messageBack',
            text: 'hello',
            displayText: 'Hello there',
            value: { deed: 'hello' },
          },
        },
      },
      { type: 'Action.Submit', title: 'Say it again', data: { msteams: { type: 'imBack', value: 'again' } } },
      {
        type: 'Action.ShowCard',
        title: 'More',
        card: { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'There is more' }] },
      },
      { type: 'Action.OpenUrl', title: 'Read on', url: 'https://example.com/' },
    ],
  });
}

/** Has the buttons of the older kind. */
export function heroCard() {
  return CardFactory.heroCard('A hero', 'Which way?', undefined, [
    { type: 'imBack', title: 'Left', value: 'go left' },
    {
      type: 'messageBack',
      title: 'Right',
      text: 'go right',
      displayText: 'To the right',
      value: { to: 'right' },
    },
    { type: 'openUrl', title: 'Site', value: 'https://example.com/' },
  ]);
}
