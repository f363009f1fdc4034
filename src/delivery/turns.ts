/** One after the other in this process, for each name: what one of them stores, the next one sees. */

/** Does the work when its turn comes. `isFirst`: nobody was before it, so that what its caller has read is as good as new. */
export type Turns = <T>(name: string, work: (isFirst: boolean) => Promise<T>) => Promise<T>;

export function createTurns(): Turns {
  const last = new Map<string, Promise<undefined>>();
  return async (name, work) => {
    const before = last.get(name);
    const mine = Promise.withResolvers<undefined>();
    last.set(name, mine.promise);
    try {
      await before;
      return await work(before === undefined);
    } finally {
      mine.resolve(undefined);
      if (last.get(name) === mine.promise) last.delete(name);
    }
  };
}
