/** A feature that wants to know of tries without success is told of them, and of nothing else. */
import { dueKeyOf } from '../../src/delivery/due';
import type { Outcome } from '../../src/delivery/outcome';
import { aDue, ANAS_CHAT, openDelivery } from '../support/buildersDelivery';
import { WEDNESDAY_MORNING } from '../support/clock';

const due = aDue();
const failed: Outcome = { kind: 'transient', isAmbiguous: false, reason: '412' };

async function deliveredAfter(outcome: Outcome | undefined, noteRetry: (reason: string) => Promise<void>) {
  const delivery = openDelivery();
  await delivery.plan(due);
  delivery.time.set(WEDNESDAY_MORNING);
  delivery.notes.answer = () => ({
    state: 'wanted',
    deliverable: { to: ANAS_CHAT, utterance: { text: 'note' } },
    settle: () => Promise.resolve(undefined),
    noteRetry,
  });
  if (outcome) delivery.outcomes.push(outcome);
  return { delivery, result: await delivery.deliver(dueKeyOf(due)) };
}

describe('a feature that notes retries', () => {
  it.each<[string, Outcome, string[]]>([
    ['another try', failed, ['transient: 412']],
    ['throttling', { kind: 'throttled' }, ['throttled']],
    ['nothing where it was not even tried', { kind: 'deferred', until: WEDNESDAY_MORNING + 5000 }, []],
    ['nothing where it ends', { kind: 'dead', reason: 'no' }, []],
  ])('is told of %s', async (_, outcome, expected) => {
    const reasons: string[] = [];
    await deliveredAfter(outcome, (reason) => Promise.resolve(void reasons.push(reason)));
    expect(reasons).toEqual(expected);
  });

  it('is told nothing on the good path', async () => {
    const note = jest.fn();
    const { result } = await deliveredAfter(undefined, note);
    expect(result).toBe('sent');
    expect(note).not.toHaveBeenCalled();
  });

  it('cannot hinder the next try by a failure of its own, which is logged', async () => {
    const { delivery, result } = await deliveredAfter(failed, () => Promise.reject(new Error('full')));
    expect(result).toBe('retry');
    await expect(delivery.rows()).resolves.toMatchObject([{ attempt: 1 }]);
    expect(delivery.log.events).toContain('delivery.retry-not-noted');
  });
});
