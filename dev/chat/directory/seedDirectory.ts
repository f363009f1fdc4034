// The people and chats that the local stage begins with.
import type { DirectoryState, GroupChat, PersonalChat, PersonRecord, Team } from './directoryState';
import type { WireAccount } from './wireActivity';

/** The tenant that everybody belongs to. */
export const TENANT_ID = '5c3f1b7e-2d7a-4a55-9f0e-6f1d3c9b8a10';

/** The bot as its channel knows it. */
export const BOT: WireAccount = { id: '28:recado', name: 'Recado' };

/** The default person. */
export const SAM: PersonRecord = {
  id: '29:1sam-carter',
  aadObjectId: '0b6c6a52-4f0b-4c0e-8a57-2f4b1f6f1a01',
  name: 'Sam Carter',
  givenName: 'Sam',
  surname: 'Carter',
  email: 'sam.carter@northwind.example',
  locale: 'en-GB',
  timeZone: 'Europe/London',
};

export const ANA: PersonRecord = {
  id: '29:1ana-garcia',
  aadObjectId: '0b6c6a52-4f0b-4c0e-8a57-2f4b1f6f1a02',
  name: 'Ana García',
  givenName: 'Ana',
  surname: 'García',
  email: 'ana.garcia@northwind.example',
  locale: 'es-ES',
  timeZone: 'Europe/Madrid',
};

/** In no group and no team at first: somebody to add. */
export const PRIYA: PersonRecord = {
  id: '29:1priya-nair',
  aadObjectId: '0b6c6a52-4f0b-4c0e-8a57-2f4b1f6f1a03',
  name: 'Priya Nair',
  givenName: 'Priya',
  surname: 'Nair',
  email: 'priya.nair@northwind.example',
  locale: 'en-US',
  timeZone: 'America/New_York',
};

/** A group chat of Sam and Ana, without the bot. */
export const LAUNCH_CREW: GroupChat = {
  kind: 'group',
  id: '19:4d1f0c9ae1b24d6fa0c7launchcrew@thread.v2',
  name: 'Launch crew',
  memberIds: [SAM.id, ANA.id],
  bot: 'absent',
};

const GENERAL_ID = '19:b9d4e8c25f3a4f0d9c1enorthwind@thread.tacv2';

/** A team of Sam and Ana with three channels, without the bot. */
export const NORTHWIND: Team = {
  kind: 'team',
  id: GENERAL_ID,
  aadGroupId: 'd3b1f0a4-96b7-4d55-8f3c-1c6a4a2f7e20',
  name: 'Northwind',
  memberIds: [SAM.id, ANA.id],
  channels: [
    { id: GENERAL_ID, name: 'General' },
    { id: '19:f27a60d18b9e4c7ab3d5launches@thread.tacv2', name: 'Launches' },
    { id: '19:0c83be57a1d94e6f82b4support@thread.tacv2', name: 'Support' },
  ],
  bot: 'absent',
};

/** A fresh state: three people with a personal chat each, one group, one team; the bot is nowhere yet. */
export function seedDirectory(): DirectoryState {
  const people = [SAM, ANA, PRIYA];
  const personal = people.map(({ id }) => personalChatFor(id));
  return {
    version: 1,
    tenantId: TENANT_ID,
    bot: BOT,
    people,
    chats: [...personal, LAUNCH_CREW, NORTHWIND],
    timeline: {},
    reads: {},
  };
}

/** The personal chat that a new person begins with: the bot is not there. */
export function personalChatFor(personId: string): PersonalChat {
  return { kind: 'personal', id: `a:${personId.slice(3)}`, personId, bot: 'absent', isBlocked: false };
}
