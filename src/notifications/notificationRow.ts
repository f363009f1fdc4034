/** A notification as the row that keeps it, and back: long parts as JSON in as many columns as they take, the rest beside them. */
import { textColumns, textOf } from '../azure/longText';
import { MalformedRow } from '../azure/malformedRow';
import type { Stored } from '../azure/table';
import type { Expansion, Message, Notification, Target } from './notification';
import type { Counts } from './recipient';
import type { NotificationChange } from './stores';

export const NOTIFICATIONS_TABLE = 'Notifications';

export interface NotificationRow {
  /** As it is named, while the partition's key is escaped. */
  tenant: string;
  /** JSON, by language: `messageEn`, `messageEn2`, …; empty where nothing is said in that language. */
  messageEn: string;
  messageEs: string;
  /** JSON: `to`, `to2`, … */
  to: string;
  /** JSON of all other parts that never change. */
  facts: string;
  sendAt: Date;
  createdAt: Date;
  isCancelled: boolean;
  expansion: Expansion['state'];
  recipients: number;
  step: number;
  /** JSON. */
  checkpoint: string;
  /** JSON of the counts once they change no more; empty until then. */
  finalCounts: string;
}

type Facts = Pick<
  Notification,
  | 'actions'
  | 'topic'
  | 'why'
  | 'urgent'
  | 'interruption'
  | 'expiresAt'
  | 'callbackUrl'
  | 'dedupeKey'
  | 'installIfMissing'
>;

/** The properties of a notification as it is first written. */
export function rowOf(notification: Omit<Notification, 'etag'>): NotificationRow {
  const { tenant, id, to, message, sendAt, createdAt, isCancelled, expansion, ...facts } = notification;
  const long = {
    ...textColumns('messageEn', message.en ? asciiJson(message.en) : ''),
    ...textColumns('messageEs', message.es ? asciiJson(message.es) : ''),
    ...textColumns('to', asciiJson(to)),
    ...textColumns('facts', asciiJson(facts satisfies Facts)),
  } as Pick<NotificationRow, 'messageEn' | 'messageEs' | 'to' | 'facts'>;
  return {
    ...{ tenant, isCancelled, ...long },
    sendAt: new Date(sendAt),
    createdAt: new Date(createdAt),
    ...expansionProperties(expansion),
    finalCounts: '',
  };
}

/** JSON without a character beyond ASCII: long rows come from storage in pieces, and a reader that cuts between bytes spoils none. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** What a change writes. */
export function changedProperties({ isCancelled, expansion }: NotificationChange): Partial<NotificationRow> {
  return {
    ...(isCancelled === undefined ? {} : { isCancelled }),
    ...(expansion ? expansionProperties(expansion) : {}),
  };
}

const expansionProperties = ({ state, recipients, step, checkpoint }: Expansion) => ({
  expansion: state,
  ...{ recipients, step },
  checkpoint: asciiJson(checkpoint),
});

/** The notification that was read. Throws MalformedRow when it cannot be. */
export function notificationOf(row: Stored<NotificationRow>): Notification {
  try {
    return {
      ...(JSON.parse(textOf(row, 'facts')) as Facts),
      ...{ tenant: row.tenant, id: row.rowKey, etag: row.etag },
      to: JSON.parse(textOf(row, 'to')) as Target[],
      message: messageOf(row),
      isCancelled: row.isCancelled,
      sendAt: row.sendAt.getTime(),
      createdAt: row.createdAt.getTime(),
      expansion: {
        ...{ state: row.expansion, recipients: row.recipients, step: row.step },
        checkpoint: JSON.parse(row.checkpoint) as Expansion['checkpoint'],
      },
    };
  } catch (cause) {
    throw new MalformedRow(NOTIFICATIONS_TABLE, 'a part is missing or is no JSON', cause);
  }
}

function messageOf(row: NotificationRow): Message {
  const [en, es] = [textOf(row, 'messageEn'), textOf(row, 'messageEs')];
  return {
    ...(en ? { en: JSON.parse(en) as Message['en'] } : {}),
    ...(es ? { es: JSON.parse(es) as Message['es'] } : {}),
  } as Message;
}

/** The counts that the row keeps, where they change no more. */
export function finalCountsOf({ finalCounts }: Pick<NotificationRow, 'finalCounts'>): Counts | undefined {
  return finalCounts ? (JSON.parse(finalCounts) as Counts) : undefined;
}
