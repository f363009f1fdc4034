/** Works on rows while they are read, several at a time. */

/** Storage operations at one time. */
const CONCURRENCY = 16;

/** Runs the work for each row; counts the rows. The first failure stops it, and is thrown once all have ended. */
export async function forEachRow<T>(
  rows: AsyncIterable<T>,
  work: (row: T) => Promise<unknown>,
): Promise<number> {
  const running = new Set<Promise<unknown>>();
  const failures: unknown[] = [];
  let count = 0;
  for await (const row of rows) {
    count += 1;
    const task = work(row)
      .catch((error: unknown) => failures.push(error))
      .finally(() => running.delete(task));
    running.add(task);
    if (running.size >= CONCURRENCY) await Promise.race(running);
    if (failures.length > 0) break;
  }
  await Promise.all(running);
  if (failures.length > 0) throw failures[0];
  return count;
}
