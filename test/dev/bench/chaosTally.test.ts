import { tally, type Kill } from '../../../dev/bench/chaos/tally';
import type { ConnectorCall } from '../../../dev/chat/connector/connectorCalls';

const DUE_AT = Date.UTC(2026, 10, 18, 9);

/** A call that brought this reminder. */
const aCall = (seq: number, text: string, change: Partial<ConnectorCall> = {}): ConnectorCall => ({
  ...{ seq, atMs: DUE_AT, method: 'POST', path: '/', headers: {}, tookEffect: true },
  activity: { type: 'message', text: `⏰ ${text}` },
  ...change,
});

const aKill = (afterSeq: number, inFlight: readonly string[]): Kill => ({
  ...{ afterSeq, answered: 0 },
  inFlight: new Set(inFlight),
});

const expected = [{ text: 'c0-0', dueAt: DUE_AT }];

describe('the count of a chaos run', () => {
  it('names what never came, and counts what came early', () => {
    expect(tally(expected, [], [])).toMatchObject({ occurrences: 1, lost: ['c0-0'], early: 0 });
    const early = [aCall(1, 'c0-0', { atMs: DUE_AT - 1 })];
    expect(tally(expected, early, [])).toMatchObject({ lost: [], early: 1 });
    expect(tally(expected, [aCall(1, 'c0-0', { tookEffect: false })], [])).toMatchObject({ lost: ['c0-0'] });
  });

  it('lays a repeat to the kill that met its send in flight', () => {
    const kills = [aKill(1, []), aKill(3, ['c0-0', 'c0-1'])];
    expect(tally(expected, [aCall(2, 'c0-0'), aCall(5, 'c0-0')], kills)).toMatchObject({
      ...{ duplicates: 1, byKills: 1, lostReplies: 0, unexplained: [] },
      ...{ worst: { duplicates: 1, inFlight: 2 }, metSends: { kills: 1, sends: 2 } },
    });
  });

  it('counts a repeat after a reply that was lost apart', () => {
    const calls = [aCall(2, 'c0-0', { fault: 'reset' }), aCall(5, 'c0-0')];
    expect(tally(expected, calls, [aKill(3, ['c0-0'])])).toMatchObject({
      ...{ duplicates: 1, byKills: 0, lostReplies: 1, unexplained: [] },
    });
  });

  it.each([
    ['was recorded before the kill', [aKill(3, ['c0-1'])]],
    ['came again in the same life', [aKill(6, ['c0-0'])]],
    ['met no kill', []],
    ['was in flight at a later kill only', [aKill(3, []), aKill(6, ['c0-0'])]],
  ])('does not explain the repeat of a send that %s', (_, kills) => {
    const { unexplained, byKills } = tally(expected, [aCall(2, 'c0-0'), aCall(5, 'c0-0')], kills);
    expect({ unexplained, byKills }).toEqual({ unexplained: ['c0-0 (calls 2, 5)'], byKills: 0 });
  });

  it('explains one repeat a kill, not two', () => {
    const calls = [aCall(2, 'c0-0'), aCall(5, 'c0-0'), aCall(6, 'c0-0')];
    expect(tally(expected, calls, [aKill(3, ['c0-0'])])).toMatchObject({
      ...{ duplicates: 2, byKills: 1, unexplained: ['c0-0 (calls 5, 6)'] },
    });
  });
});
