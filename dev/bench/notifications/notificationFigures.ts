/** Notifications in figures: one to many while the channel fails, with and without a kill, and what finding a user costs among many. */
import { openStorageAccount } from '../../../src/azure/storageAccount';
import type { Table } from '../../../src/azure/table';
import { createConversationStore } from '../../../src/conversations/conversationStore';
import { type ConversationRow, CONVERSATIONS_TABLE } from '../../../src/conversations/conversationRow';
import { resolveUser } from '../../../src/notifications/addressing/resolveUser';
import type { Row } from '../figures';
import { startStage } from '../../stage/stage';
import { inhabitant, seedPeople } from './seedPeople';
import { sendToMany, type SentToMany } from './sendToMany';

const RECIPIENTS = 10_000;
const STORED = 100_000;
const ASKED = 200;
const TENANT = 'fan-out';
/** What host.json lets one instance work on at a time. */
const IN_FLIGHT = 24;

/** `-- notifications [recipients] [stored] [seed]`. */
export async function notificationFigures(args: readonly string[]): Promise<Row[]> {
  const [recipients = RECIPIENTS, stored = STORED, seed = Date.now() % 1_000_000] = args.map(Number);
  const whole = await sendToMany({ recipients, seed });
  const killed = await sendToMany({ recipients, seed, isKilled: true });
  return [
    { figure: 'seed', value: String(seed) },
    ...rowsOf('2 % 403, 5 % 429, 1 % 5xx', '0 lost, 0 doubled', whole),
    ...rowsOf('the same, SIGKILL at half', `0 lost, ${IN_FLIGHT} doubled at most`, killed),
    ...(await addressingRows(stored)),
  ];
}

function rowsOf(
  name: string,
  bound: string,
  { counts, recipients, delivered, lost, doubles, seconds }: SentToMany,
): Row[] {
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  const sum = Object.values(counts).reduce((total, count) => total + count, 0);
  return [
    { figure: `${name}: recipients`, value: `${recipients}, the counts add up to ${sum}` },
    { figure: `${name}: ends`, value: told.map(([state, count]) => `${count} ${state}`).join(', ') },
    {
      figure: `${name}: at the channel`,
      value: `${delivered} delivered, ${lost} lost, ${doubles} doubled`,
      bound,
    },
    { figure: `${name}: took`, value: `${seconds.toFixed(0)} s` },
  ];
}

/** Reads of the registry's table, by each kind of name. */
export async function addressingRows(people: number): Promise<Row[]> {
  const stage = await startStage();
  try {
    const storage = openStorageAccount({
      kind: 'connection-string',
      connectionString: stage.storage.connectionString,
    });
    await seedPeople(storage, { tenant: TENANT, people, serviceUrl: stage.serviceUrl });
    const counted = countReads(storage.table<ConversationRow>(CONVERSATIONS_TABLE));
    const store = createConversationStore(counted.table);
    const rows: Row[] = [];
    for (const by of ['aadObjectId', 'email', 'id'] as const) {
      let most = 0;
      for (let asked = 0; asked < ASKED; asked += 1) {
        counted.reads = 0;
        const found = await resolveUser(store, TENANT, { user: inhabitant((asked * 7919) % people)[by] });
        if (!found.conversation) throw new Error(`${found.target} was not found`);
        most = Math.max(most, counted.reads);
      }
      rows.push({ figure: `a user by ${by}, ${people} stored`, value: `at most ${most} reads`, bound: '2' });
    }
    return rows;
  } finally {
    await stage.stop();
  }
}

function countReads(table: Table<ConversationRow>): { table: Table<ConversationRow>; reads: number } {
  const counted = {
    reads: 0,
    table: {
      ...table,
      get: (...keys: Parameters<typeof table.get>) => {
        counted.reads += 1;
        return table.get(...keys);
      },
      query: () => {
        throw new Error('a name is found without a scan');
      },
    },
  };
  return counted;
}
