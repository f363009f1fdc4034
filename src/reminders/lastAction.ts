/** What a person did last with a reminder, so that `undo` alone takes it back: one row in their partition. */
import type { Table } from '../azure/table';
import type { ChatTurn } from '../conversations/chatTurn';
import type { Reminder } from './reminder';
import { ownerOf } from './reminderStore';

/** What can be taken back. */
export type Action = 'set' | 'cancelled' | 'refused' | 'done';

export interface LastActionRow {
  action: Action;
  /** The partition and the id of the reminder. */
  reminderOwner: string;
  reminderId: string;
}

export interface LastActions {
  /** The last one wins, whichever is stored last. */
  keep(owner: string, row: LastActionRow): Promise<void>;
  find(owner: string): Promise<LastActionRow | undefined>;
  forget(owner: string): Promise<void>;
}

/** Ids of reminders are letters and digits: none begins so. */
export const LAST_ACTION_ROW = '-last';

/** The rows, in the table of the reminders. */
export function createLastActions(table: Table<LastActionRow>): LastActions {
  return {
    keep: (owner, row) => table.upsert({ partitionKey: owner, rowKey: LAST_ACTION_ROW, ...row }),
    find: (owner) => table.get(owner, LAST_ACTION_ROW),
    async forget(owner) {
      await table.remove(owner, LAST_ACTION_ROW);
    },
  };
}

/** Keeps what the person who writes has done. */
export const keepLastAction = (
  actions: LastActions,
  { person }: ChatTurn,
  { owner, id }: Pick<Reminder, 'owner' | 'id'>,
  action: Action,
): Promise<void> => actions.keep(ownerOf(person), { action, reminderOwner: owner, reminderId: id });
