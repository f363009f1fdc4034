/** What a stored row holds cannot be read: a part is missing, of another type, or of a version that this code does not know. */

/** The row must not stop the others: whoever meets it reports it and goes on. Trying again does not help. */
export class MalformedRow extends Error {
  readonly code = 'malformed-row';

  /** @param problem - what is wrong with it, without what it holds. */
  constructor(
    readonly table: string,
    readonly problem: string,
    cause?: unknown,
  ) {
    super(`A row of ${table} cannot be read: ${problem}.`, { cause });
    this.name = 'MalformedRow';
  }
}
