/** The gate's rules: opt-outs, mutes, quiet hours, so many in an hour, and the same once. */
import { HOUR_MS, MINUTE_MS } from '../../../src/clock';
import { type Arrival, judge, type Moment, type Verdict } from '../../../src/notifications/gate/gate';
import { emptyInbox, type Inbox, MAX_TOPICS, withTopic } from '../../../src/notifications/gate/inbox';
import { WEDNESDAY_MORNING as NOW } from '../../support/clock';

const LIMITS = { perHour: 3, dedupeMs: 10 * MINUTE_MS };
const EMPTY = emptyInbox({ tenant: 'tenant', key: 'aad|ana' });
const anArrival = (change: Partial<Arrival> = {}): Arrival => ({
  id: 'n1',
  topics: [],
  urgent: false,
  ...change,
});
const verdictOf = (inbox: Inbox, arrival: Arrival, moment: Moment = { now: NOW }): Verdict =>
  judge(inbox, arrival, moment, LIMITS).verdict;
const held = (until: number, code: string) => ({
  gate: 'held',
  until,
  reason: expect.stringMatching(`^${code}: `),
});
const closed = (code: string) => ({ gate: 'closed', reason: expect.stringMatching(`^${code}: `) });
/** Lets so many others through first. */
const after = (count: number, at = NOW - MINUTE_MS): Inbox => ({
  ...EMPTY,
  sends: Array.from({ length: count }, (_, index) => ({ id: `earlier${index}`, at: at + index })),
});

describe('an opt-out', () => {
  const unfollowed = { ...EMPTY, topics: { deployments: { follows: false } } };
  it.each<[string, Inbox, Partial<Arrival>]>([
    ['of everything', { ...EMPTY, stoppedAt: NOW - 1 }, {}],
    ['of its topic, however they are addressed', unfollowed, { topics: ['deployments'] }],
    ['of a topic that they never followed', EMPTY, { topics: ['deployments'], followed: 'deployments' }],
  ])('%s closes, also to what is urgent', (_, inbox, change) => {
    expect(verdictOf(inbox, anArrival(change))).toEqual(closed('opted-out'));
    expect(verdictOf(inbox, anArrival({ ...change, urgent: true }))).toEqual(closed('opted-out'));
  });

  it('leaves open what is sent to them and not to its followers', () => {
    expect(verdictOf(EMPTY, anArrival({ topics: ['deployments'] }))).toEqual({ gate: 'open' });
    expect(verdictOf(unfollowed, anArrival({ topics: ['incidents'] }))).toEqual({ gate: 'open' });
  });
});

describe('a mute', () => {
  const until = NOW + 2 * HOUR_MS;
  const muted = { ...EMPTY, mutedUntil: until };
  const mutedTopic = { ...EMPTY, topics: { deployments: { mutedUntil: until } } };

  it('holds until it ends, and lets through what is urgent', () => {
    expect(verdictOf(muted, anArrival())).toEqual(held(until, 'muted'));
    expect(verdictOf(muted, anArrival({ urgent: true }))).toEqual({ gate: 'open' });
    expect(verdictOf(muted, anArrival(), { now: until })).toEqual({ gate: 'open' });
  });

  it('of a topic holds that one alone', () => {
    expect(verdictOf(mutedTopic, anArrival({ topics: ['deployments'] }))).toEqual(held(until, 'muted'));
    expect(verdictOf(mutedTopic, anArrival({ topics: ['incidents'] }))).toEqual({ gate: 'open' });
  });

  it('of a topic that ends later than one of everything is what counts', () => {
    const both = { ...mutedTopic, mutedUntil: NOW + HOUR_MS };
    expect(verdictOf(both, anArrival({ topics: ['deployments'] }))).toEqual(held(until, 'muted'));
    expect(verdictOf(both, anArrival())).toEqual(held(NOW + HOUR_MS, 'muted'));
  });
});

describe('quiet hours', () => {
  const quiet = { ...EMPTY, quiet: { from: 600, to: 660, zone: 'UTC' } };

  it('hold until they end in the zone where the person now is', () => {
    expect(verdictOf(quiet, anArrival(), { now: NOW, zone: 'Europe/Madrid' })).toEqual(
      held(NOW + 30 * MINUTE_MS, 'quiet-hours'),
    );
    expect(verdictOf(quiet, anArrival())).toEqual({ gate: 'open' });
  });

  it('let through what is urgent', () => {
    const moment = { now: NOW, zone: 'Europe/Madrid' };
    expect(verdictOf(quiet, anArrival({ urgent: true }), moment)).toEqual({ gate: 'open' });
  });
});

describe('more than so many in an hour', () => {
  it('are held until the oldest is an hour old', () => {
    expect(verdictOf(after(2), anArrival())).toEqual({ gate: 'open' });
    expect(verdictOf(after(3), anArrival())).toEqual(held(NOW - MINUTE_MS + HOUR_MS, 'too-many'));
  });

  it('do not hold what is urgent, which does not count either', () => {
    const { verdict, becomes } = judge(after(3), anArrival({ urgent: true }), { now: NOW }, LIMITS);
    expect(verdict).toEqual({ gate: 'open' });
    expect(becomes.sends).toHaveLength(3);
  });

  it('count one notification once, however often it is tried', () => {
    const first = judge(after(2), anArrival(), { now: NOW }, LIMITS).becomes;
    const again = judge(first, anArrival(), { now: NOW + MINUTE_MS }, LIMITS);
    expect(again.verdict).toEqual({ gate: 'open' });
    expect(again.becomes).toBe(first);
  });

  it('wait together: what comes while a digest is due joins it, even where there is room again', () => {
    const digestAt = NOW + MINUTE_MS;
    expect(verdictOf({ ...after(1), digestAt }, anArrival())).toEqual(held(digestAt, 'too-many'));
    const lost = NOW - HOUR_MS;
    expect(verdictOf({ ...after(1), digestAt: lost }, anArrival())).toEqual({ gate: 'open' });
  });

  it('are never too many where there is no limit', () => {
    const { verdict, becomes } = judge(after(50), anArrival(), { now: NOW }, { ...LIMITS, perHour: 0 });
    expect(verdict).toEqual({ gate: 'open' });
    expect(becomes.sends).toHaveLength(50);
  });

  it('are counted for an hour and no longer', () => {
    const { becomes } = judge(after(3, NOW - HOUR_MS - 10), anArrival(), { now: NOW }, LIMITS);
    expect(becomes.sends).toEqual([{ id: 'n1', at: NOW }]);
  });
});

describe('the same once', () => {
  const first = judge(EMPTY, anArrival({ dedupeKey: 'disk-full' }), { now: NOW }, LIMITS).becomes;
  const second = anArrival({ id: 'n2', dedupeKey: 'disk-full' });

  it('closes to the second within the window, also where it is urgent, and says which was first', () => {
    const verdict = verdictOf(first, second, { now: NOW + 9 * MINUTE_MS });
    expect(verdict).toEqual({ gate: 'closed', reason: 'collapsed: the same as n1' });
    expect(verdictOf(first, { ...second, urgent: true })).toEqual(closed('collapsed'));
  });

  it('is open after the window, to another key, and to the first itself', () => {
    expect(verdictOf(first, second, { now: NOW + 10 * MINUTE_MS })).toEqual({ gate: 'open' });
    expect(verdictOf(first, { ...second, dedupeKey: 'disk-empty' })).toEqual({ gate: 'open' });
    expect(verdictOf(first, anArrival({ dedupeKey: 'disk-full' }))).toEqual({ gate: 'open' });
  });

  it('keeps no words of the key', () => {
    expect(JSON.stringify(first)).not.toContain('disk');
  });
});

test('nobody chooses about more topics than are kept', () => {
  const full = Array.from({ length: MAX_TOPICS }).reduce<Inbox>(
    (inbox, _, index) => withTopic(inbox, `t${index}`, { follows: true }) as Inbox,
    EMPTY,
  );
  expect(withTopic(full, 'one more', { follows: true })).toBeUndefined();
  expect(withTopic(full, 't7', { follows: false })?.topics['t7']).toEqual({ follows: false });
});
