import { UnknownPage } from '../../src/azure/unknownPage';
import { answerPage } from '../../src/http/paging';

describe('A page of a list', () => {
  it('is shown as the caller of a list wants it', async () => {
    const shown = await answerPage(Promise.resolve({ rows: [1, 2] }), ({ rows }) => ({ jsonBody: rows }));
    expect(shown).toEqual({ jsonBody: [1, 2] });
  });

  it('is a problem of the caller where what they gave as next is of no page', async () => {
    const none = Promise.reject(new UnknownPage('People', new SyntaxError('no JSON')));
    await expect(answerPage(none, () => ({ status: 200 }))).resolves.toMatchObject({ status: 400 });
  });

  it('is nobody’s problem but the app’s where it cannot be read', async () => {
    const fault = new Error('storage is away');
    await expect(answerPage(Promise.reject(fault), () => ({ status: 200 }))).rejects.toBe(fault);
  });
});
