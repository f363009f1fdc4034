/** Which mention is being written at the caret, and whom it may mean. */
import { complete, matching, mentionQueryAt } from '../../../../dev/chat/page/compose/mentionQuery';

const bot = { id: 'bot', name: 'Recado' };
const ana = { id: 'ana', name: 'Ana García' };
const andre = { id: 'andre', name: 'André Gomes' };

it.each([
  ['@', 1, { start: 0, query: '' }],
  ['hello @re', 9, { start: 6, query: 're' }],
  ['(@An', 4, { start: 1, query: 'An' }],
  ['@Ana Gar', 8, { start: 0, query: 'Ana Gar' }],
  ['@An and more', 3, { start: 0, query: 'An' }],
])('finds the query in "%s" at %d', (text, caret, query) => {
  expect(mentionQueryAt(text, caret)).toEqual(query);
});

it.each([
  ['nobody', 6],
  ['sam@re', 6],
  ['@Ana García, and', 16],
  ['', 0],
])('finds none in "%s" at %d', (text, caret) => {
  expect(mentionQueryAt(text, caret)).toBeUndefined();
});

it.each([
  ['', ['Recado', 'Ana García', 'André Gomes']],
  ['REC', ['Recado']],
  ['an', ['Ana García', 'André Gomes']],
  ['andre', ['André Gomes']],
  ['garcia', ['Ana García']],
  ['ecado', []],
  ['Recado', []],
])('offers for "%s" %j', (query, names) => {
  expect(matching([bot, ana, andre], { start: 0, query }).map(({ name }) => name)).toEqual(names);
});

it('puts the whole name in the place of the query, and the caret behind it', () => {
  expect(complete('hi @an there', 6, { start: 3, query: 'an' }, ana)).toEqual({
    text: 'hi @Ana García there',
    caret: 15,
  });
});
