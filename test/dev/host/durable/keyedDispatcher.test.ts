// The dispatcher of episodes: side by side for different instances, one after the other for the same.
import { setImmediate as turn } from 'node:timers/promises';
import { KeyedDispatcher } from '../../../../dev/host/durable/keyedDispatcher';

/** A dispatcher whose work goes on until the test ends it. */
function aDispatcher(limit: number) {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const dispatcher = new KeyedDispatcher({
    limit,
    work: (key) => {
      started.push(key);
      return new Promise<void>((resolve) => ends.set(key, resolve));
    },
  });
  const end = async (key: string) => {
    ends.get(key)?.();
    await turn();
    await turn();
  };
  return { dispatcher, started, end };
}

it('works on so many keys at once, in the order in which they were woken', async () => {
  const { dispatcher, end, started } = aDispatcher(2);
  for (const key of ['a', 'b', 'c']) dispatcher.wake(key);
  await turn();
  expect(started).toEqual(['a', 'b']);
  await end('b');
  expect(started).toEqual(['a', 'b', 'c']);
});

it('never works twice at once on a key; woken meanwhile, it gets one more turn', async () => {
  const { dispatcher, end, started } = aDispatcher(5);
  dispatcher.wake('a');
  await turn();
  dispatcher.wake('a');
  dispatcher.wake('a');
  await turn();
  expect(started).toEqual(['a']);
  await end('a');
  expect(started).toEqual(['a', 'a']);
  await end('a');
  expect([started, dispatcher.isIdle]).toEqual([['a', 'a'], true]);
});

it('stops when what runs has ended, and starts nothing more', async () => {
  const { dispatcher, end, started } = aDispatcher(1);
  dispatcher.wake('a');
  dispatcher.wake('b');
  await turn();
  let isStopped = false;
  const stopped = dispatcher.stop().then(() => (isStopped = true));
  await turn();
  expect(isStopped).toBe(false);
  await end('a');
  await stopped;
  expect(started).toEqual(['a']);
});
