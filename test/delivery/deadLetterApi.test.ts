import { HttpRequest, type HttpResponseInit } from '@azure/functions';
import { listDeliveries, retryDeliveries, retryDelivery } from '../../src/delivery/deadLetterApi';
import { DEAD_LETTERS_TABLE, type DeadLetterRow } from '../../src/delivery/deadLetters';
import { dueKeyOf } from '../../src/delivery/due';
import { aDue, type DeliveryUnderTest, openDelivery } from '../support/buildersDelivery';
import { WEDNESDAY_MORNING } from '../support/clock';
import { openTestAccount } from '../support/tables';

interface Listed {
  deliveries: { id: string; item?: string; reason: string; lastError?: string; content?: string }[];
  next?: string;
}

describe('the API of dead deliveries', () => {
  let delivery: DeliveryUnderTest;
  let account: ReturnType<typeof openTestAccount>;
  beforeEach(() => {
    account = openTestAccount();
    delivery = openDelivery(account);
  });
  const request = (query: string, params: Record<string, string> = {}): HttpRequest =>
    new HttpRequest({ method: 'GET', url: `http://localhost/api/deliveries?${query}`, params });
  const list = async (query = 'state=dead'): Promise<Listed> =>
    (await listDeliveries(delivery.deps, request(query))).jsonBody as Listed;
  const problemOf = ({ body }: HttpResponseInit): unknown => JSON.parse(String(body));
  /** So many deliveries that no try can help. */
  const die = async (...items: string[]): Promise<void> => {
    for (const item of items) {
      const due = aDue({ item });
      await delivery.plan(due);
      delivery.time.set(WEDNESDAY_MORNING);
      delivery.outcomes.push({ kind: 'dead', reason: '400 BadSyntax' });
      await delivery.deliver(dueKeyOf(due));
    }
  };

  it('lists them with reason, last error, attempts and times', async () => {
    await die('one');
    await expect(list()).resolves.toEqual({
      deliveries: [
        {
          id: expect.stringMatching(/^[\w-]+$/),
          state: 'dead',
          ...{ kind: 'note', owner: 'tenant|ana', item: 'one', occurrence: '1' },
          ...{ reason: '400 BadSyntax', lastError: 'dead: 400 BadSyntax', attempts: 1 },
          dueAt: '2026-03-11T09:30:00.000Z',
          diedAt: '2026-03-11T09:30:00.000Z',
        },
      ],
    });
  });

  it('pages through them, each once', async () => {
    const items = ['a', 'b', 'c', 'd', 'e'];
    await die(...items);
    const seen: string[] = [];
    for (let next: string | undefined = ''; next !== undefined;) {
      const page: Listed = await list(`state=dead&size=2${next && `&next=${encodeURIComponent(next)}`}`);
      expect(page.deliveries.length).toBeLessThanOrEqual(2);
      seen.push(...page.deliveries.map(({ item = '' }) => item));
      next = page.next;
    }
    expect(seen).toEqual(items);
  });

  it.each(['', 'state=sent', 'state=dead&size=0', 'state=dead&size=501', 'state=dead&size=x'])(
    'refuses “%s” in words',
    async (query) => {
      const response = await listDeliveries(delivery.deps, request(query));
      expect(response.status).toBe(400);
      expect(problemOf(response)).toMatchObject({ status: 400, title: expect.any(String) });
    },
  );

  it('sends one again, with all its tries, and takes it off the list', async () => {
    await die('one', 'two');
    const id = (await list()).deliveries[0]?.id ?? '';
    await expect(retryDelivery(delivery.deps, request('', { id }))).resolves.toMatchObject({ status: 202 });
    const [row] = await delivery.rows();
    expect(row).toMatchObject({ item: 'one', attempt: 0, dueAt: WEDNESDAY_MORNING });
    await expect(delivery.deliver(row?.key ?? { partition: '', row: '' })).resolves.toBe('sent');
    expect((await list()).deliveries.map(({ item }) => item)).toEqual(['two']);
  });

  it('sends all again', async () => {
    await die('one', 'two', 'three');
    const response = await retryDeliveries(delivery.deps, request('state=dead'));
    expect(response).toMatchObject({ status: 202, jsonBody: { planned: 3, unreadable: 0, isMore: false } });
    await expect(delivery.rows()).resolves.toHaveLength(3);
    await expect(list()).resolves.toEqual({ deliveries: [] });
  });

  it('asks the feature to want it again first', async () => {
    await die('one');
    const revived: unknown[] = [];
    const notes = Object.assign(delivery.notes, {
      revive: (due: unknown) => Promise.resolve(void revived.push(due)),
    });
    expect(notes).toBe(delivery.notes);
    await retryDeliveries(delivery.deps, request('state=dead'));
    expect(revived).toEqual([aDue({ item: 'one' })]);
  });

  it('knows no other, and cannot send what it cannot read', async () => {
    const unknown = await retryDelivery(delivery.deps, request('', { id: 'bm9wZQ' }));
    expect(unknown.status).toBe(404);
    await delivery.deps.deadLetters.buryMessage({ v: 7 }, 'odd', WEDNESDAY_MORNING);
    const [letter] = (await list()).deliveries;
    expect(letter).toMatchObject({ reason: 'odd', content: '{"v":7}' });
    const response = await retryDelivery(delivery.deps, request('', { id: letter?.id ?? '' }));
    expect(response.status).toBe(409);
    await expect(retryDeliveries(delivery.deps, request('state=dead'))).resolves.toMatchObject({
      jsonBody: { planned: 0, unreadable: 1 },
    });
  });

  it.each<[string, object]>([
    ['nothing in it', {}],
    ['a due time that is a text', { kind: 'note', owner: 'o', item: 'i', occurrence: '1', dueAt: 'soon' }],
    ['no kind', { owner: 'o', item: 'i', occurrence: '1', dueAt: new Date(WEDNESDAY_MORNING) }],
  ])('shows a dead letter with %s beside all others, and does not send it again', async (_name, fields) => {
    await die('one');
    const row = { partitionKey: 'dead', rowKey: 'a-odd', ...fields };
    await account.table<DeadLetterRow>(DEAD_LETTERS_TABLE).upsert(row);
    const [letter, other] = (await list()).deliveries;
    expect(letter).toMatchObject({
      content: expect.stringContaining('"rowKey":"a-odd"'),
      diedAt: '1970-01-01T00:00:00.000Z',
    });
    expect(other).toMatchObject({ item: 'one', reason: '400 BadSyntax' });
    const response = await retryDelivery(delivery.deps, request('', { id: letter?.id ?? '' }));
    expect(response.status).toBe(409);
    await expect(retryDeliveries(delivery.deps, request('state=dead'))).resolves.toMatchObject({
      jsonBody: { planned: 1, unreadable: 1 },
    });
    await expect(delivery.rows()).resolves.toMatchObject([{ item: 'one' }]);
  });
});
