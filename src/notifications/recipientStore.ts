/** The Recipients table: a partition for each notification, a row for each recipient under the recipient's key. */
import { tableKey } from '../azure/tableKey';
import type { Stored, Table } from '../azure/table';
import { type Counts, RECIPIENT_STATES, type RecipientState } from './recipient';
import { changedProperties, recipientOf, type RecipientRow, rowOf } from './recipientRow';
import type { NewRecipient, RecipientStore } from './stores';

export { RECIPIENTS_TABLE } from './recipientRow';

/** What storage takes in one batch. */
const BATCH = 100;
/** Single inserts at one time. */
const CONCURRENCY = 16;

const partitionOf = (tenant: string, notification: string): string => tableKey(tenant, notification);
const quoted = (text: string): string => text.replaceAll("'", "''");

/** The store on its table. A recipient's key is its row key as it is: it is made by `tableKey`. */
export function createRecipientStore(table: Table<RecipientRow>): RecipientStore {
  return {
    insertMissing: (recipients) => insertMissing(table, recipients),
    async find({ tenant, notification, key }) {
      const row = await table.get(partitionOf(tenant, notification), key);
      return row && recipientOf({ tenant, notification }, row);
    },
    async change({ tenant, notification, key, etag = '*' }, change) {
      const row = { partitionKey: partitionOf(tenant, notification), rowKey: key };
      return (await table.merge({ ...row, ...changedProperties(change) }, etag)).outcome === 'merged';
    },
    async page({ tenant, id }, { state, size, next }) {
      const filter = filterOf(partitionOf(tenant, id), state, next);
      const { rows, isMore } = await firstRows(table, filter, size);
      const recipients = rows.map((row) => recipientOf({ tenant, notification: id }, row));
      return { recipients, ...(isMore ? { next: rows.at(-1)?.rowKey as string } : {}) };
    },
    async count({ tenant, id }) {
      const counts = Object.fromEntries(RECIPIENT_STATES.map((state) => [state, 0])) as Record<
        RecipientState,
        number
      >;
      const filter = `PartitionKey eq '${partitionOf(tenant, id)}'`;
      for await (const { state } of table.query(filter, ['state'])) counts[state] += 1;
      return counts satisfies Counts;
    },
    async erase({ tenant, id }) {
      const partitionKey = partitionOf(tenant, id);
      for (;;) {
        const { rows } = await table.page(`PartitionKey eq '${partitionKey}'`, BATCH);
        if (rows.length === 0) return;
        await table.batch(rows.map(({ rowKey }) => ['delete', { partitionKey, rowKey }]));
      }
    },
  };
}

function filterOf(
  partition: string,
  state: RecipientState | readonly RecipientState[] | undefined,
  next: string | undefined,
): string {
  const states = typeof state === 'string' ? [state] : (state ?? []);
  const anyOf = states.map((one) => `state eq '${one}'`).join(' or ');
  return [
    `PartitionKey eq '${partition}'`,
    ...(next === undefined ? [] : [`RowKey gt '${quoted(next)}'`]),
    ...(anyOf ? [`(${anyOf})`] : []),
  ].join(' and ');
}

/** A page of the table can end early, even empty, with more behind it: this one is full, or the last. */
async function firstRows(
  table: Table<RecipientRow>,
  filter: string,
  size: number,
): Promise<{ rows: Stored<RecipientRow>[]; isMore: boolean }> {
  const rows: Stored<RecipientRow>[] = [];
  let next: string | undefined;
  do {
    const page = await table.page(filter, size - rows.length, next);
    rows.push(...page.rows);
    next = page.next;
  } while (next && rows.length < size);
  return { rows, isMore: next !== undefined };
}

async function insertMissing(
  table: Table<RecipientRow>,
  recipients: readonly NewRecipient[],
): Promise<ReadonlySet<string>> {
  // Of those with one key the first counts.
  const byKey = new Map(recipients.toReversed().map((recipient) => [recipient.key, recipient]));
  const all = [...byKey.values()];
  const made = new Set<string>();
  for (let from = 0; from < all.length; from += BATCH) {
    const rows = all.slice(from, from + BATCH).map((recipient) => ({
      partitionKey: partitionOf(recipient.tenant, recipient.notification),
      rowKey: recipient.key,
      ...rowOf(recipient),
    }));
    const outcome = await table.batch(rows.map((row) => ['create', row]));
    const keys = outcome === 'done' ? rows.map(({ rowKey }) => rowKey) : await insertEach(table, rows);
    for (const key of keys) made.add(key);
  }
  return made;
}

/** Some of them are there already: each goes in by itself, or stays as it is. */
async function insertEach(
  table: Table<RecipientRow>,
  rows: readonly (RecipientRow & { partitionKey: string; rowKey: string })[],
): Promise<string[]> {
  const made: string[] = [];
  for (let from = 0; from < rows.length; from += CONCURRENCY)
    await Promise.all(
      rows.slice(from, from + CONCURRENCY).map(async (row) => {
        if ((await table.insert(row)) === 'created') made.push(row.rowKey);
      }),
    );
  return made;
}
