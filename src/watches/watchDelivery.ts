/** What delivery asks of watches: is this still wanted, how does it read now, and what it does to a dialog. */
import type { DeliveryKind, Loaded } from '../delivery/deliveryKind';
import type { Due } from '../delivery/due';
import type { PersonalInterruption } from '../delivery/interruption';
import { WATCH_KIND } from './checkWatch';
import type { Watch } from './watch';
import type { WatchDeps } from './watchDeps';
import type { StoredTold } from './watchRow';
import type { WatchName, WatchStore } from './watchStore';
import { lineWhileAway, message } from './watchMessages';

const unwanted = (reason: string): Loaded => ({ state: 'unwanted', reason });
const nameOf = ({ owner, item }: Due): WatchName => ({ partition: owner, id: item });

/** @param settings - what an alert does to what the person is in the middle of, where the watch does not say. */
export function createWatchDelivery(
  store: WatchStore,
  settings: Pick<WatchDeps['settings'], 'interruption'>,
): DeliveryKind {
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
          utterance: message(watch, told, watch),
          interruption: interruptionOf(watch, told, settings.interruption),
          ...(watch.thread ? { thread: watch.thread } : {}),
        },
        async settle({ state }) {
          await store.noteDelivered(nameOf(due), due.occurrence, state);
          return undefined;
        },
      };
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

/** Only news and the question at the end may come on top of something else. */
function interruptionOf(
  { isQuiet, owner, language }: Watch,
  { told }: StoredTold,
  usual: PersonalInterruption['policy'],
): PersonalInterruption {
  const isNews = told.kind === 'alert' || told.kind === 'expired';
  return { policy: isQuiet || !isNews ? 'inject' : usual, person: owner.key, language };
}
