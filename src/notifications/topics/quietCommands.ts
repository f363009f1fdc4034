/** `mute …`, `quiet hours …`, `stop notifications`: when and whether somebody wants to hear anything. */
import type { ChatCommand, ChatTurn, Utterance } from '../../conversations/chatTurn';
import { zoneOfPerson } from '../../conversations/conversation';
import type { QuietHours } from '../gate/inbox';
import { wallText } from '../gate/quietHours';
import { answerChoice } from './answerChoice';
import { change, inboxOfTurn, release } from './choices';
import { mute, unmute } from './mute';
import { timeOfDay } from './muteTime';
import { said, type SaidPhrase } from './phrases';
import type { TopicCommandDeps } from './topicCommands';
import { TOPIC_TEXTS } from './topicTexts';

type Answer = (deps: TopicCommandDeps, turn: ChatTurn, said: SaidPhrase) => Promise<Utterance | undefined>;

/** In the order in which they are tried. */
const ANSWERS = {
  unmute,
  mute,
  quietOff,
  quiet,
  stop: (deps, turn, phrase) => setStopped(deps, turn, phrase, true),
  start: (deps, turn, phrase) => setStopped(deps, turn, phrase, false),
} satisfies Record<string, Answer>;

export function createQuietCommands(deps: TopicCommandDeps): ChatCommand[] {
  return (Object.keys(ANSWERS) as (keyof typeof ANSWERS)[]).map((name) => ({
    name: `notifications.${name}`,
    async answer(turn) {
      const phrase = said(name, turn);
      return phrase && ANSWERS[name](deps, turn, phrase);
    },
  }));
}

async function quietOff(
  deps: TopicCommandDeps,
  turn: ChatTurn,
  { language }: SaidPhrase,
): Promise<Utterance> {
  const texts = TOPIC_TEXTS[language];
  const name = inboxOfTurn(turn);
  await change(deps, name, { quiet: undefined });
  const comes = (await release(deps, name, zoneOfPerson(turn.person))) ? [texts.heldComes] : [];
  return answerChoice(deps, { turn, language, note: [texts.quietOff, ...comes].join('\n') });
}

async function quiet(
  deps: TopicCommandDeps,
  turn: ChatTurn,
  { language, parts }: SaidPhrase,
): Promise<Utterance | undefined> {
  const texts = TOPIC_TEXTS[language];
  const name = inboxOfTurn(turn);
  const typed = parts['hours'];
  if (typed === undefined) {
    const { quiet: set } = await deps.inboxes.find(name);
    return {
      text: set ? texts.quietShown(hoursText(set), zoneOfPerson(turn.person) ?? set.zone) : texts.quietNone,
    };
  }
  const hours = hoursOf(typed);
  if (!hours) return { text: texts.quietWrong };
  const zone = zoneOfPerson(turn.person);
  if (zone === undefined) return { text: texts.zoneFirst };
  await change(deps, name, { quiet: { ...hours, zone } });
  // What was held for hours that are no more may come; what these hold waits on.
  await release(deps, name, zoneOfPerson(turn.person));
  return answerChoice(deps, {
    turn,
    language,
    note: texts.quietSet(hoursText(hours), zone),
  });
}

const hoursText = ({ from, to }: Pick<QuietHours, 'from' | 'to'>): string =>
  `${wallText(from)}–${wallText(to)}`;

/** `22:00–08:00`, `10 pm to 7 am`, `22 a 8`; undefined where it is no such span, or none at all. */
function hoursOf(typed: string): Pick<QuietHours, 'from' | 'to'> | undefined {
  const ends = typed.split(/\s*[–—-]\s*|\s+(?:to|until|till|a las|hasta las|a|y)\s+/i);
  const [from, to] = ends.map(timeOfDay);
  if (ends.length !== 2 || !from || !to) return undefined;
  const [start, end] = [from, to].map(({ hour, minute }) => hour * 60 + minute) as [number, number];
  return start === end ? undefined : { from: start, to: end };
}

async function setStopped(
  deps: TopicCommandDeps,
  turn: ChatTurn,
  { language }: SaidPhrase,
  isStopped: boolean,
): Promise<Utterance> {
  const texts = TOPIC_TEXTS[language];
  const name = inboxOfTurn(turn);
  await change(deps, name, { stoppedAt: isStopped ? deps.clock() : undefined });
  const { buttons, say } = texts;
  if (isStopped) {
    const note = texts.stopped(turn.kind === 'personal' ? 'you' : 'here');
    const back = [
      [buttons.start, say.start],
      [buttons.mute, say.mute('hours')],
    ] as const;
    return answerChoice(deps, { turn, language, note, buttons: back, isStopped });
  }
  const comes = (await release(deps, name, zoneOfPerson(turn.person))) ? [texts.heldComes] : [];
  return answerChoice(deps, { turn, language, note: [texts.started, ...comes].join('\n') });
}
