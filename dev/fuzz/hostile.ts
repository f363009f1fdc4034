/** Values that nobody means well with: wrong in kind, endless, deep, or made to reach what they should not. */

const LONG = 20_000;

/** Values of every kind, each with a name. */
export const HOSTILE: readonly (readonly [name: string, value: () => unknown])[] = [
  ['null', () => null],
  ['true', () => true],
  ['zero', () => 0],
  ['negative', () => -1],
  ['huge number', () => 1e308],
  ['empty text', () => ''],
  ['blank text', () => ' \t\n'],
  ['long text', () => 'x'.repeat(LONG)],
  ['nul', () => 'a\u0000b'],
  ['half a character', () => 'a\ud800b'],
  ['right to left', () => '\u202eevil\u202c'],
  ['combining', () => `e${'\u0301'.repeat(500)}`],
  ['quotes', () => `'; drop table "x" -- \`\${7*7}\` {{7*7}}`],
  ['odata', () => "x' or PartitionKey ne '"],
  ['key characters', () => 'a/b\\c#d?e%f|g!h'],
  ['path', () => '../../../../etc/passwd'],
  ['markup', () => '<img src=x onerror=alert(1)><at>all</at>'],
  ['regex bomb', () => `${'a'.repeat(5000)}!`],
  ['many words', () => 'at 5 every '.repeat(1500)],
  ['many numbers', () => '1:2 3:4 '.repeat(1500)],
  ['url', () => 'http://169.254.169.254/latest/meta-data'],
  ['file url', () => 'file:///etc/passwd'],
  ['empty list', () => []],
  ['list of nulls', () => [null, null]],
  ['list of lists', () => [[[[]]]]],
  ['many', () => Array.from({ length: 2000 }, (_, at) => ({ id: String(at), type: 'x' }))],
  ['empty object', () => ({})],
  [
    'prototype',
    () => JSON.parse('{"__proto__": {"isAdmin": true}, "constructor": {"prototype": {"x": 1}}}') as unknown,
  ],
  ['toString', () => ({ toString: 'x', valueOf: 1, then: 'x', length: -1 })],
  ['id of no text', () => ({ id: { $ne: null } })],
  ['deep', () => nested(60)],
  ['too deep', () => nested(400)],
  ['date', () => '9999-99-99T99:99:99Z'],
  ['old date', () => '0001-01-01T00:00:00Z'],
];

function nested(depth: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? { a: value } : [value];
  return value;
}
