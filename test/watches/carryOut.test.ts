import { DAY_MS, HOUR_MS } from '../../src/clock';
import { carryOut, type Wish } from '../../src/watches/carryOut';
import { nameOf } from '../../src/watches/checkWatch';
import { SNOOZE, said, snoozeMsOf } from '../../src/watches/phrases';
import type { Watch } from '../../src/watches/watch';
import { WATCHES_TABLE, type WatchRow } from '../../src/watches/watchRow';
import { watchSettingsOf } from '../../src/watches/watchSettings';
import { createWatchStore } from '../../src/watches/watchStore';
import { aLog } from '../support/buildersLog';
import { openTestAccount } from '../support/tables';
import { aWatch, NOW } from './buildersWatches';

const READER = { language: 'en', locale: 'en-GB', zone: 'Europe/Madrid' } as const;
const ended = (state: 'expired' | 'stopped') => ({ wishes: { state, expiresAt: NOW - DAY_MS } });

/** Somebody who may have two watches, and has these. */
async function having(...watches: Watch[]) {
  const store = createWatchStore(openTestAccount().table<WatchRow>(WATCHES_TABLE));
  for (const watch of watches) await store.insert(watch);
  const told: Watch[] = [];
  const tell = async (watch: Watch): Promise<void> => void told.push(watch);
  const monitors = { tell, start: tell, forget: async () => undefined };
  const deps = { store, monitors, settings: watchSettingsOf({ WATCH_MAX_ACTIVE: '2' }), log: aLog() };
  return {
    told,
    wish: async (watch: Watch, wish: Wish) => (await carryOut(deps, watch, wish, NOW, READER)).text,
    stateOf: async (watch: Watch) => (await store.find(nameOf(watch)))?.wishes,
  };
}

describe('a watch that has ended', () => {
  const others = [aWatch({ id: 'first' }), aWatch({ id: 'second' })];

  test.each(['expired', 'stopped'] as const)('begins again where there is room: %s', async (state) => {
    const watch = aWatch(ended(state));
    const { wish, stateOf, told } = await having(aWatch({ id: 'first' }), watch);
    expect(await wish(watch, { kind: 'keep' })).toContain('I keep watching');
    expect(await stateOf(watch)).toMatchObject({ state: 'active', expiresAt: NOW + watch.durationMs });
    expect(told).toHaveLength(1);
  });

  test.each<[Wish]>([[{ kind: 'keep' }], [{ kind: 'snooze', forMs: DAY_MS }]])(
    'stays so while others take all the room: %j',
    async (wanted) => {
      const watch = aWatch(ended('expired'));
      const { wish, stateOf, told } = await having(...others, watch);
      expect(await wish(watch, wanted)).toContain('You have 2 watches already');
      expect(await stateOf(watch)).toMatchObject({ state: 'expired' });
      expect(told).toEqual([]);
    },
  );

  test('is not begun again by a wish for quiet, where it was stopped', async () => {
    const watch = aWatch(ended('stopped'));
    const { wish, stateOf } = await having(watch);
    expect(await wish(watch, { kind: 'snooze', forMs: DAY_MS })).toContain('any more');
    expect(await stateOf(watch)).toMatchObject({ state: 'stopped' });
  });
});

describe('a watch that is under way', () => {
  test('goes on and can be silenced, however many there are', async () => {
    const watch = aWatch({ id: 'first' });
    const { wish, stateOf } = await having(watch, aWatch({ id: 'second' }));
    expect(await wish(watch, { kind: 'keep' })).toContain('I keep watching');
    expect(await wish(watch, { kind: 'snooze', forMs: DAY_MS })).toContain('I tell you nothing about');
    expect(await stateOf(watch)).toMatchObject({ state: 'active', snoozedUntil: NOW + DAY_MS });
  });

  test('is not silenced for longer than a watch may last without being asked about', async () => {
    const watch = aWatch();
    const { wish, stateOf } = await having(watch);
    expect(await wish(watch, { kind: 'snooze', forMs: 91 * DAY_MS })).toContain('90 days at most');
    expect(await stateOf(watch)).toEqual(watch.wishes);
  });
});

test.each([
  ['snooze watch K7M2P', DAY_MS],
  ['snooze watch K7M2P for 4 hours', 4 * HOUR_MS],
  ['snooze watch K7M2P for an hour', HOUR_MS],
  ['mute watch K7M2P for 2 weeks', 14 * DAY_MS],
  ['silencia la vigilancia K7M2P durante 1,5 horas', 1.5 * HOUR_MS],
  ['silencia la vigilancia K7M2P durante una semana', 7 * DAY_MS],
])('“%s” is for how long', (text, ms) => {
  expect(snoozeMsOf(said(SNOOZE, { text })?.parts ?? {})).toBe(ms);
});

test.each([
  ['snooze watch K7M2P for 2 months'],
  ['snooze watch K7M2P for 3 decades'],
  ['silencia la vigilancia K7M2P durante 2 meses'],
])('“%s” is not taken for minutes or days', (text) => {
  expect(said(SNOOZE, { text })).toBeUndefined();
});
