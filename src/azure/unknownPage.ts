/** What a caller names as the next page of a table is none that was given out: told apart from a fault of storage. */
export class UnknownPage extends Error {
  readonly code = 'unknown-page';

  constructor(table: string, cause: unknown) {
    super(`The table ${table} gave out no such page.`, { cause });
    this.name = 'UnknownPage';
  }
}
