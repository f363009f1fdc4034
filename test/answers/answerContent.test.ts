import { readAnswer } from '../../src/answers/answerContent';

const card = { type: 'AdaptiveCard', version: '1.4', body: [] };

it.each([
  [{ text: ' 42 ' }, { kind: 'answer', content: { text: '42' } }],
  [{ card }, { kind: 'answer', content: { card } }],
  [
    { text: '40 %', progress: true },
    { kind: 'progress', text: '40 %' },
  ],
  [
    { text: 'x', progress: false, more: 1 },
    { kind: 'answer', content: { text: 'x' } },
  ],
  [{ text: 'ñ'.repeat(12_000) }, { kind: 'answer', content: { text: 'ñ'.repeat(12_000) } }],
])('takes %.60j', (body, read) => {
  expect(readAnswer(body)).toEqual(read);
});

it.each([
  [null, ''],
  ['text', ''],
  [[], ''],
  [{}, ''],
  [{ text: 'x', card }, ''],
  [{ text: 42 }, '/text'],
  [{ text: '' }, '/text'],
  [{ text: ' \n ' }, '/text'],
  [{ text: 'x', progress: 'yes' }, '/progress'],
  [{ card, progress: true }, '/card'],
  [{ card: 'AdaptiveCard' }, '/card'],
  [{ card: null }, '/card'],
  [{ card: { type: 'HeroCard' } }, '/card'],
])('refuses %j, and says where', (body, pointer) => {
  expect(readAnswer(body)).toMatchObject({ kind: 'wrong', problems: [{ pointer }] });
  expect(readAnswer(body)).not.toHaveProperty('tooLarge');
});

it.each([
  ['a text', { text: 'x'.repeat(24_001) }],
  ['a text of wide characters', { text: 'ñ'.repeat(12_001) }],
  ['a word on the progress', { text: 'x'.repeat(2001), progress: true }],
  ['a card', { card: { ...card, body: [{ type: 'TextBlock', text: 'x'.repeat(25_000) }] } }],
])('tells %s that is right but too long from what is wrong', (_what, body) => {
  expect(readAnswer(body)).toMatchObject({ kind: 'wrong', tooLarge: true });
});
