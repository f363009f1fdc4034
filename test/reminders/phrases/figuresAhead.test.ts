import fc from 'fast-check';
import type { CompiledPattern, Grammar } from '../../../src/reminders/phrases/grammar/grammar';
import { compileGrammar } from '../../../src/reminders/phrases/grammar/grammar';
import { Matcher } from '../../../src/reminders/phrases/grammar/matcher';
import { tokenize } from '../../../src/reminders/phrases/grammar/tokens';
import { LANGUAGES } from '../../../src/reminders/phrases/languages/languages';
import { PIECE_KINDS } from '../../../src/reminders/phrases/meaning/pieces';

const FIGURES = [
  '9',
  '5',
  '30',
  '2026',
  '0900',
  '17:30',
  '3/4',
  '1,5',
  '5pm',
  '1h30',
  '3rd',
  '2º',
  ',',
  '-',
  'x',
];

describe.each(LANGUAGES.map(({ file }) => [file.code, file] as const))('in %s', (_, file) => {
  const looking = compileGrammar(file.grammar);
  const blind = withoutLookingAhead(compileGrammar(file.grammar));
  const words = file.grammar.replace(/\{[^}]*\}|=>.*|[()?~/]/g, ' ').split(/[\s|]+/);
  const word = fc.oneof(
    fc.constantFrom(...FIGURES),
    fc.constantFrom('am', 'pm', 'h', 'min'),
    fc.constantFrom(...words),
  );

  test('looking at the token after figures rules out nothing that matches', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (list) => {
        const text = list.join(' ');
        const tokens = tokenize(text);
        const [a, b] = [looking, blind].map((grammar) => new Matcher(grammar, tokens, text)) as [
          Matcher,
          Matcher,
        ];
        const found = (matcher: Matcher): unknown =>
          tokens.map((_token, position) => PIECE_KINDS.map((kind) => matcher.match(kind, position)));
        expect(found(a)).toEqual(found(b));
      }),
      { numRuns: 500 },
    );
  });

  test('and rules out most patterns where a number stands alone', () => {
    const patterns = patternsOf(looking).filter(({ nodes }) => nodes.length > 1);
    expect(patterns.filter(({ afterFigures }) => afterFigures !== undefined).length).toBeGreaterThan(
      patterns.length / 2,
    );
  });
});

function withoutLookingAhead(grammar: Grammar): Grammar {
  for (const pattern of patternsOf(grammar)) delete pattern.afterFigures;
  return grammar;
}

function patternsOf(grammar: Grammar): CompiledPattern[] {
  return [...grammar.values()].flatMap((rule) =>
    rule.type === 'patterns' ? [...rule.byFirst.values()].flat() : [],
  );
}
