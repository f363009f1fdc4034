/** What the dialogs keep about a person: questions that are open, wherever they were put. */
import type { PersonalData } from '../conversations/personalData';
import { dialogsOf } from './dialogPlace';
import type { DialogStore } from './dialogStore';

const OPEN = {
  en: (count: number) => `Questions of mine that wait for your answer: ${count}`,
  es: (count: number) => `Preguntas mías que esperan tu respuesta: ${count}`,
} as const;

export function createDialogData(store: DialogStore): PersonalData {
  return {
    async describe({ person, receivedAt }, language) {
      let count = 0;
      for await (const { isOpenUntil } of store.rowsOf(dialogsOf(person)))
        if (isOpenUntil > receivedAt) count += 1;
      return count > 0 ? [OPEN[language](count)] : [];
    },
    async erase({ person }) {
      for await (const { place, row } of store.rowsOf(dialogsOf(person))) await store.erase(place, row);
    },
  };
}
