/** One after the other in each thread of this process: what each of them reserves, the next one sees. */

/** Does the work when its turn comes. `isFirst`: nobody was before it, so that what its caller has read is as good as new. */
export type ThreadTurns = <T>(thread: string, work: (isFirst: boolean) => Promise<T>) => Promise<T>;

export function createThreadTurns(): ThreadTurns {
  const last = new Map<string, Promise<undefined>>();
  return async (thread, work) => {
    const before = last.get(thread);
    const mine = Promise.withResolvers<undefined>();
    last.set(thread, mine.promise);
    try {
      await before;
      return await work(before === undefined);
    } finally {
      mine.resolve(undefined);
      if (last.get(thread) === mine.promise) last.delete(thread);
    }
  };
}
