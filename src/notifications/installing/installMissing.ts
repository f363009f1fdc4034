/** Has the app installed for those of a part's recipients who were never met, where the caller wants that. */
import { tableKey } from '../../azure/tableKey';
import { personKeyByAad } from '../../conversations/conversationKeys';
import type { Addressed } from '../addressing/addressing';
import { eachAtOnce } from '../addressing/eachAtOnce';
import { channelOf, TEAMS } from '../addressing/home';
import { namedTarget } from '../addressing/targetText';
import type { Notification } from '../notification';
import type { Recipient } from '../recipient';
import type { RecipientStore } from '../stores';
import type { Installer } from '../../conversations/installer';

const OBJECT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MAIL = /^[^@\s]+@[^@\s]+$/;

/** What their results say until the installation has ended. */
export const INSTALLING = 'installing: the app is installed for them first';

/** The name by which Microsoft Graph would know them; undefined where they were met, or are nobody of Teams. */
export function nameInGraph(
  tenant: string,
  { target, conversation }: Pick<Recipient, 'target' | 'conversation'>,
): string | undefined {
  const named = namedTarget(target);
  if (conversation || channelOf(tenant) !== TEAMS) return undefined;
  if (!named || !('user' in named) || named.via) return undefined;
  const name = named.user.trim();
  return OBJECT_ID.test(name) || MAIL.test(name) ? name : undefined;
}

/** Whether somebody was never met, but may be after an installation: then nothing is refused yet. */
export function asInstallable(tenant: string, addressed: Addressed): Addressed {
  const name = nameInGraph(tenant, addressed);
  if (name === undefined) return addressed;
  const { refused, ...rest } = addressed;
  const person = OBJECT_ID.test(name) ? personKeyByAad(name) : undefined;
  return { ...rest, ...(person ? { key: person, person } : {}), isToInstall: true };
}

/**
 * A step that is done again may meet somebody by now whom it only had a name for: they stay the recipient that they were,
 * and do not become another.
 */
export async function asNamedBefore(
  recipients: Pick<RecipientStore, 'find'>,
  { tenant, id, installIfMissing }: Pick<Notification, 'tenant' | 'id' | 'installIfMissing'>,
  addressed: readonly Addressed[],
): Promise<readonly Addressed[]> {
  if (!installIfMissing) return addressed;
  return eachAtOnce(addressed, async (one) => {
    const key = tableKey('target', one.target);
    if (one.key === key || nameInGraph(tenant, { target: one.target }) === undefined) return one;
    return (await recipients.find({ tenant, notification: id, key })) ? { key, target: one.target } : one;
  });
}

/** @param step - names the installation among those of the notification; the same step begins the same one. */
export async function installMissing(
  installer: Installer | undefined,
  { tenant, id, installIfMissing }: Pick<Notification, 'tenant' | 'id' | 'installIfMissing'>,
  step: string,
  addressed: readonly Addressed[],
): Promise<readonly Addressed[]> {
  if (!installer || !installIfMissing) return addressed;
  const names = addressed.map((one) => nameInGraph(tenant, one));
  const wanted = [...new Set(names.filter((name) => name !== undefined))];
  if (wanted.length === 0) return addressed;
  const begun = await installer.begin(tenant, `${id}/${step}`, wanted);
  return addressed.map((one, at) => {
    if (names[at] === undefined) return one;
    if ('id' in begun) return { ...asInstallable(tenant, one), installation: begun.id };
    return one.refused ? { ...one, refused: `cannot-install: ${begun.hindrance}` } : one;
  });
}
