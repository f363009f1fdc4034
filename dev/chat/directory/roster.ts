// Who there is and which chats, found by every id that they have.
import type { Chat, PersonalChat, PersonRecord } from './directoryState';
import { personalChatFor } from './seedDirectory';

/** People and chats. */
export class Roster {
  readonly #people = new Map<string, PersonRecord>();
  readonly #personOfAad = new Map<string, string>();
  readonly #chats = new Map<string, Chat>();
  readonly #teamOfChannel = new Map<string, string>();
  readonly #personalOf = new Map<string, string>();

  constructor(people: readonly PersonRecord[], chats: readonly Chat[]) {
    for (const chat of chats) this.putChat(chat);
    for (const person of people) this.putPerson(person);
  }

  people(): readonly PersonRecord[] {
    return [...this.#people.values()];
  }

  chats(): readonly Chat[] {
    return [...this.#chats.values()];
  }

  /** By user id or AAD object id. */
  findPerson(id: string): PersonRecord | undefined {
    return this.#people.get(id) ?? this.#people.get(this.#personOfAad.get(id) ?? '');
  }

  /** By its own id, or a team by the id of one of its channels. */
  findChat(id: string): Chat | undefined {
    return this.#chats.get(this.#teamOfChannel.get(id) ?? id);
  }

  /** Throws for somebody who is not there. */
  personalChatOf(personId: string): PersonalChat {
    const chat = this.#chats.get(this.#personalOf.get(personId) ?? '');
    if (chat?.kind !== 'personal') throw new Error(`There is no person ${personId}.`);
    return chat;
  }

  /** Adds or replaces a person; a new one gets a personal chat. */
  putPerson(person: PersonRecord): void {
    this.#people.set(person.id, person);
    this.#personOfAad.set(person.aadObjectId, person.id);
    if (!this.#personalOf.has(person.id)) this.putChat(personalChatFor(person.id));
  }

  putChat(chat: Chat): void {
    this.#chats.set(chat.id, chat);
    if (chat.kind === 'team') for (const { id } of chat.channels) this.#teamOfChannel.set(id, chat.id);
    if (chat.kind === 'personal') this.#personalOf.set(chat.personId, chat.id);
  }
}
