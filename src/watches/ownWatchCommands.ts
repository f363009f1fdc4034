/** What people say about their own watches: which there are, how one stands, stop, keep watching, snooze. */
import type { ChatCommand, ChatTurn, Language, NotKnownHere, Utterance } from '../conversations/chatTurn';
import { textCard } from '../conversations/textCard';
import { carryOut, type Wish } from './carryOut';
import { findOwn } from './changeWatch';
import { KEEP, LIST, type Said, said as saidAs, SHOW, SNOOZE, snoozeMsOf, STOP } from './phrases';
import type { Watch } from './watch';
import type { WatchDeps } from './watchDeps';
import { rhythmOf, said as sayCard } from './watchMessages';
import { WATCH_TEXTS } from './watchTexts';
import { atText, conditionText, namedOf, type Reader, valueText } from './words';

/** A chat message can hold this many lines and still be read. */
const LIST_LIMIT = 25;

type Answer = (watch: Watch, turn: ChatTurn, said: Said) => Promise<Utterance>;

export function createOwnWatchCommands(deps: WatchDeps): ChatCommand[] {
  const one = (name: string, pattern: Parameters<typeof saidAs>[0], answer: Answer): ChatCommand => ({
    name: `watches.${name}`,
    async answer(turn) {
      const asked = saidAs(pattern, turn);
      return asked && answerOne(deps, turn, asked, answer);
    },
  });
  return [
    {
      name: 'watches.list',
      async answer(turn) {
        const asked = saidAs(LIST, turn);
        return asked && list(deps, turn, asked.language);
      },
    },
    one('show', SHOW, (watch, turn, { language }) => show(watch, readerOf(turn, language))),
    one(
      'stop',
      STOP,
      wishing(deps, () => ({ kind: 'stop' })),
    ),
    one(
      'keep',
      KEEP,
      wishing(deps, () => ({ kind: 'keep' })),
    ),
    one(
      'snooze',
      SNOOZE,
      wishing(deps, (parts) => ({ kind: 'snooze', forMs: snoozeMsOf(parts) })),
    ),
  ];
}

const wishing =
  (deps: WatchDeps, wishOf: (parts: Said['parts']) => Wish): Answer =>
  (watch, turn, { language, parts }) =>
    carryOut(deps, watch, wishOf(parts), turn.receivedAt, readerOf(turn, language));

/** Other features have ids too: only who says "watch" is told that there is none. */
async function answerOne(
  deps: WatchDeps,
  turn: ChatTurn,
  asked: Said,
  answer: Answer,
): Promise<Utterance | NotKnownHere | undefined> {
  const { id = '', isNamed } = asked.parts;
  const watch = await findOwn(deps, turn.person, id);
  if (watch) return answer(watch, turn, asked);
  return isNamed === undefined
    ? undefined
    : { otherwise: { text: WATCH_TEXTS[asked.language].notFound(id) } };
}

const readerOf = ({ person }: ChatTurn, language: Language): Reader => ({
  language,
  locale: person.locale,
  zone: person.chosenZone ?? person.channelZone,
});

async function list({ store }: WatchDeps, turn: ChatTurn, language: Language): Promise<Utterance> {
  const texts = WATCH_TEXTS[language];
  const watches = (await store.ofOwner(turn.person)).filter(({ wishes }) => wishes.state !== 'stopped');
  if (watches.length === 0) return { text: texts.none };
  const active = watches.filter(({ wishes }) => wishes.state === 'active').length;
  const reader = readerOf(turn, language);
  const lines = [
    texts.listTitle(active),
    ...watches.slice(-LIST_LIMIT).map((watch) => lineOf(watch, reader)),
  ];
  return {
    text: lines.join('\n'),
    card: textCard({ lines: lines.map((text, index) => ({ text, isTitle: index === 0 })) }),
  };
}

function lineOf(watch: Watch, reader: Reader): string {
  const texts = WATCH_TEXTS[reader.language];
  const { findings, wishes } = watch;
  const { checkedAt, nextCheckAt, value } = findings;
  const line = texts.line({
    ...namedOf(watch),
    condition: conditionText(watch, reader),
    value: valueText(value, reader),
    checked: atText(checkedAt, reader),
    next: wishes.state === 'active' ? atText(nextCheckAt, reader) : '–',
  });
  return wishes.state === 'active' ? line : `${line} (${texts.ended[wishes.state]})`;
}

async function show(watch: Watch, reader: Reader): Promise<Utterance> {
  const texts = WATCH_TEXTS[reader.language];
  const { findings, wishes } = watch;
  const { id, what } = namedOf(watch);
  const isActive = wishes.state === 'active';
  const lines = [
    `${id} – ${what}: ${conditionText(watch, reader)}`,
    texts.details.value(valueText(findings.value, reader)),
    texts.details.checked(atText(findings.checkedAt, reader), findings.checks),
    ...(wishes.state === 'active' ? [] : [texts.ended[wishes.state]]),
    ...(isActive ? [texts.details.next(atText(findings.nextCheckAt, reader)), rhythmOf(watch, reader)] : []),
    ...(isActive && wishes.snoozedUntil > findings.checkedAt
      ? [texts.details.snoozed(atText(wishes.snoozedUntil, reader))]
      : []),
    ...(findings.failures > 0 ? [texts.details.trouble(String(findings.failures))] : []),
  ];
  const buttons = isActive ? (['stop', 'snooze', 'list'] as const) : (['keep', 'list'] as const);
  const hints = [isActive ? texts.say.stop(id) : texts.say.keep(id)];
  return sayCard({ lines, hints, watch, texts, buttons });
}
