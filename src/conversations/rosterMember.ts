/** Somebody as a channel's roster names them. */

export interface RosterMember {
  /** The channel's user id. */
  id: string;
  name: string;
  aadObjectId?: string;
  /** E-mail address and user principal name, in small letters; none where the roster tells none. */
  emails: string[];
}

interface RosterAccount {
  id?: string;
  name?: string;
  aadObjectId?: string;
  objectId?: string;
  email?: string;
  userPrincipalName?: string;
}

/** Reads a roster's entry; undefined when it names nobody. */
export function rosterMemberOf(account: unknown): RosterMember | undefined {
  const {
    id,
    name = '',
    objectId,
    aadObjectId = objectId,
    email,
    userPrincipalName,
  } = (account ?? {}) as RosterAccount;
  if (!id) return undefined;
  const emails = [email, userPrincipalName].flatMap((text) => (isMail(text) ? [text.toLowerCase()] : []));
  return { id, name, ...(aadObjectId ? { aadObjectId } : {}), emails: [...new Set(emails)] };
}

const isMail = (text: unknown): text is string => typeof text === 'string' && /^[^\s@]+@[^\s@]+$/.test(text);
