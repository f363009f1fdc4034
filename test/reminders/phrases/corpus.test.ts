import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Score } from '../../../dev/phrases/score';
import { readCorpus, scorePhrase } from '../../../dev/phrases/score';

const CORPUS = join(__dirname, 'corpus');

/** Phrases on which everyone has agreed: every one is held. */
const AGREED = 'agreed.jsonl';

describe.each(readdirSync(CORPUS).sort())('of the phrases in %s', (file) => {
  const scores = readCorpus(readFileSync(join(CORPUS, file), 'utf8')).map(scorePhrase);

  beforeAll(() => {
    const count = (verdict: Score['verdict']): number =>
      scores.filter((each) => each.verdict === verdict).length;
    process.stderr.write(
      `${file}: ${scores.length} phrases, ${count('right')} right, ${count('asked')} asked and ${count('refused')} refused without need, ${count('wrong')} wrong\n`,
    );
  });

  const groups = [...new Set(scores.map(({ phrase }) => `${phrase.lang} ${phrase.category}`))];

  test.each(groups)('none of %s is scheduled at a wrong time or with a changed message', (group) => {
    expect(failures(scores, group, (verdict) => verdict === 'wrong')).toEqual([]);
  });

  if (file === AGREED) {
    test.each(groups)('all of %s are right', (group) => {
      expect(failures(scores, group, (verdict) => verdict !== 'right')).toEqual([]);
    });
  } else {
    test('at least 97 in 100 are right, so that people are not asked needlessly', () => {
      const right = scores.filter(({ verdict }) => verdict === 'right').length;
      expect(right / scores.length).toBeGreaterThanOrEqual(0.97);
    });
  }
});

function failures(
  scores: readonly Score[],
  group: string,
  isFailure: (verdict: Score['verdict']) => boolean,
): object[] {
  return scores
    .filter(({ phrase, verdict }) => `${phrase.lang} ${phrase.category}` === group && isFailure(verdict))
    .map(({ phrase, reading }) => ({
      text: phrase.text,
      expected: phrase.expect,
      message: phrase.message,
      reading,
    }));
}
