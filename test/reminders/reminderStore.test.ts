import { HOUR_MS } from '../../src/clock';
import type { ReminderRow } from '../../src/reminders/reminderRow';
import { createReminderStore, REMINDERS_TABLE } from '../../src/reminders/reminderStore';
import { aReminder, aWeekdayReminder } from '../support/buildersReminder';
import { WEDNESDAY_MORNING } from '../support/clock';
import { openTestAccount } from '../support/tables';

describe('the table of reminders', () => {
  const store = createReminderStore(openTestAccount().table<ReminderRow>(REMINDERS_TABLE));
  let owners = 0;
  /** An owner of the test's own. */
  const owner = () => `tenant|aad!7co${(owners += 1)}`;
  const stored = async (reminder = aReminder({ owner: owner() })) => {
    await store.insert(reminder);
    const found = await store.find(reminder.owner, reminder.id);
    if (!found) throw new Error('not stored');
    return found;
  };

  it.each([
    ['a single one', aReminder({ owner: owner() })],
    ['a recurring one', aWeekdayReminder({ owner: owner() })],
    [
      'one with all that there is',
      aReminder({
        owner: owner(),
        thread: '177',
        askedBy: { id: '29:bob', name: 'Bob' },
        assignee: 'tenant|carol',
        snoozed: { dueAt: WEDNESDAY_MORNING + 1, occurrence: 'snoozed.1' },
        deliveredAt: WEDNESDAY_MORNING,
        lastSent: '1.x',
        version: 7,
        kind: 'channel',
        text: 'mañana “a las 9” 😀\n<b>',
      }),
    ],
  ])('gives back %s as it was set', async (_what, reminder) => {
    const { etag, ...found } = await stored(reminder);
    expect(found).toEqual(reminder);
    expect(etag).not.toBe('');
  });

  it('keeps the first of two with the same id', async () => {
    const first = await stored();
    await expect(store.insert({ ...aReminder({ owner: first.owner }), text: 'other' })).resolves.toBe(
      'exists',
    );
    await expect(store.find(first.owner, first.id)).resolves.toMatchObject({ text: 'call Bob' });
  });

  it('changes one only as it was read', async () => {
    const read = await stored();
    await expect(store.change(read, { state: 'paused', dueAt: 7 })).resolves.toBe('merged');
    await expect(store.change(read, { state: 'cancelled' })).resolves.toBe('changed');
    await expect(store.change({ ...read, id: 'nobody' }, { state: 'cancelled' })).resolves.toBe('not-found');
    await expect(store.find(read.owner, read.id)).resolves.toMatchObject({
      state: 'paused',
      dueAt: 7,
      text: 'call Bob',
    });
  });

  it('takes a snoozed time and its end', async () => {
    const read = await stored();
    await store.change(read, { snoozed: { dueAt: 5, occurrence: 's' } });
    const snoozed = await store.find(read.owner, read.id);
    expect(snoozed?.snoozed).toEqual({ dueAt: 5, occurrence: 's' });
    if (snoozed) await store.change(snoozed, { snoozed: null });
    expect((await store.find(read.owner, read.id))?.snoozed).toBeUndefined();
  });

  it('finds by the beginning of the id, among the owner’s alone', async () => {
    const [mine, his] = [owner(), owner()];
    await stored(aReminder({ owner: mine, id: 'abcde111' }));
    await stored(aReminder({ owner: mine, id: 'abcdf222' }));
    await stored(aReminder({ owner: his, id: 'abcde333' }));
    const ids = async (prefix: string) => (await store.findByPrefix(mine, prefix)).map(({ id }) => id);
    await expect(ids('abcde')).resolves.toEqual(['abcde111']);
    await expect(ids('abcd')).resolves.toEqual(['abcde111', 'abcdf222']);
    await expect(ids('zzzz')).resolves.toEqual([]);
  });

  it('counts what can still come, no further than it is asked to', async () => {
    const mine = owner();
    for (const state of ['scheduled', 'paused', 'parked', 'cancelled', 'delivered', 'dead', 'done'] as const)
      await stored(aReminder({ owner: mine, id: `id-${state}`, state }));
    await expect(store.countAlive(mine, 10)).resolves.toBe(3);
    await expect(store.countAlive(mine, 2)).resolves.toBe(2);
    await expect(store.countAlive(owner(), 2)).resolves.toBe(0);
  });

  it('lets whom it is for see what another set', async () => {
    const [anas, bobs] = [owner(), owner()];
    const reminder = await stored(aReminder({ owner: bobs, assignee: anas }));
    await store.assign(anas, reminder);
    await expect(store.listAssigned(anas)).resolves.toEqual([reminder]);
    await expect(store.findByPrefix(anas, reminder.id.slice(0, 5))).resolves.toEqual([reminder]);
    await expect(store.list(anas, 'scheduled')).resolves.toEqual([]);
    await expect(store.listAssigned(bobs)).resolves.toEqual([]);
  });

  it('knows what came last, of one’s own and of what others set', async () => {
    const [anas, bobs] = [owner(), owner()];
    await expect(store.lastDelivered(anas)).resolves.toBeUndefined();
    await stored(aReminder({ owner: anas, id: 'never' }));
    await stored(aReminder({ owner: anas, id: 'first', deliveredAt: WEDNESDAY_MORNING }));
    const bobsOwn = await stored(
      aReminder({ owner: bobs, id: 'later', deliveredAt: WEDNESDAY_MORNING + HOUR_MS }),
    );
    await expect(store.lastDelivered(anas)).resolves.toMatchObject({ id: 'first' });
    await store.assign(anas, bobsOwn);
    await expect(store.lastDelivered(anas)).resolves.toMatchObject({ id: 'later', owner: bobs });
  });
});
