import { compileGrammar } from '../../../src/reminders/phrases/grammar/grammar';
import { Matcher } from '../../../src/reminders/phrases/grammar/matcher';
import { parsePattern } from '../../../src/reminders/phrases/grammar/pattern';
import { parseGrammarSource } from '../../../src/reminders/phrases/grammar/source';
import { tokenize } from '../../../src/reminders/phrases/grammar/tokens';

const GRAMMAR = `
colour = 1 red crimson, 2 blue, 3 ~b
ones = 1 one, 2 two
tens = 20 twenty
tensJoint:
  -
and:
  and / , and
thing:
  the? {colour} ball => kind=ball
  (a / one) {colour:colour} box|crate => kind=box isSmall=true sizes=1,2
  {*thing2} today
  {colours:colour+} balls
  {colours:colour++} boxes
  {n:number} ~b
thing2:
  {colour} car => kind=car
`;

describe('a grammar written in the notation', () => {
  test('gives what its patterns capture, and their constants', () => {
    expect(match('thing', 'the red ball')).toEqual([{ end: 3, value: { colour: 1, kind: 'ball' } }]);
    expect(match('thing', 'blue ball')).toEqual([{ end: 2, value: { colour: 2, kind: 'ball' } }]);
    expect(match('thing', 'a crimson crate')).toEqual([
      { end: 3, value: { colour: 1, kind: 'box', isSmall: 'true', sizes: [1, 2] } },
    ]);
    expect(match('thing', 'green ball')).toEqual([]);
  });

  test('merges the fields of a rule with a star', () => {
    expect(match('thing', 'red car today')).toEqual([{ end: 3, value: { colour: 1, kind: 'car' } }]);
  });

  test('reads lists whose last items are joined, and looser ones', () => {
    expect(match('thing', 'red, blue and crimson balls')[0]?.value).toEqual({ colours: [1, 2, 1] });
    expect(match('thing', 'red, blue balls')).toEqual([]);
    expect(match('thing', 'red, blue boxes')[0]?.value).toEqual({ colours: [1, 2] });
  });

  test('takes a glued word only without a space before it', () => {
    expect(match('thing', '20b')[0]?.value).toEqual({ n: 20 });
    expect(match('thing', '20 b')).toEqual([]);
  });

  test('reads numbers in words', () => {
    expect(match('number', 'twenty-two')[0]).toEqual({ end: 3, value: 22 });
    expect(match('number', 'twenty')[0]).toEqual({ end: 1, value: 20 });
  });

  test('looks at neither case nor accents', () => {
    expect(match('thing', 'THE RÉD ball')).toHaveLength(1);
  });
});

describe('a mistake in a grammar is named', () => {
  test.each([
    ['an unknown rule', 'a:\n  {nowhere}', /no rule "nowhere"/],
    ['a pattern that can be empty', 'a:\n  b?', /"a" has a pattern that can be empty/],
    ['a parenthesis left open', 'a:\n  (b', /parenthesis/],
    ['a parenthesis too many', 'a:\n  b )', /parenthesis/],
    ['an unreadable reference', 'a:\n  {b c}', /Cannot read/],
    ['a line that belongs to nothing', '  b', /Cannot read this line/],
  ])('%s', (_, grammar, message) => {
    expect(() => compileGrammar(grammar)).toThrow(message);
  });
});

test('a grammar is read line by line', () => {
  const source = parseGrammarSource('day = 1 monday mon,\n  2 tuesday\nrule:\n  x / y => n=-2 half=0.5 flag');
  expect(source.words.get('day')).toEqual([
    ['monday', 1],
    ['mon', 1],
    ['tuesday', 2],
  ]);
  expect(source.rules.get('rule')).toEqual([['x / y', { n: -2, half: 0.5, flag: true }]]);
});

test('a pattern is read piece by piece', () => {
  expect(parsePattern('~m')).toEqual([[{ type: 'words', words: new Set(['m']), isGlued: true }]]);
  expect(parsePattern('a / b')).toHaveLength(2);
});

function match(rule: string, text: string): readonly { end: number; value: unknown }[] {
  return new Matcher(compileGrammar(GRAMMAR), tokenize(text), text).match(rule, 0);
}
