/** `follow …`, `unfollow …`, `topics`: what somebody wants to hear of. */
import type { ChatCommand, ChatTurn, NotKnownHere, Utterance } from '../../conversations/chatTurn';
import type { Inbox } from '../gate/inbox';
import { answerChoice, type AnswerDeps, listTopics } from './answerChoice';
import { type ChoiceDeps, follow, inboxOfTurn, unfollow } from './choices';
import { findNamed } from './namedTopic';
import { said, type SaidPhrase } from './phrases';
import { offeredTopics } from './topicList';
import { TOPIC_TEXTS } from './topicTexts';

export type TopicCommandDeps = ChoiceDeps & AnswerDeps;

/** So many are named where one was not found. */
const MAX_NAMED = 10;

export function createTopicCommands(deps: TopicCommandDeps): ChatCommand[] {
  return [
    {
      name: 'notifications.follow',
      async answer(turn) {
        const unfollowing = said('unfollow', turn);
        if (unfollowing) return choose(deps, turn, unfollowing, false);
        const following = said('follow', turn);
        return following && choose(deps, turn, following, true);
      },
    },
    {
      name: 'notifications.topics',
      async answer(turn) {
        const asked = said('topics', turn);
        return asked && listTopics(deps, turn, asked.language, Number(asked.parts['page'] ?? 1));
      },
    },
  ];
}

async function choose(
  deps: TopicCommandDeps,
  turn: ChatTurn,
  { language, parts }: SaidPhrase,
  follows: boolean,
): Promise<Utterance | NotKnownHere> {
  const texts = TOPIC_TEXTS[language];
  const typed = parts['topic'] ?? '';
  const inbox = await deps.inboxes.find(inboxOfTurn(turn));
  const named = await findNamed(deps.topics, inbox, typed);
  if (!named.found) return notFound(deps, inbox, typed, named.reason, language);
  const { topic, isKnown } = named;
  const chosen = await (follows ? follow : unfollow)(deps, turn, topic);
  if (chosen === 'too-many') return { text: texts.tooMany };
  const place = turn.kind === 'personal' ? 'you' : 'here';
  const note = follows
    ? [
        texts.followed(topic, place),
        ...(isKnown ? [] : [texts.notAnnounced(topic)]),
        ...(inbox.stoppedAt === undefined ? [] : [texts.isStopped]),
      ].join('\n')
    : texts.unfollowed(topic);
  const { buttons, say } = texts;
  const back = follows
    ? ([buttons.unfollow, say.unfollow(topic)] as const)
    : ([buttons.follow, say.follow(topic)] as const);
  return answerChoice(deps, { turn, language, note, buttons: [back], isStopped: !follows });
}

/** It may be something else that somebody said: then that is answered. */
async function notFound(
  { topics }: TopicCommandDeps,
  inbox: Inbox,
  typed: string,
  reason: 'unknown' | 'bad-name',
  language: SaidPhrase['language'],
): Promise<NotKnownHere> {
  const texts = TOPIC_TEXTS[language];
  if (reason === 'bad-name') return { otherwise: { text: texts.badName(typed) } };
  const known = (await offeredTopics(topics, inbox)).slice(0, MAX_NAMED).map(({ name }) => name);
  return { otherwise: { text: texts.unknown(typed, known) } };
}
