/** `mute for 2 hours`, `mute deployments until tomorrow`, `unmute`: what is not urgent waits until then. */
import type { ChatTurn, Language, Utterance } from '../../conversations/chatTurn';
import { zoneOfPerson } from '../../conversations/conversation';
import { answerChoice } from './answerChoice';
import { change, inboxOfTurn, muteTopic, release } from './choices';
import { readUntil } from './muteTime';
import { findNamed } from './namedTopic';
import type { SaidPhrase } from './phrases';
import type { TopicCommandDeps } from './topicCommands';
import { momentText } from './topicList';
import { TOPIC_TEXTS } from './topicTexts';

const USUAL_FIRST_HOUR = 9;
const ALL: Record<Language, RegExp> = {
  en: /^(?:(?:all|the|my) )*(?:notifications|everything|all)$/i,
  es: /^(?:(?:todos|los|mis) )*(?:avisos|todo)$/i,
};

const SOUNDS_LIKE_TIME = /^(?:for|until|till|durante|por|hasta)\b/i;

export async function mute(
  deps: TopicCommandDeps,
  turn: ChatTurn,
  { language, parts }: SaidPhrase,
): Promise<Utterance | undefined> {
  const texts = TOPIC_TEXTS[language];
  const { typed, until } = splitAt(parts['rest'] ?? '', language, turn);
  const about = await aboutWhat(deps, turn, typed, language);
  if (!about)
    return until === undefined || SOUNDS_LIKE_TIME.test(typed ?? '')
      ? { text: texts.whenUnclear(parts['rest'] ?? '') }
      : { text: texts.unknown(typed ?? '', []) };
  const { topic } = about;
  if (until === undefined) return askHow(deps, turn, language, topic);
  const chosen =
    topic === undefined ? await muteAll(deps, turn, until) : await muteTopic(deps, turn, topic, until);
  if (chosen === 'too-many') return { text: texts.tooMany };
  const { buttons, say } = texts;
  const note = texts.muted(momentText(turn, language, until), topic);
  return answerChoice(deps, { turn, language, note, buttons: [[buttons.unmute, say.unmute(topic)]] });
}

export async function unmute(
  deps: TopicCommandDeps,
  turn: ChatTurn,
  { language, parts }: SaidPhrase,
): Promise<Utterance | undefined> {
  const texts = TOPIC_TEXTS[language];
  const typed = parts['topic'];
  const about = await aboutWhat(deps, turn, typed, language);
  if (!about) return { text: texts.unknown(typed ?? '', []) };
  const { topic } = about;
  const name = inboxOfTurn(turn);
  if (topic === undefined) await change(deps, name, { mutedUntil: undefined });
  else await muteTopic(deps, turn, topic, undefined);
  const comes = (await release(deps, name, zoneOfPerson(turn.person))) ? [texts.heldComes] : [];
  return answerChoice(deps, { turn, language, note: [texts.unmuted(topic), ...comes].join('\n') });
}

async function muteAll(deps: TopicCommandDeps, turn: ChatTurn, until: number): Promise<'done'> {
  await change(deps, inboxOfTurn(turn), { mutedUntil: until });
  return 'done';
}

/** No topic for all of them; undefined where what was named is no topic. */
async function aboutWhat(
  { inboxes, topics }: TopicCommandDeps,
  turn: ChatTurn,
  typed: string | undefined,
  language: Language,
): Promise<{ topic?: string } | undefined> {
  if (typed === undefined || typed === '' || ALL[language].test(typed)) return {};
  const named = await findNamed(topics, await inboxes.find(inboxOfTurn(turn)), typed);
  return named.found ? { topic: named.topic } : undefined;
}

/** The longest end that is a time, and what stands before it. */
function splitAt(rest: string, language: Language, turn: ChatTurn): { typed?: string; until?: number } {
  const { person, receivedAt } = turn;
  const now = {
    now: receivedAt,
    zone: zoneOfPerson(person) ?? 'UTC',
    firstHour: person.firstHour ?? USUAL_FIRST_HOUR,
  };
  const words = rest.split(/\s+/).filter(Boolean);
  for (let at = 0; at < words.length; at += 1) {
    const until = readUntil(words.slice(at).join(' '), language, now);
    if (until !== undefined) return { until, ...(at > 0 ? { typed: words.slice(0, at).join(' ') } : {}) };
  }
  return words.length > 0 ? { typed: words.join(' ') } : {};
}

function askHow(
  deps: TopicCommandDeps,
  turn: ChatTurn,
  language: Language,
  topic: string | undefined,
): Promise<Utterance> {
  const { muteHow, buttons, say } = TOPIC_TEXTS[language];
  const choices = (['hour', 'hours', 'tomorrow'] as const).map(
    (when) => [buttons[when], say.mute(when, topic)] as const,
  );
  return answerChoice(deps, { turn, language, note: muteHow, buttons: choices });
}
