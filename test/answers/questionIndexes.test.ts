import type { IndexRow } from '../../src/answers/indexRow';
import { createQuestionIndexes } from '../../src/answers/questionIndexes';
import { ANSWERS_TABLE } from '../../src/answers/questionStore';
import { openTestAccount } from '../support/tables';
import { aQuestion } from './buildersAnswers';

const anIndex = () => createQuestionIndexes(openTestAccount().table<IndexRow>(ANSWERS_TABLE));

describe('open questions', () => {
  it('are listed in the order of their asking, page by page', async () => {
    const indexes = anIndex();
    const asked = Array.from({ length: 25 }, (_, index) =>
      aQuestion({ askedAt: 1_000_000 + ((index * 7) % 25) }),
    );
    for (const question of asked) await indexes.open(question);
    const seen: number[] = [];
    let next: string | undefined;
    let pages = 0;
    do {
      const page = await indexes.listOpen(10, next === undefined ? {} : { after: next });
      seen.push(...page.found.map(({ at }) => at));
      next = page.next;
      pages += 1;
    } while (next !== undefined);
    expect(pages).toBe(3);
    expect(seen).toEqual(asked.map(({ askedAt }) => askedAt).sort((a, b) => a - b));
  });

  it('are listed of one tenant alone where one is named', async () => {
    const indexes = anIndex();
    const [ours, theirs] = [aQuestion(), aQuestion()];
    theirs.asker.tenant = 'fabrikam';
    await indexes.open(ours);
    await indexes.open(theirs);
    const listed = async (tenant: string): Promise<string[]> =>
      (await indexes.listOpen(10, { tenant })).found.map(({ id }) => id);
    await expect(listed('fabrikam')).resolves.toEqual([theirs.id]);
    await expect(listed(ours.asker.tenant)).resolves.toEqual([ours.id]);
    await expect(listed("x' or '1' eq '1")).resolves.toEqual([]);
  });

  it('have no next page when the last one is full to the brim', async () => {
    const indexes = anIndex();
    for (let count = 0; count < 10; count += 1) await indexes.open(aQuestion());
    expect((await indexes.listOpen(10, {})).next).toBeUndefined();
  });

  it('are listed no more once closed, and are not listed by their marks', async () => {
    const indexes = anIndex();
    const [first, second] = [aQuestion(), aQuestion()];
    await indexes.open(first);
    await indexes.open(second);
    await indexes.close(first, 5);
    await indexes.close(first, 5);
    expect((await indexes.listOpen(10, {})).found.map(({ id }) => id)).toEqual([second.id]);
    expect((await indexes.closedBefore(6)).map(({ id }) => id)).toEqual([first.id]);
    expect(await indexes.closedBefore(5)).toEqual([]);
  });
});

describe('the questions of a person', () => {
  it('come newest first, without those of others', async () => {
    const indexes = anIndex();
    const asker = { tenant: 't', key: 'aad|sam', id: '29:sam', name: 'Sam' };
    const mine = [3, 1, 2].map((askedAt) => aQuestion({ askedAt, asker }));
    for (const question of [...mine, aQuestion({ askedAt: 4 })]) await indexes.open(question);
    expect((await indexes.ofOwner(asker, 2)).map(({ at }) => at)).toEqual([3, 2]);
  });

  it('are found by the beginning of their code, among their own alone', async () => {
    const indexes = anIndex();
    const [mine, other] = [
      aQuestion({ code: 'abcde11111' }),
      aQuestion({ code: 'abcde22222', asker: { tenant: 't2', key: 'aad|ana', id: 'x', name: 'X' } }),
    ];
    for (const question of [mine, other]) await indexes.open(question);
    const found = await indexes.findOwn({ tenant: 'tenant', key: 'aad|ana' }, 'abcd');
    expect(found.map(({ id }) => id)).toEqual([mine.id]);
  });
});

describe('what was put to experts', () => {
  it('is found in their conversation alone', async () => {
    const indexes = anIndex();
    const question = aQuestion();
    const experts = { tenant: 'tenant', key: 'conversation|msteams|19:support' };
    await indexes.putTo(experts, question);
    const prefix = question.code.slice(0, 5);
    expect((await indexes.findPutTo(experts, prefix)).map(({ id }) => id)).toEqual([question.id]);
    expect(await indexes.findPutTo({ ...experts, key: 'another' }, prefix)).toEqual([]);
    expect(await indexes.findPutTo({ ...experts, tenant: 'another' }, prefix)).toEqual([]);
  });
});
