/** A process to be killed: starts storage, writes rows and messages, and prints each one that storage has confirmed. */
import { writeSync } from 'node:fs';
import { startStorage } from '../../../dev/storage/storage';
import { queueOf, tableOf } from '../../support/storageClients';

const [folder = '', prefix = '', folderToRemoveWhenOrphaned] = process.argv.slice(2);

async function write(): Promise<never> {
  const { connectionString } = await startStorage({ folder, folderToRemoveWhenOrphaned });
  const table = tableOf(connectionString, 'Confirmed');
  const queue = queueOf(connectionString, 'confirmed');
  await table.createTable();
  await queue.createIfNotExists();
  for (let n = 0; ; n += 1) {
    const name = `${prefix}-${n}`;
    await Promise.all([
      table.createEntity({ partitionKey: 'writer', rowKey: name }).then(() => writeSync(1, `row ${name}\n`)),
      queue.sendMessage(name).then(() => writeSync(1, `message ${name}\n`)),
    ]);
  }
}

void write();
