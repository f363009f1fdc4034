/** What of an owner's an intruder got, changed or had delivered: all of it is told in words. */
import type { ConnectorCall } from '../../chat/connector/connectorCalls';
import { isFromOutside, type Role } from './intruder';
import { type Owned, SECRET, TENANT_SECRET } from './owner';
import type { StoredRow } from './storedRows';

export interface Pair {
  number: number;
  role: Role;
  owned: Owned;
}

/** What came of all that was tried. */
export interface Aftermath {
  /** What came to the intruders. */
  heard: readonly string[];
  /** What came to the owners. */
  delivered: readonly string[];
  before: ReadonlyMap<string, StoredRow>;
  after: ReadonlyMap<string, StoredRow>;
}

/** Kept for the whole tenant, and changed by whoever of it writes. */
const OF_ALL = /^Limits|^Conversations \/ [^/]* \/ (?:service|conversation\|msteams\|19:group)/;

/** A call of the bot as text to be searched. */
export const textOf = ({ path, body }: ConnectorCall): string =>
  JSON.stringify([decodeURIComponent(path), body]);

/** Whether the text has what the intruder may not read: whoever is of the tenant may read what all of it may. */
export const tells = (text: string, role: Role): boolean =>
  text.includes(SECRET) || (isFromOutside(role) && text.includes(TENANT_SECRET));

export function leaksOf(
  { number, role, owned }: Pair,
  { heard, delivered, before, after }: Aftermath,
): string[] {
  const { who, secret, tenantSecret } = owned;
  const told = heard.filter(
    (text) => text.includes(secret) || (isFromOutside(role) && text.includes(tenantSecret)),
  );
  const names = [who.chat, who.group, who.experts, who.channel].flatMap((id) => [`/${id}/`, `/${id};`]);
  const people = [`"${who.userId}"`, who.aadObjectId, who.tenant];
  const came = delivered.filter((text) => [...names, ...people].some((name) => text.includes(name)));
  const changed = [...before].filter(
    ([key, row]) => isTheirs(row, owned, role) && !OF_ALL.test(key) && after.get(key)?.text !== row.text,
  );
  const by = `${role} ${number}`;
  return [
    ...told.map((text) => `${by} heard ${text.slice(0, 300)}`),
    ...came.map((text) => `${by} had something delivered to the owner: ${text.slice(0, 300)}`),
    ...changed.map(([key, { text }]) => `${by} changed ${key}: ${text} → ${after.get(key)?.text}`),
  ];
}

/** From outside, all of the tenant is the owner's; a colleague may change what is the tenant's. */
function isTheirs({ text }: StoredRow, { who }: Owned, role: Role): boolean {
  return text.includes(who.tenant) && (isFromOutside(role) || text.includes(who.aadObjectId));
}
