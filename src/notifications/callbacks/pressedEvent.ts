/** What a receiver reads of a press. */
import type { Person } from '../../conversations/conversation';
import type { Answered } from './callbackDue';

/** As JSON; times by RFC 3339. */
export interface PressedEvent {
  type: 'action.pressed';
  /** The notification's id. */
  notification: string;
  tenant: string;
  /** The recipient's key, as the results show it. */
  recipient: string;
  /** The action's id. */
  action: string;
  by: { aadObjectId?: string; id: string; name?: string };
  at: string;
  /** What was typed into the card, by its inputs’ ids; absent where nothing was. */
  data?: Readonly<Record<string, string | number | boolean>>;
}

const AAD_KEY = /^aad\|(.+)$/s;

/** @param person - as the registry knows them now; absent once they wanted to be forgotten. */
export function pressedEvent(answered: Answered, person: Pick<Person, 'name'> | undefined): PressedEvent {
  const { tenant, notification, key, pressed } = answered;
  const aadObjectId = AAD_KEY.exec(pressed.by)?.[1];
  const { name } = person ?? {};
  return {
    type: 'action.pressed',
    ...{ notification, tenant, recipient: key, action: pressed.action },
    by: {
      ...(aadObjectId ? { aadObjectId } : {}),
      id: pressed.byId ?? pressed.by,
      ...(name ? { name } : {}),
    },
    at: new Date(pressed.at).toISOString(),
    ...(pressed.data ? { data: pressed.data } : {}),
  };
}
