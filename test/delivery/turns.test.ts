import { createTurns, type Turns } from '../../src/delivery/turns';

/** How a piece of work comes to its end. */
interface End {
  resolve(value?: unknown): void;
  reject(error: unknown): void;
}

describe('the turns in a thread', () => {
  let turns: Turns;
  let said: string[];
  let ends: Map<string, End>;
  beforeEach(() => {
    turns = createTurns();
    said = [];
    ends = new Map();
  });
  /** Work that lasts until it is ended. */
  const begin = (thread: string, name: string): Promise<string> =>
    turns(thread, async (isFirst) => {
      said.push(`${name} begins${isFirst ? ' first' : ''}`);
      const end = Promise.withResolvers<unknown>();
      ends.set(name, end);
      await end.promise;
      said.push(`${name} ends`);
      return name;
    });
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('come one after the other, in the order in which they were asked for', async () => {
    const works = ['a', 'b', 'c'].map((name) => begin('thread', name));
    for (const name of ['a', 'b', 'c']) {
      await settled();
      ends.get(name)?.resolve();
    }
    await expect(Promise.all(works)).resolves.toEqual(['a', 'b', 'c']);
    expect(said).toEqual(['a begins first', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('come one after the other for whoever asks once others have ended, too', async () => {
    const works = [begin('thread', 'a'), begin('thread', 'b')];
    await settled();
    ends.get('a')?.resolve();
    await settled();
    works.push(begin('thread', 'c'));
    await settled();
    expect(said).toEqual(['a begins first', 'a ends', 'b begins']);
    ends.get('b')?.resolve();
    await settled();
    ends.get('c')?.resolve();
    await expect(Promise.all(works)).resolves.toEqual(['a', 'b', 'c']);
  });

  it('do not wait for those of another thread', async () => {
    const works = [begin('one', 'a'), begin('two', 'b')];
    await settled();
    expect(said).toEqual(['a begins first', 'b begins first']);
    for (const { resolve } of ends.values()) resolve();
    await Promise.all(works);
  });

  it('come though the one before has failed, and whoever asked for that one hears why', async () => {
    const failing = begin('thread', 'a');
    const next = begin('thread', 'b');
    await settled();
    ends.get('a')?.reject(new Error('storage away'));
    await expect(failing).rejects.toThrow('storage away');
    await settled();
    ends.get('b')?.resolve();
    await expect(next).resolves.toBe('b');
    expect(said).toEqual(['a begins first', 'b begins', 'b ends']);
  });

  it.each([
    ['ended', (end?: End) => end?.resolve()],
    ['failed', (end?: End) => end?.reject(new Error('storage away'))],
  ])('leave nothing behind once all have %s: whoever comes then is the first', async (_name, finish) => {
    const works = ['a', 'b'].map((name) => begin('thread', name));
    const all = Promise.allSettled(works);
    for (const name of ['a', 'b']) {
      await settled();
      finish(ends.get(name));
    }
    await all;
    const later = begin('thread', 'c');
    await settled();
    ends.get('c')?.resolve();
    await later;
    expect(said).toContain('b begins');
    expect(said).toContain('c begins first');
  });
});
