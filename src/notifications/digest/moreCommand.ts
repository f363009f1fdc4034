/** `more notifications`: what a digest only counted, the oldest first, as much as fits a card at a time. */
import type { ChatCommand, ChatTurn, Utterance } from '../../conversations/chatTurn';
import type { Notification } from '../notification';
import { NOTIFICATION_TEXTS } from '../sending/notificationTexts';
import { readerOf } from '../sending/reader';
import type { SendingDeps } from '../sending/sendingDeps';
import { inboxOfTurn } from '../topics/choices';
import { said, type SaidPhrase } from '../topics/phrases';
import { digestMessage } from './digestMessage';
import type { Held } from './heldStore';

type Deps = Pick<SendingDeps, 'notifications' | 'held'>;

/** So many are looked at for one card. */
const MAX_LOOKED_AT = 100;

export function createMoreCommand(deps: Deps): ChatCommand {
  return {
    name: 'notifications.more',
    async answer(turn) {
      const asked = said('more', turn);
      return asked && more(deps, turn, asked);
    },
  };
}

async function more(
  { notifications, held }: Deps,
  turn: ChatTurn,
  { language }: SaidPhrase,
): Promise<Utterance> {
  const inbox = inboxOfTurn(turn);
  const told = await held.list(inbox, 'told', MAX_LOOKED_AT);
  const found = await Promise.all(
    told.map(({ tenant, notification }) => notifications.find(tenant, notification)),
  );
  const all = told.map((each, index) => ({ held: each, notification: found[index] }));
  const entries = all.filter(
    (entry): entry is { held: Held; notification: Notification } => entry.notification !== undefined,
  );
  if (entries.length === 0) return { text: NOTIFICATION_TEXTS[language].noMore };
  const { utterance, shown } = digestMessage({
    title: (texts, count) => texts.stillMore(count),
    entries: entries.map((entry) => ({
      notification: entry.notification,
      at: entry.held.at,
      recipient: { ...placeOf(turn), key: entry.held.recipient },
    })),
    others: 0,
    reader: { ...readerOf(turn.person), language },
    now: turn.receivedAt,
  });
  const gone = all.filter(({ notification }) => notification === undefined);
  const rows = [...gone, ...entries.slice(0, shown)].map((entry) => entry.held.row);
  await held.remove(inbox, rows);
  return utterance;
}

const placeOf = ({ kind, person, address }: ChatTurn) =>
  kind === 'personal' ? { person: person.key } : { conversation: address.key };
