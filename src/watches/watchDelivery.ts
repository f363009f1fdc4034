/** What delivery asks of watches: is this still wanted, how does it read now, and what it does to a dialog. */
import type { DeliveryKind, Loaded } from '../delivery/deliveryKind';
import type { Utterance } from '../conversations/chatTurn';
import type { Due } from '../delivery/due';
import type { PersonalInterruption } from '../delivery/interruption';
import type { CardQuestions } from '../dialogs/cardQuestions';
import { WATCH_KIND } from './checkWatch';
import type { Watch } from './watch';
import type { WatchDeps } from './watchDeps';
import type { StoredTold } from './watchRow';
import type { WatchName, WatchStore } from './watchStore';
import { lineWhileAway, message } from './watchMessages';
import { questionAbout } from './watchQuestions';

const unwanted = (reason: string): Loaded => ({ state: 'unwanted', reason });
const nameOf = ({ owner, item }: Due): WatchName => ({ partition: owner, id: item });

/**
 * @param settings - what an alert does to what the person is in the middle of, where the watch does not say.
 * @param questions - puts what an alert asks.
 */
export function createWatchDelivery(
  store: WatchStore,
  settings: Pick<WatchDeps['settings'], 'interruption'>,
  questions: Pick<CardQuestions, 'ask'>,
): DeliveryKind {
  const saidOf = (watch: Watch, told: StoredTold, occurrence: string): Said => {
    const interruption = interruptionOf(watch, told, settings.interruption);
    const plain = message(watch, told, watch);
    if (!isNews(told)) return { utterance: plain, ...interruption };
    const news = lineWhileAway(watch, told.told, watch);
    const { asks, ...asked } = questions.ask(questionAbout(watch, occurrence, told.told, news), plain);
    // Only on top of what is open it is a question that the next message answers; elsewhere its buttons are.
    const isOnTop = interruption.interruption?.policy === 'interrupt' && asks !== undefined;
    return { utterance: { ...asked, ...(isOnTop ? { asks } : {}) }, ...interruption };
  };
  return {
    kind: WATCH_KIND,
    async load(due) {
      const [watch, told] = await read(store, due);
      if (!watch || !told) return unwanted('no such watch');
      if (told.delivered === 'sent') return { state: 'sent' };
      const reason = whyUnwanted(watch, told);
      if (reason) return unwanted(reason);
      return {
        state: 'wanted',
        deliverable: {
          to: watch.to,
          ...saidOf(watch, told, due.occurrence),
          ...(watch.thread ? { thread: watch.thread } : {}),
        },
        async settle({ state }) {
          await store.noteDelivered(nameOf(due), due.occurrence, state);
          return undefined;
        },
      };
    },
    async onDead(due) {
      await store.noteDelivered(nameOf(due), due.occurrence, 'dead');
      return undefined;
    },
    async unpark(due) {
      const [watch, told] = await read(store, due);
      if (!watch || told?.delivered !== 'parked' || whyUnwanted(watch, told)) return undefined;
      return {
        line: lineWhileAway(watch, told.told, watch),
        commit: () => store.noteDelivered(nameOf(due), due.occurrence, 'sent'),
      };
    },
  };
}

const read = (store: WatchStore, due: Due): Promise<[Watch | undefined, StoredTold | undefined]> =>
  Promise.all([store.find(nameOf(due)), store.findTold(nameOf(due), due.occurrence)]);

/** Of trouble only how it stands counts; what was found before a stop is not told after it. */
function whyUnwanted({ wishes, findings }: Watch, { told }: StoredTold): string | undefined {
  if (wishes.state === 'stopped') return 'stopped';
  if (told.kind === 'expired') return wishes.state === 'expired' ? undefined : 'prolonged';
  if (told.kind === 'unreachable' && findings.failures === 0) return 'reachable again';
  return told.kind === 'reachable' && findings.failures > 0 ? 'not reachable again' : undefined;
}

interface Said {
  utterance: Utterance;
  interruption?: PersonalInterruption;
}

const isNews = ({ told: { kind } }: StoredTold): boolean => kind === 'alert' || kind === 'expired';

/** Only news and the question at the end may come on top of something else, and only where its owner is alone with the bot. */
function interruptionOf(
  { isQuiet, interruption, isPersonal, owner, language }: Watch,
  told: StoredTold,
  usual: PersonalInterruption['policy'],
): Pick<Said, 'interruption'> {
  if (!isPersonal) return {};
  const chosen = interruption ?? (isQuiet ? 'inject' : usual);
  const policy = isNews(told) ? chosen : 'inject';
  return { interruption: { policy, person: owner.key, language } };
}
