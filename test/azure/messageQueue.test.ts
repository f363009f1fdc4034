import { MAX_HIDDEN_MS } from '../../src/azure/messageQueue';
import { newPrefix, openAbsentAccount, openTestAccount, testStorage } from '../support/tables';
import { queueOf } from '../support/storageClients';

describe('a message queue', () => {
  const prefix = newPrefix();
  const account = openTestAccount(prefix);
  const received = async (name: string): Promise<{ text: string; inserted: Date; visible: Date }[]> => {
    const { peekedMessageItems } = await queueOf(testStorage(), prefix + name).peekMessages({
      numberOfMessages: 32,
    });
    return peekedMessageItems.map((item) => ({
      text: item.messageText,
      inserted: item.insertedOn,
      visible: item.expiresOn,
    }));
  };

  it('is made when it is first missed, also by a question for its length', async () => {
    await expect(account.queue('empty').approximateLength()).resolves.toBe(0);
    await expect(account.queue('first').send({ hello: 'world' })).resolves.toBeUndefined();
  });

  it('carries JSON in base64, as the Functions host expects it, and it never expires', async () => {
    await account.queue('json').send({ text: 'mañana 😀' });
    const [message] = await received('json');
    expect(JSON.parse(Buffer.from(message?.text ?? '', 'base64').toString())).toEqual({ text: 'mañana 😀' });
    expect(message?.visible.getUTCFullYear()).toBe(9999);
  });

  it('hides a message, and counts it while it is hidden', async () => {
    const queue = account.queue('hidden');
    await queue.send({ n: 1 }, 60_000);
    await queue.send({ n: 2 });
    expect((await received('hidden')).map(({ text }) => Buffer.from(text, 'base64').toString())).toEqual([
      '{"n":2}',
    ]);
    await expect(queue.approximateLength()).resolves.toBe(2);
  });

  it('rounds the time up to whole seconds: never visible too early', async () => {
    await account.queue('rounded').send({ n: 1 }, 1);
    expect(await received('rounded')).toEqual([]);
  });

  it('takes a past time for now, and one beyond what storage can hide for the longest there is', async () => {
    const queue = account.queue('clamped');
    await queue.send({ n: 1 }, -5000);
    await queue.send({ n: 2 }, MAX_HIDDEN_MS * 2);
    expect(await received('clamped')).toHaveLength(1);
    await expect(queue.approximateLength()).resolves.toBe(2);
  });

  it('says that storage is unavailable when nothing answers', async () => {
    await expect(openAbsentAccount().queue('deliveries').send({})).rejects.toMatchObject({
      code: 'storage-unavailable',
    });
  });
});
