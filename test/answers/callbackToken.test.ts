import { createCallbackTokens, type KeyRow } from '../../src/answers/callbackToken';
import { ANSWERS_TABLE } from '../../src/answers/questionStore';
import { DAY_MS } from '../../src/clock';
import { WEDNESDAY_MORNING } from '../support/clock';
import { openTestAccount } from '../support/tables';
import { newId } from './buildersAnswers';

const account = openTestAccount();
let made = 0;
/** Tokens of one process. */
const tokensOf = (from = account) =>
  createCallbackTokens(from.table<KeyRow>(ANSWERS_TABLE), () => `key ${(made += 1)}`.padEnd(43, '.'));

const id = newId();
const EXPIRES = WEDNESDAY_MORNING + 37 * DAY_MS;

describe('a callback token', () => {
  it('is good for its question until it expires', async () => {
    const tokens = tokensOf();
    const token = await tokens.create(id, EXPIRES);
    expect(await tokens.isGood(id, token, WEDNESDAY_MORNING)).toBe(true);
    expect(await tokens.isGood(id, token, EXPIRES - 1)).toBe(true);
    expect(await tokens.isGood(id, token, EXPIRES + 1000)).toBe(false);
  });

  it('is good in every process and after a restart, as the key is made once', async () => {
    const fresh = openTestAccount();
    const processes = Array.from({ length: 5 }, () => tokensOf(fresh));
    const made = await Promise.all(processes.map((tokens) => tokens.create(id, EXPIRES)));
    expect(new Set(made).size).toBe(1);
    expect(await tokensOf(fresh).isGood(id, made[0] ?? '', WEDNESDAY_MORNING)).toBe(true);
  });

  it('is good for no other question, and not when it is changed or made with another key', async () => {
    const tokens = tokensOf();
    const token = await tokens.create(id, EXPIRES);
    const [expires = '', signature = ''] = token.split('.');
    const foreign = await tokensOf(openTestAccount()).create(id, EXPIRES);
    const bad = [
      ...['', '.', 'null', foreign, `${token} `, `${token}.`, `.${signature}`, expires],
      `${Number(expires) + 1}.${signature}`,
      `0${expires}.${signature}`,
      `${expires}.${signature.slice(0, -1)}`,
      `${expires}.${signature.toLowerCase()}`,
      `${expires}.${'é'.repeat(43)}`,
    ];
    for (const one of bad)
      expect([one, await tokens.isGood(id, one, WEDNESDAY_MORNING)]).toEqual([one, false]);
    expect(await tokens.isGood(newId(), token, WEDNESDAY_MORNING)).toBe(false);
  });
});
