/** Recipients as CSV by RFC 4180, safe to open: nothing that they hold runs as a formula. */
import type { RecipientStatus } from '../notificationStatus';

const COLUMNS = [
  ...['key', 'target', 'state', 'reason', 'attempts', 'at', 'conversation', 'person', 'activityId'],
  ...['action', 'pressedBy', 'pressedAt'],
];

/** @param isFirst - the columns' names come first. */
export async function csvOf(rows: readonly RecipientStatus[], isFirst: boolean): Promise<string> {
  const { stringify } = await import('csv-stringify/sync');
  return stringify(rows.map(flat), {
    columns: COLUMNS,
    header: isFirst,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}

const flat = ({ pressed, ...row }: RecipientStatus) => ({
  ...row,
  ...(pressed ? { action: pressed.action, pressedBy: pressed.by, pressedAt: pressed.at } : {}),
});
