/** Dialogs on the shared storage, with the tests' own clock; what is woken is noted. */
import type { StorageAccount } from '../../src/azure/storageAccount';
import type { ChatDialog } from '../../src/dialogs/chatDialog';
import type { DialogsDeps } from '../../src/dialogs/dialogs';
import { createDialogStore, type DialogRow, DIALOGS_TABLE } from '../../src/dialogs/dialogStore';
import { aClock, type TestClock } from './clock';

/** All that dialogs and interruptions work with; nothing waits, and nothing is woken. */
export function dialogsDeps(
  account: StorageAccount,
  dialogs: readonly ChatDialog[] = [],
  time: TestClock = aClock(),
): DialogsDeps {
  return {
    store: createDialogStore(account.table<DialogRow>(DIALOGS_TABLE)),
    dialogs,
    clock: time.clock,
    wait: time.wait,
    wake: () => Promise.resolve(),
  };
}
