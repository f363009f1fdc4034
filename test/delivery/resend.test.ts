import { HttpRequest } from '@azure/functions';
import { listDeliveries, retryDeliveries, retryDelivery } from '../../src/delivery/deadLetterApi';
import { dueKeyOf } from '../../src/delivery/due';
import { aDue, openDelivery } from '../support/buildersDelivery';
import { WEDNESDAY_MORNING } from '../support/clock';

const request = (query: string, params: Record<string, string> = {}): HttpRequest =>
  new HttpRequest({ method: 'POST', url: `http://localhost/api/deliveries?${query}`, params });
const idOf = (rowKey: string): string => Buffer.from(rowKey).toString('base64url');

/** Three dead deliveries; what the second belongs to cannot be read any more. */
async function given() {
  const delivery = openDelivery();
  for (const item of ['a', 'b', 'c']) {
    await delivery.plan(aDue({ item }));
    delivery.time.set(WEDNESDAY_MORNING);
    delivery.outcomes.push({ kind: 'dead', reason: '400' });
    await delivery.deliver(dueKeyOf(aDue({ item })));
  }
  const revive = ({ item }: { item: string }): Promise<void> =>
    item === 'b' ? Promise.reject(new TypeError('cannot be read')) : Promise.resolve();
  Object.assign(delivery.notes, { revive });
  return delivery;
}

describe('sending dead deliveries again', () => {
  it('goes on past one that cannot be read, which stays', async () => {
    const delivery = await given();
    await expect(retryDeliveries(delivery.deps, request('state=dead'))).resolves.toMatchObject({
      status: 202,
      jsonBody: { planned: 2, unreadable: 1, isMore: false },
    });
    await expect(delivery.buried()).resolves.toMatchObject([{ item: 'b' }]);
    expect((await delivery.rows()).map(({ item }) => item).sort()).toEqual(['a', 'c']);
  });

  it('says of that one that it cannot be sent again', async () => {
    const delivery = await given();
    const id = idOf(dueKeyOf(aDue({ item: 'b' })).row);
    await expect(retryDelivery(delivery.deps, request('', { id }))).resolves.toMatchObject({ status: 409 });
  });

  it('of one that was sent again already finds nothing', async () => {
    const delivery = await given();
    const id = idOf(dueKeyOf(aDue({ item: 'a' })).row);
    await expect(retryDelivery(delivery.deps, request('', { id }))).resolves.toMatchObject({ status: 202 });
    await expect(retryDelivery(delivery.deps, request('', { id }))).resolves.toMatchObject({ status: 404 });
  });

  it.each([
    '',
    '%',
    '../x',
    'é',
    idOf('a/b'),
    idOf('a?b'),
    idOf('a\u0000'),
    idOf('x'.repeat(2000)),
    'x'.repeat(40_000),
  ])('finds nothing under an id that none has: %.20s', async (id) => {
    const { deps } = await given();
    await expect(retryDelivery(deps, request('', { id }))).resolves.toMatchObject({ status: 404 });
  });

  it.each(['x', 'bnVsbA==', 'x'.repeat(10_000)])('knows no page %.20s', async (next) => {
    const { deps } = await given();
    await expect(listDeliveries(deps, request(`state=dead&next=${next}`))).resolves.toMatchObject({
      status: 400,
    });
  });
});
