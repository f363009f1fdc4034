/** What an alert, and the end of a watch, ask: keep watching, stop, or be quiet for a while; and what each answer does. */
import type { ChatTurn, Utterance } from '../conversations/chatTurn';
import type { CardQuestion, ChoiceMade } from '../dialogs/cardQuestion';
import { type CardQuestions, createCardQuestions } from '../dialogs/cardQuestions';
import { DAY_MS } from '../clock';
import { carryOut, type Wish } from './carryOut';
import type { ChangeDeps } from './changeWatch';
import type { Watch } from './watch';
import { ownerKey, type StoredTold } from './watchRow';
import { WATCH_TEXTS } from './watchTexts';
import { namedOf, type Reader } from './words';

/** Names the dialog in what is stored. */
const DIALOG = 'watches.told';

type ChoiceName = 'keep' | 'stop' | 'snooze';

export function createWatchQuestions(deps: ChangeDeps): CardQuestions {
  return createCardQuestions(DIALOG, (made, turn) => record(deps, made, turn));
}

/** @param news - what is asked about, in one line. */
export function questionAbout(
  watch: Watch,
  occurrence: string,
  told: StoredTold['told'],
  news: string,
): CardQuestion {
  const { language } = watch;
  const texts = WATCH_TEXTS[language];
  const names: ChoiceName[] = told.kind === 'expired' ? ['keep', 'stop'] : ['keep', 'stop', 'snooze'];
  return {
    id: `${watch.id} ${occurrence}`,
    language,
    text: texts.question.text(news),
    about: texts.question.about(namedOf(watch)),
    choices: names.map((id) => ({ id, title: texts.buttons[id] })),
  };
}

/** An answer counts whenever it comes: it says what its owner wants of the watch. Those of others do not exist for them. */
async function record(
  deps: ChangeDeps,
  { question, choice }: ChoiceMade,
  { person, receivedAt, language: spoken }: ChatTurn,
): Promise<Utterance> {
  const [id = ''] = question.split(' ');
  const watch = await deps.store.find({ partition: ownerKey(person), id });
  if (!watch) return { text: WATCH_TEXTS[spoken].notFound(id.slice(0, 5).toUpperCase()) };
  const { language } = watch;
  const reader: Reader = { language, locale: person.locale, zone: person.chosenZone ?? person.channelZone };
  return carryOut(deps, watch, wishOf(choice.id as ChoiceName), receivedAt, reader);
}

const wishOf = (choice: ChoiceName): Wish =>
  choice === 'snooze' ? { kind: 'snooze', forMs: DAY_MS } : { kind: choice };
