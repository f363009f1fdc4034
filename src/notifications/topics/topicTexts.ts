/** What is said about topics, mutes and quiet hours, in each language. */
import type { Language } from '../../conversations/chatTurn';
import { topicTextsEn } from './topicTextsEn';
import { topicTextsEs } from './topicTextsEs';

export interface TopicTexts {
  followed(topic: string, place: Place): string;
  /** Nobody has described it yet. */
  notAnnounced(topic: string): string;
  unfollowed(topic: string): string;
  unknown(typed: string, known: readonly string[]): string;
  badName(typed: string): string;
  tooMany: string;
  muted(until: string, topic?: string): string;
  muteHow: string;
  whenUnclear(typed: string): string;
  unmuted(topic?: string): string;
  quietSet(hours: string, zone: string): string;
  quietShown(hours: string, zone: string): string;
  quietNone: string;
  quietOff: string;
  quietWrong: string;
  zoneFirst: string;
  stopped(place: Place): string;
  started: string;
  /** Told where something waits that may now come. */
  heldComes: string;
  isStopped: string;
  list: {
    title(place: Place): string;
    empty: string;
    follows: string;
    left: string;
    mutedUntil(time: string): string;
    quiet(hours: string, zone: string): string;
    mutedAll(until: string): string;
    stopped: string;
    more(page: number): string;
  };
  buttons: {
    follow: string;
    unfollow: string;
    mute: string;
    unmute: string;
    stop: string;
    start: string;
    more: string;
    hour: string;
    hours: string;
    tomorrow: string;
  };
  say: {
    follow(topic: string): string;
    unfollow(topic: string): string;
    topics(page?: number): string;
    mute(when: 'hour' | 'hours' | 'tomorrow', topic?: string): string;
    unmute(topic?: string): string;
    stop: string;
    start: string;
  };
}

/** For whom it holds: the person, or all in a group or channel. */
export type Place = 'you' | 'here';

export const TOPIC_TEXTS: Record<Language, TopicTexts> = { en: topicTextsEn, es: topicTextsEs };
