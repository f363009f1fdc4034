import { HOUR_MS, MINUTE_MS } from '../../src/clock';
import { judge, percentOf } from '../../src/watches/judge';
import type { Observation } from '../../src/watches/observe';
import type { Condition, Watch } from '../../src/watches/watch';
import { aValue, aWatch, changes, NOW, seen } from './buildersWatches';

const TELL_AFTER = 3;
const failed: Observation = { kind: 'failed', failure: { reason: 'timeout' } };

/** What each of these observations, one interval after the other, has told. */
function told(watch: Watch, ...observations: Observation[]): (string | undefined)[] {
  let now = watch.findings.nextCheckAt;
  let current = watch;
  return observations.map((observation) => {
    const { findings, told } = judge(current, observation, now, TELL_AFTER);
    current = { ...current, findings };
    now = findings.nextCheckAt;
    return told && (told.kind === 'alert' ? `${told.from.text} → ${told.to.text}` : told.kind);
  });
}

const starting = (condition: Condition, value: string | number, isSo = false): Watch =>
  aWatch({ condition, findings: { value: aValue(value), baseline: aValue(value), isSo } });

describe('an alert', () => {
  test('comes when the value drops by so much from where it was, and then measures from there', () => {
    const watch = starting({ kind: 'drops', percent: 20 }, 250);
    expect(told(watch, seen(210), seen(200), seen(190), seen(160), seen(300), seen(241))).toEqual([
      undefined,
      '250 → 200',
      undefined,
      '200 → 160',
      undefined,
      undefined,
    ]);
  });

  test('comes again after the value was nothing for a while, measured from what it was first after that', () => {
    const watch = starting({ kind: 'drops', percent: 20 }, 250);
    expect(told(watch, seen(0), seen(0), seen(250), seen(240), seen(200), seen(150))).toEqual([
      '250 → 0',
      undefined,
      undefined,
      undefined,
      '250 → 200',
      '200 → 150',
    ]);
  });

  test('comes at exactly so much, whatever floating point makes of it', () => {
    expect(percentOf(250, 200)).toBe(-20);
    expect(percentOf(0.3, 0.24)).toBe(-20);
    expect(percentOf(-10, -12)).toBe(-20);
  });

  test('comes when it rises by so much', () => {
    expect(told(starting({ kind: 'rises', percent: 10 }, 100), seen(109), seen(110), seen(121))).toEqual([
      undefined,
      '100 → 110',
      '110 → 121',
    ]);
  });

  test('comes at each crossing of a limit, and not for as long as it stays beyond', () => {
    const watch = starting({ kind: 'below', limit: 100 }, 120);
    expect(told(watch, seen(100), seen(99), seen(80), seen(99), seen(101), seen(98))).toEqual([
      undefined,
      '100 → 99',
      undefined,
      undefined,
      undefined,
      '101 → 98',
    ]);
  });

  test('waits for the next crossing where it was beyond the limit at the start', () => {
    const watch = starting({ kind: 'above', limit: 100 }, 120, true);
    expect(told(watch, seen(130), seen(90), seen(101))).toEqual([undefined, undefined, '90 → 101']);
  });

  test('comes at each change, once', () => {
    expect(
      told(starting(changes, 'open'), seen('open'), seen('closed'), seen('closed'), seen('open')),
    ).toEqual([undefined, 'open → closed', undefined, 'closed → open']);
  });

  test('comes when a pattern begins to match', () => {
    const watch = starting({ kind: 'matches' }, '–');
    expect(told(watch, seen('–', false), seen('sold out', true), seen('sold out', true))).toEqual([
      undefined,
      '– → sold out',
      undefined,
    ]);
  });

  test('waits while it is snoozed, and comes after it if it is still so', () => {
    const snoozed = { wishes: { snoozedUntil: NOW + 40 * MINUTE_MS } };
    const drops = aWatch({ condition: { kind: 'drops', percent: 20 }, ...snoozed });
    expect(told(drops, seen(200), seen(200), seen(200))).toEqual([undefined, undefined, '250 → 200']);
    const below = aWatch({ condition: { kind: 'below', limit: 240 }, ...snoozed });
    expect(told(below, seen(200), seen(200), seen(200))).toEqual([undefined, undefined, '250 → 200']);
    expect(told(below, seen(200), seen(260), seen(260))).toEqual([undefined, undefined, undefined]);
  });

  test('does not come when the server says that nothing has changed', () => {
    expect(told(starting(changes, 'open'), { kind: 'same' }, seen('open'))).toEqual([undefined, undefined]);
  });
});

describe('trouble', () => {
  test('is told once, after so many failures in a row, and that it is over once too', () => {
    const watch = starting(changes, 'open');
    expect(told(watch, failed, failed, failed, failed, seen('open'), seen('open'))).toEqual([
      undefined,
      undefined,
      'unreachable',
      undefined,
      'reachable',
      undefined,
    ]);
    expect(told(watch, failed, failed, seen('open'), failed, failed)).toEqual(Array(5).fill(undefined));
    expect(told(watch, failed, failed, failed, { kind: 'same' })).toEqual([
      undefined,
      undefined,
      'unreachable',
      'reachable',
    ]);
  });

  test('ends with the alert itself where the value has changed meanwhile', () => {
    expect(told(starting(changes, 'open'), failed, failed, failed, seen('closed'), seen('closed'))).toEqual([
      undefined,
      undefined,
      'unreachable',
      'open → closed',
      undefined,
    ]);
  });

  test('makes the checks more seldom, up to a limit, until one succeeds', () => {
    let watch = aWatch({ intervalMs: 15 * MINUTE_MS });
    let now = NOW;
    const waits = Array.from({ length: 8 }, () => {
      const { findings } = judge(watch, failed, now, TELL_AFTER);
      watch = { ...watch, findings };
      const wait = findings.nextCheckAt - now;
      now = findings.nextCheckAt;
      return wait / MINUTE_MS;
    });
    expect(waits).toEqual([15, 30, 60, 120, 240, 240, 240, 240]);
    expect(judge(watch, seen(250), now, TELL_AFTER).findings.nextCheckAt - now).toBe(15 * MINUTE_MS);
  });

  test('waits as long as the server asks for, within bounds', () => {
    const asked = (retryAfterMs: number): number =>
      judge(aWatch(), { ...failed, retryAfterMs }, NOW, TELL_AFTER).findings.nextCheckAt - NOW;
    expect(asked(HOUR_MS)).toBe(HOUR_MS);
    expect(asked(MINUTE_MS)).toBe(15 * MINUTE_MS);
    expect(asked(1000 * HOUR_MS)).toBe(4 * HOUR_MS);
  });
});
