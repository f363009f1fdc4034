/** An inbox as the row that keeps it, and back. */
import { MalformedRow } from '../../azure/malformedRow';
import type { Stored } from '../../azure/table';
import type { Inbox, InboxName } from './inbox';

export const INBOXES_TABLE = 'Inboxes';
/** The row of the inbox itself; beside it lie the rows of what is held. */
export const INBOX_ROW = 'inbox';

/** JSON each; an empty text, and the epoch's beginning, stand for what there is not. */
export interface InboxRow {
  tenant: string;
  key: string;
  topics: string;
  quiet: string;
  sends: string;
  seen: string;
  told: string;
  telling: string;
  stoppedAt: Date;
  mutedUntil: Date;
  digestAt: Date;
}

export function rowOf(inbox: Inbox): InboxRow {
  const { tenant, key, topics, quiet, sends, seen, told, telling } = inbox;
  const json = (value: object | undefined): string => (value === undefined ? '' : JSON.stringify(value));
  const time = (at: number | undefined): Date => new Date(at ?? 0);
  return {
    ...{ tenant, key },
    ...{ topics: json(topics), quiet: json(quiet), sends: json(sends), seen: json(seen), told: json(told) },
    telling: json(telling),
    stoppedAt: time(inbox.stoppedAt),
    mutedUntil: time(inbox.mutedUntil),
    digestAt: time(inbox.digestAt),
  };
}

/** Throws MalformedRow when what is there cannot be read. */
export function inboxOfRow({ tenant, key }: InboxName, row: Stored<InboxRow>): Inbox {
  const { etag, stoppedAt, mutedUntil, digestAt } = row;
  const [quiet, told] = [parsed<Inbox['quiet']>(row.quiet), parsed<Inbox['told']>(row.told)];
  const telling = parsed<Inbox['telling']>(row.telling);
  const times = Object.entries({ stoppedAt, mutedUntil, digestAt }).flatMap(([name, at]) =>
    at instanceof Date && at.getTime() > 0 ? [[name, at.getTime()] as const] : [],
  );
  return {
    ...{ tenant, key, etag },
    topics: parsed<Inbox['topics']>(row.topics) ?? {},
    sends: parsed<Inbox['sends']>(row.sends) ?? [],
    seen: parsed<Inbox['seen']>(row.seen) ?? [],
    ...(quiet ? { quiet } : {}),
    ...(told ? { told } : {}),
    ...(telling ? { telling } : {}),
    ...Object.fromEntries(times),
  };
}

function parsed<T>(json: string | undefined): T | undefined {
  try {
    return json ? (JSON.parse(json) as T) : undefined;
  } catch (cause) {
    throw new MalformedRow(INBOXES_TABLE, 'a property is no JSON', cause);
  }
}
