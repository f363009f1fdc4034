import type { ChatTurn } from '../../../src/conversations/chatTurn';
import { HOUR_MS, MINUTE_MS } from '../../../src/clock';
import { aReminder, aTurn, aWeekdayReminder, BOB, openReminders } from '../../support/buildersReminder';
import { WEDNESDAY_MORNING } from '../../support/clock';

const now = WEDNESDAY_MORNING;
const dueAt = now + HOUR_MS;

describe('without an id', () => {
  let reminders: ReturnType<typeof openReminders>;
  beforeEach(() => {
    reminders = openReminders();
  });
  const say = async (text: string, change: Partial<ChatTurn> = {}) =>
    (await reminders.say(aTurn(text, change)))?.text ?? '';
  const times = async () => (await reminders.delivery.rows()).map((row) => row.dueAt);
  const idIn = (text: string) => /Id ([0-9A-Z]{5})/.exec(text)?.[1] ?? '';
  const come = async (build = aReminder, change = {}) => {
    const reminder = await reminders.given(build({ dueAt, ...change }));
    reminders.delivery.time.set(reminder.dueAt);
    await reminders.deliver(reminder);
    return reminder;
  };

  describe.each(['undo', 'Undo that', 'deshacer', 'deshaz', 'undo.'])('“%s”', (undo) => {
    it('takes back what was set last', async () => {
      await say('remind me in 1 hour to stay');
      await say('remind me in 2 hours to go');
      await expect(say(undo)).resolves.toMatch(/(?:Undone|Deshecho)[\s\S]*go/);
      await expect(times()).resolves.toEqual([now + HOUR_MS]);
    });
  });

  it('takes back a cancel', async () => {
    const id = idIn(await say('remind me in 1 hour to stay'));
    await say(`cancel ${id}`);
    await expect(times()).resolves.toEqual([]);
    await expect(say('undo')).resolves.toMatch(/It is back[\s\S]*stay/);
    await expect(times()).resolves.toEqual([now + HOUR_MS]);
    await expect(say('undo')).resolves.toBe('There is nothing to undo.');
  });

  it('takes back a done: what had come waits again', async () => {
    const reminder = await come();
    await expect(say('done', { receivedAt: dueAt + 1 })).resolves.toMatch(/Done/);
    await expect(reminders.found(reminder)).resolves.toMatchObject({ state: 'done' });
    await expect(say('deshacer', { receivedAt: dueAt + 2 })).resolves.toMatch(/Ha vuelto/);
    await expect(reminders.found(reminder)).resolves.toMatchObject({ state: 'delivered' });
  });

  it.each(['snooze k7m2p 3 hours', 'edit k7m2p to tomorrow at 9'])(
    'takes back no setting once “%s” has followed',
    async (text) => {
      const id = idIn(await say('remind me in 1 hour to stay'));
      await say(text.replace('k7m2p', id));
      await expect(say('undo')).resolves.toBe('There is nothing to undo.');
      await expect(times()).resolves.toHaveLength(1);
    },
  );

  it('takes back nothing of others', async () => {
    await say('remind me in 1 hour to stay');
    await expect(say('undo', { person: BOB })).resolves.toBe('There is nothing to undo.');
    await expect(times()).resolves.toHaveLength(1);
  });

  it.each(['done', 'Done!', 'hecho', 'ya está', 'listo'])('“%s” is about what came last', async (said) => {
    const first = await come(aReminder, { id: 'k7m2pfirst0000000000' });
    const last = await come(aReminder, { id: 'k7m2psecond000000000', dueAt: dueAt + MINUTE_MS });
    await say(said, { receivedAt: dueAt + 2 * MINUTE_MS });
    await expect(reminders.found(first)).resolves.toMatchObject({ state: 'delivered' });
    await expect(reminders.found(last)).resolves.toMatchObject({ state: 'done' });
  });

  it('has nothing to be done or undone at first', async () => {
    await expect(say('done')).resolves.toMatch(/Nothing has come/);
    await expect(say('undo')).resolves.toBe('There is nothing to undo.');
    await expect(say('hecho')).resolves.toMatch(/No ha llegado nada/);
  });
});

describe('what can be done in each state', () => {
  const changed = async (reminder: ReturnType<typeof aReminder>, ...texts: string[]) => {
    const reminders = openReminders();
    await reminders.given(reminder);
    const said: string[] = [];
    for (const text of texts) said.push((await reminders.say(aTurn(text)))?.text ?? '');
    return {
      said: said.join('\n---\n'),
      state: await reminders.found(reminder),
      rows: await reminders.delivery.rows(),
    };
  };

  it('a paused one that recurs is not snoozed into silence: it says so', async () => {
    const { said, state } = await changed(aWeekdayReminder(), 'pause k7m2p', 'snooze k7m2p 10 minutes');
    expect(said).toContain('cannot be done with it as it is now');
    expect(state).toMatchObject({ state: 'paused' });
    expect(state?.snoozed).toBeUndefined();
  });

  it('the last of a rule that has ended can be snoozed', async () => {
    const { state, rows } = await changed(
      aWeekdayReminder({ state: 'delivered', dueAt: now - MINUTE_MS, deliveredAt: now }),
      'snooze k7m2p 10 minutes',
    );
    expect(state).toMatchObject({ state: 'scheduled', dueAt: now + 10 * MINUTE_MS });
    expect(rows.map((row) => row.dueAt)).toContain(now + 10 * MINUTE_MS);
  });

  it('one that had come, was snoozed and cancelled comes at its snoozed time when that is undone', async () => {
    const { state, rows } = await changed(
      aReminder({ state: 'delivered', dueAt: now - MINUTE_MS, deliveredAt: now - MINUTE_MS }),
      'snooze k7m2p 2 hours',
      'cancel k7m2p',
      'undo k7m2p',
    );
    expect(state).toMatchObject({ state: 'scheduled', dueAt: now + 2 * HOUR_MS });
    expect(rows.map((row) => row.dueAt)).toContain(now + 2 * HOUR_MS);
  });

  it.each([
    ['undo k7m2p', 'nothing to undo about that one'],
    ['resume k7m2p', 'not paused'],
    ['skip k7m2p', 'comes only once'],
    ['saltar k7m2p', 'solo llega una vez'],
  ])('“%s” of one that is set is told what is so', async (text, told) => {
    const { said, state } = await changed(aReminder(), text);
    expect(said).toContain(told);
    expect(state).toMatchObject({ state: 'scheduled', dueAt });
  });

  it.each(['pause k7m2p', 'pausar k7m2p'])('“%s” twice says that it is so', async (text) => {
    const { said } = await changed(aReminder(), text, text);
    expect(said).toMatch(/cannot be done|no se puede hacer/);
  });
});

describe('a time that is not clear', () => {
  it.each([
    ['snooze k7m2p tomorrow at 9 or 10', 'snooze K7M2P'],
    ['edit k7m2p to tomorrow at 9 or 10', 'edit k7m2p to'],
    ['cambiar k7m2p a mañana a las 9 o a las 10', 'cambiar k7m2p a'],
  ])('“%s” is asked about with commands that mean each reading', async (text, command) => {
    const reminders = openReminders();
    await reminders.given(aReminder());
    const asked = await reminders.say(aTurn(text));
    const actions = (asked?.card?.['actions'] ?? []) as { data: { command: string } }[];
    expect(actions.length).toBeGreaterThan(1);
    for (const { data } of actions) {
      expect(data.command).toContain(command);
      const said = await reminders.say(aTurn(data.command));
      expect(said?.text).toMatch(/Moved|Movido/);
    }
    await expect(reminders.found()).resolves.toMatchObject({ dueAt: Date.UTC(2026, 2, 12, 9) });
  });
});
