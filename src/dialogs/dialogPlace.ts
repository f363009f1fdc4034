/** Where a dialog is held: by one person in one conversation, in a channel in one thread of it. */
import type { Activity } from 'botframework-schema';
import { tableKey } from '../azure/tableKey';
import type { ChatTurn } from '../conversations/chatTurn';
import type { Person } from '../conversations/conversation';
import { conversationAddressOf, personKeyOf } from '../conversations/conversationKeys';
import { threadOf } from '../conversations/inboundActivity';

/** The partition of the dialog and of what waits for its end. */
export type DialogPlace = string;

export function dialogPlaceOf(activity: Activity): DialogPlace {
  const { tenant, key } = conversationAddressOf(activity);
  return dialogPlace(tenant, personKeyOf(activity), key, threadOf(activity));
}

export const dialogPlaceOfTurn = ({ person, address, thread }: ChatTurn): DialogPlace =>
  dialogPlace(address.tenant, person.key, address.key, thread);

/** By the keys of the registry. The person first, so that all their dialogs lie together. */
export function dialogPlace(tenant: string, person: string, conversation: string, thread = ''): DialogPlace {
  return tableKey(tenant, person, conversation, thread);
}

/** What the places of all dialogs of a person begin with. */
export const dialogsOf = ({ tenant, key }: Pick<Person, 'tenant' | 'key'>): string =>
  `${tableKey(tenant, key)}|`;
