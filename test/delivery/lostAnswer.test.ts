/** Storage did what it was asked, but its answer was lost on the way: what was tried again then meets what it did itself. */
import { RestError, type PipelinePolicy } from '@azure/core-rest-pipeline';
import { openStorageAccount } from '../../src/azure/storageAccount';
import { aDue, openDelivery } from '../support/buildersDelivery';
import { newPrefix, testStorage } from '../support/tables';

/** Loses the answer to the next request of this method. */
class Line {
  private loses: string | undefined;
  readonly policy: PipelinePolicy = {
    name: 'losesAnswers',
    sendRequest: async (request, next) => {
      const response = await next(request);
      if (request.method !== this.loses) return response;
      this.loses = undefined;
      throw new RestError('read ECONNRESET', { code: 'ECONNRESET', request });
    },
  };

  lose(method: 'PATCH' | 'DELETE' | 'POST'): void {
    this.loses = method;
  }
}

describe('a delivery for which storage’s answer is lost', () => {
  const given = () => {
    const line = new Line();
    const storage = { kind: 'connection-string', connectionString: testStorage() } as const;
    const delivery = openDelivery(openStorageAccount(storage, newPrefix(), [line.policy]));
    return { line, delivery, due: aDue() };
  };

  it.each([
    ['claimed', 'PATCH'],
    ['removed', 'DELETE'],
  ] as const)('once it is %s is sent all the same, at once and once', async (_when, method) => {
    const { line, delivery, due } = given();
    await delivery.plan(due);
    delivery.time.set(due.dueAt);
    line.lose(method);
    const [pointer] = delivery.pointers;
    if (!pointer) throw new Error('There is no pointer.');
    await expect(delivery.follow(pointer)).resolves.toBe('sent');
    expect(delivery.sent).toHaveLength(1);
    await expect(delivery.rows()).resolves.toEqual([]);
  });

  it('once it is stored is pointed to all the same', async () => {
    const { line, delivery, due } = given();
    await delivery.plan(aDue({ item: 'makes the table' }));
    line.lose('POST');
    await delivery.plan(due);
    expect(delivery.pointers).toHaveLength(2);
    delivery.time.set(due.dueAt);
    await expect(delivery.follow(delivery.pointers[1] ?? { v: 1, p: '', r: '' })).resolves.toBe('sent');
  });
});
