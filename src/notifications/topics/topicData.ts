/** What notifications keep about a person: what they follow and chose, and what waits for them. */
import type { Language } from '../../conversations/chatTurn';
import type { PersonalData } from '../../conversations/personalData';
import type { Outbox } from '../../delivery/outbox';
import { digestDue } from '../digest/digestDue';
import type { HeldStore } from '../digest/heldStore';
import type { Inbox } from '../gate/inbox';
import { wallText } from '../gate/quietHours';
import type { InboxStore } from '../gate/inboxStore';
import type { FollowStore } from './followStore';

const COUNTED = 1000;
const TEXTS = {
  en: {
    follows: (topics: string) => `Topics that you follow: ${topics}`,
    left: (topics: string) => `Topics that you do not want: ${topics}`,
    muted: (topics: string) => `Muted: ${topics}`,
    everything: 'everything',
    quiet: (hours: string) => `Quiet hours: ${hours}`,
    stopped: 'You have stopped all notifications.',
    held: (count: number) => `Notifications held back for you: ${count}`,
  },
  es: {
    follows: (topics: string) => `Temas que sigues: ${topics}`,
    left: (topics: string) => `Temas que no quieres: ${topics}`,
    muted: (topics: string) => `En silencio: ${topics}`,
    everything: 'todo',
    quiet: (hours: string) => `Horas de silencio: ${hours}`,
    stopped: 'Has parado todos los avisos.',
    held: (count: number) => `Avisos que esperan: ${count}`,
  },
} as const;

interface Deps {
  inboxes: InboxStore;
  held: HeldStore;
  follows: Pick<FollowStore, 'remove'>;
  outbox: Pick<Outbox, 'withdraw' | 'withdrawMoved'>;
}

export function createTopicData({ inboxes, held, follows, outbox }: Deps): PersonalData {
  return {
    async describe({ person, receivedAt }, language) {
      const [inbox, waiting] = await Promise.all([
        inboxes.find(person),
        held.list(person, 'waiting', COUNTED),
      ]);
      const { held: heldText } = TEXTS[language];
      return [
        ...choiceLines(inbox, language, receivedAt),
        ...(waiting.length > 0 ? [heldText(waiting.length)] : []),
      ];
    },
    async erase({ person }) {
      const inbox = await inboxes.find(person);
      // What leads to them first: while the inbox is there, an erasing that failed can be asked for again.
      for (const topic of Object.keys(inbox.topics)) await follows.remove(person, topic);
      const waiting = await held.list(person, 'waiting', COUNTED);
      for (const at of new Set([
        ...waiting.map(({ until }) => until),
        ...(inbox.digestAt ? [inbox.digestAt] : []),
      ])) {
        await outbox.withdraw(digestDue(person, at));
        if (waiting.length > 0) await outbox.withdrawMoved(digestDue(person, at));
      }
      await held.erase(person);
      await inboxes.erase(person);
    },
  };
}

function choiceLines(
  { topics, quiet, stoppedAt, mutedUntil = 0 }: Inbox,
  language: Language,
  now: number,
): string[] {
  const texts = TEXTS[language];
  const named = (wanted: (name: string) => boolean): string[] => Object.keys(topics).filter(wanted).sort();
  const followed = named((name) => topics[name]?.follows === true);
  const left = named((name) => topics[name]?.follows === false);
  const muted = [
    ...(mutedUntil > now ? [texts.everything] : []),
    ...named((name) => (topics[name]?.mutedUntil ?? 0) > now),
  ];
  return [
    ...(followed.length > 0 ? [texts.follows(followed.join(', '))] : []),
    ...(left.length > 0 ? [texts.left(left.join(', '))] : []),
    ...(muted.length > 0 ? [texts.muted(muted.join(', '))] : []),
    ...(quiet ? [texts.quiet(`${wallText(quiet.from)}–${wallText(quiet.to)}`)] : []),
    ...(stoppedAt === undefined ? [] : [texts.stopped]),
  ];
}
