/** What Teams sends when a person presses a button. */
import { buttonsOf, meaningOf } from '../../../../dev/chat/channel/buttons';

it.each([
  [
    'Action.Submit sends its data and the inputs, unseen',
    { type: 'Action.Submit', data: { deed: 'x', note: 'old' }, inputs: { note: 'new' } },
    { kind: 'message', text: '', shownText: '', value: { deed: 'x', note: 'new' } },
  ],
  [
    'messageBack in Action.Submit shows other words than it sends',
    {
      type: 'Action.Submit',
      data: { a: 1, msteams: { type: 'messageBack', text: 'sent', displayText: 'shown', value: '{"b":2}' } },
      inputs: { c: '3' },
    },
    { kind: 'message', text: 'sent', shownText: 'shown', value: { a: 1, b: 2, c: '3' } },
  ],
  [
    'imBack in Action.Submit says its value',
    { type: 'Action.Submit', data: { msteams: { type: 'imBack', value: 'hello' } } },
    { kind: 'message', text: 'hello', mentionsBot: true },
  ],
  [
    'Action.Execute invokes with its verb',
    { type: 'Action.Execute', id: 'i', verb: 'v', data: { n: 1 }, inputs: { m: '2' } },
    {
      kind: 'invoke',
      name: 'adaptiveCard/action',
      value: {
        action: { type: 'Action.Execute', id: 'i', verb: 'v', data: { n: 1, m: '2' } },
        trigger: 'manual',
      },
    },
  ],
  [
    'imBack says its value',
    { type: 'imBack', title: 't', value: 'v' },
    { kind: 'message', text: 'v', mentionsBot: true },
  ],
  [
    'postBack says it unseen',
    { type: 'postBack', value: 'v' },
    { kind: 'message', text: 'v', shownText: '' },
  ],
  [
    'messageBack of a Hero card has all three',
    { type: 'messageBack', text: 'sent', displayText: 'shown', value: { to: 1 } },
    { kind: 'message', text: 'sent', shownText: 'shown', value: { to: 1 } },
  ],
  [
    'an invoke is named by its value',
    { type: 'invoke', value: { type: 'task/submit', x: 1 } },
    { kind: 'invoke', name: 'task/submit', value: { type: 'task/submit', x: 1 } },
  ],
])('%s', (_what, press, meaning) => {
  expect(meaningOf(press)).toEqual(meaning);
});

it.each([
  { type: 'signin', value: 'https://example.com' },
  { type: 'Action.Submit', data: { msteams: { type: 'task/fetch' } } },
])('refuses in words what only a real client can do: %j', (press) => {
  expect(() => meaningOf(press)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_BUTTON' }) as Error);
});

it('finds the buttons of cards, of cards within cards, and of suggested actions', () => {
  const submit = (title: string) => ({
    type: 'Action.Submit',
    title,
    data: { type: 'Action.Submit', title: 'not me' },
  });
  const show = {
    type: 'Action.ShowCard',
    title: 'Show',
    card: { type: 'AdaptiveCard', actions: [submit('Inner')] },
  };
  const body = [
    { type: 'ActionSet', actions: [submit('In the body')] },
    { type: 'Container', selectAction: submit('Whole') },
  ];
  const buttons = buttonsOf({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.hero',
        content: { buttons: [{ type: 'imBack', title: 'Hero' }] },
      },
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: { type: 'AdaptiveCard', body, actions: [show] },
      },
      { contentType: 'text/html', content: '<p>' },
    ],
    suggestedActions: { actions: [{ type: 'imBack', title: 'Suggested' }] },
  });
  expect(buttons.map(({ title, attachmentIndex }) => [title, attachmentIndex])).toEqual([
    ['Hero', 0],
    ['In the body', 1],
    ['Whole', 1],
    ['Show', 1],
    ['Inner', 1],
    ['Suggested', undefined],
  ]);
});
