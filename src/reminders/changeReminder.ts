/** Carries out a decision on a reminder: the new occurrence is planned before the reminder names it, the old one withdrawn after. */
import type { Outbox } from '../delivery/outbox';
import type { Decide, Decision } from './reminderChanges';
import type { Reminder } from './reminder';
import type { StoredReminder } from './reminderRow';
import type { ReminderStore } from './reminderStore';

export type Changed =
  | { outcome: 'changed'; reminder: Reminder; before: Reminder }
  | { outcome: 'not-possible'; reminder: Reminder; why: Extract<Decision, { possible: false }>['why'] }
  | { outcome: 'not-found' };

export interface ChangeReminderDeps {
  store: ReminderStore;
  outbox: Outbox;
}

/** Two changes of one reminder at the same moment are decided one after the other, this often at most. */
const MAX_TRIES = 5;

/** Decides on the reminder as it is now; when it changes in that moment, decides again on what it became. */
export async function changeReminder(
  deps: ChangeReminderDeps,
  found: StoredReminder,
  decide: Decide,
  now: number,
): Promise<Changed> {
  let reminder: StoredReminder | undefined = found;
  for (let tries = 0; reminder && tries < MAX_TRIES; tries += 1) {
    const decision = decide(reminder, now);
    if (!decision.possible) return { outcome: 'not-possible', reminder, why: decision.why };
    if (await carryOut(deps, reminder, decision))
      return { outcome: 'changed', reminder: after(reminder, decision), before: reminder };
    reminder = await deps.store.find(reminder.owner, reminder.id);
  }
  if (!reminder) return { outcome: 'not-found' };
  throw new Error('The reminder kept changing.');
}

async function carryOut(
  { store, outbox }: ChangeReminderDeps,
  reminder: StoredReminder,
  decision: Extract<Decision, { possible: true }>,
): Promise<boolean> {
  const { change, plan, withdraw } = decision;
  const due = plan && (await outbox.store(plan));
  // A plan that came to nothing stays: another change of this moment may have made the very same one. It does nothing when it is due.
  if ((await store.change(reminder, change)) !== 'merged') return false;
  if (withdraw && withdraw.occurrence !== plan?.occurrence) await outbox.withdraw(withdraw);
  if (plan) await outbox.pointIfSoon(plan, due);
  return true;
}

function after(
  reminder: Reminder,
  { change: { snoozed, ...change } }: Extract<Decision, { possible: true }>,
): Reminder {
  return { ...reminder, ...change, ...(snoozed ? { snoozed } : {}) };
}
