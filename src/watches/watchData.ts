/** What watches keep about a person: which they have, and how each stands. */
import type { PersonalData } from '../conversations/personalData';
import { nameOf } from './checkWatch';
import type { WatchDeps } from './watchDeps';
import { WATCH_TEXTS } from './watchTexts';
import { conditionText, namedOf, valueText } from './words';

export function createWatchData({ store, monitors }: Pick<WatchDeps, 'store' | 'monitors'>): PersonalData {
  return {
    async describe({ person }, language) {
      const watches = await store.ofOwner(person);
      const reader = { language, locale: person.locale };
      const lines = watches.map((watch) => {
        const { id, what } = namedOf(watch);
        return `• ${id} – ${what}: ${conditionText(watch, reader)} (${valueText(watch.findings.value, reader)})`;
      });
      return lines.length === 0 ? [] : [WATCH_TEXTS[language].data.title, ...lines];
    },
    async erase({ person }) {
      for (const watch of await store.ofOwner(person)) {
        await monitors.forget(watch.id);
        await store.erase(nameOf(watch));
      }
    },
  };
}
