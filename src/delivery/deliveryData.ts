/** What delivery keeps about a person: what waits for their own chat, and what could not be delivered. */
import { tableKey } from '../azure/tableKey';
import type { PersonalData } from '../conversations/personalData';
import type { DeadLetters } from './deadLetters';
import type { ParkedDeliveries } from './parkedDeliveries';

const PAGE = 100;
const WAITING = {
  en: (count: number) => `Messages that wait until I can reach you: ${count}`,
  es: (count: number) => `Mensajes que esperan a que pueda escribirte: ${count}`,
} as const;

export function createDeliveryData(parked: ParkedDeliveries, deadLetters: DeadLetters): PersonalData {
  return {
    async describe({ person: { tenant, personalKey: key } }, language) {
      const waiting = key ? await parked.list({ tenant, key }, PAGE) : [];
      return waiting.length > 0 ? [WAITING[language](waiting.length)] : [];
    },
    async erase({ person: { tenant, key, personalKey } }) {
      if (personalKey) await eraseParked(parked, { tenant, key: personalKey });
      await eraseDead(deadLetters, tableKey(tenant, key));
    },
  };
}

async function eraseParked(parked: ParkedDeliveries, to: { tenant: string; key: string }): Promise<void> {
  for (;;) {
    const waiting = await parked.list(to, PAGE);
    for (const delivery of waiting) await parked.remove(to, delivery);
    if (waiting.length < PAGE) return;
  }
}

async function eraseDead(deadLetters: DeadLetters, owner: string): Promise<void> {
  let next: string | undefined;
  do {
    const page = await deadLetters.page(PAGE, next);
    for (const { id, due } of page.letters) if (due?.owner === owner) await deadLetters.remove(id);
    next = page.next;
  } while (next);
}
