/** `time zone Madrid`: the zone in which a person's times are read and shown, wherever they write. */
import { commandButton } from '../conversations/cardButton';
import type { ChatCommand, ChatTurn, Language, Utterance } from '../conversations/chatTurn';
import { zoneOfPerson } from '../conversations/conversation';
import type { ConversationStore } from '../conversations/conversationStore';
import { timeText } from '../conversations/timeText';
import { resolveZone } from '../reminders/phrases/resolveZone';
import { BOT_TEXTS } from './botTexts';

const PATTERNS: readonly [Language, RegExp][] = [
  ['en', /^(?:(?:set |change |use )?(?:my )?time ?zone(?: (?:to|is|in))?)(?:[:\s]+(?<zone>\S.*?))?[.!?]?$/i],
  [
    'es',
    /^(?:(?:cambia(?:r)? |usa(?:r)? )?(?:mi |la )?(?:zona|huso) horari[ao](?: (?:a|es|en))?)(?:[:\s]+(?<zone>\S.*?))?[.!?]?$/i,
  ],
];

const COMMANDS: Record<Language, string> = { en: 'time zone', es: 'zona horaria' };

/** What else moves with a person's zone, told in lines. */
export type ZoneFollower = (
  turn: ChatTurn,
  zones: { from: string; to: string },
  language: Language,
) => Promise<string[]>;

export function createTimeZoneCommand(store: ConversationStore, follow: ZoneFollower): ChatCommand {
  return {
    name: 'time-zone',
    async answer(turn) {
      for (const [language, pattern] of PATTERNS) {
        const match = pattern.exec(turn.text);
        if (match) return answerZone({ store, follow }, turn, language, match.groups?.['zone']);
      }
      return undefined;
    },
  };
}

async function answerZone(
  { store, follow }: { store: ConversationStore; follow: ZoneFollower },
  turn: ChatTurn,
  language: Language,
  typed: string | undefined,
): Promise<Utterance> {
  const texts = BOT_TEXTS[language];
  const now = (zone: string): string =>
    timeText(turn.receivedAt, { language, locale: turn.person.locale, zone }, turn.receivedAt);
  if (typed === undefined) {
    const zone = zoneOfPerson(turn.person);
    return { text: zone ? texts.zoneShown(zone, now(zone)) : texts.zoneUnknown };
  }
  const resolved = resolveZone(typed);
  if (!resolved) return { text: texts.zoneNotFound(typed) };
  if ('candidates' in resolved) return candidates(resolved.candidates, language);
  const { tenant, key } = turn.person;
  const [from, to] = [zoneOfPerson(turn.person), resolved.zone];
  // What follows moves first: while the zone is not stored, the command can be repeated whole.
  const told = from && from !== to ? await follow(turn, { from, to }, language) : [];
  await store.savePerson({ tenant, key, chosenZone: to });
  return { text: [texts.zoneSet(to, now(to)), ...told].join('\n') };
}

function candidates(zones: readonly string[], language: Language): Utterance {
  const text = BOT_TEXTS[language].zoneCandidates;
  return {
    text: [text, ...zones.map((zone) => `– ${COMMANDS[language]} ${zone}`)].join('\n'),
    card: {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.4',
      body: [{ type: 'TextBlock', text, wrap: true }],
      actions: zones.map((zone) => commandButton(zone, `${COMMANDS[language]} ${zone}`)),
    },
  };
}
