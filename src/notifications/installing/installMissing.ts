/** Has the app installed for those of a part's recipients who were never met, where the caller wants that. */
import { personKeyByAad } from '../../conversations/conversationKeys';
import type { Addressed } from '../addressing/addressing';
import { channelOf, TEAMS } from '../addressing/home';
import { namedTarget } from '../addressing/targetText';
import type { Notification } from '../notification';
import type { Recipient } from '../recipient';
import type { Installer } from './installer';

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
