import { pointerOf, valueAt } from '../../src/watches/jsonPointer';

/** RFC 6901, section 5, and what it leaves to the reader. */
const DOCUMENT = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'e^f': 3,
  'i\\j': 5,
  'k"l': 6,
  ' ': 7,
  'm~n': 8,
  '~1': 9,
  length: 10,
  '01': 11,
  nothing: null,
};

test.each([
  ['', DOCUMENT],
  ['/foo', ['bar', 'baz']],
  ['/foo/0', 'bar'],
  ['/foo/1', 'baz'],
  ['/', 0],
  ['/a~1b', 1],
  ['/c%d', 2],
  ['/e^f', 3],
  ['/i\\j', 5],
  ['/k"l', 6],
  ['/ ', 7],
  ['/m~0n', 8],
  ['/~01', 9],
  ['/length', 10],
  ['/01', 11],
  ['/nothing', null],
])('%j leads to a value', (pointer, value) => {
  expect(valueAt(DOCUMENT, pointer)).toEqual(value);
});

test.each([
  ['/foo/2'],
  ['/foo/-'],
  ['/foo/-1'],
  ['/foo/01'],
  ['/foo/1e0'],
  ['/foo/+1'],
  ['/foo/ 1'],
  ['/foo/'],
  ['/foo/length'],
  ['/foo/0/length'],
  ['/nothing/x'],
  ['/bar'],
  ['/__proto__'],
  ['/toString'],
])('%j leads nowhere', (pointer) => {
  expect(valueAt(DOCUMENT, pointer)).toBeUndefined();
});

test.each([
  ['price', '/price'],
  ['rooms/0/price', '/rooms/0/price'],
  ['/price', '/price'],
  ['#/price', '/price'],
  ['#/c%25d', '/c%d'],
  ['#/my%20price', '/my price'],
  ['/c%25d', '/c%25d'],
  ['#', ''],
  ['', ''],
])('%j is the pointer %j', (typed, pointer) => {
  expect(pointerOf(typed)).toBe(pointer);
});

test.each([['/a~2'], ['/a~'], ['#/%'], ['#/%ff'], ['#price']])('%j is no pointer', (typed) => {
  expect(pointerOf(typed)).toBeUndefined();
});
