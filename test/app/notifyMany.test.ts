import { sendToMany } from '../../dev/bench/notifications/sendToMany';

/** What host.json lets one instance send at a time. */
const IN_FLIGHT = 24;
const RECIPIENTS = 200;

// A second try would have another seed, and hide what the first one found.
jest.retryTimes(0);

describe('a notification to everyone, while the channel refuses, throttles and fails', () => {
  const seed = Number(process.env['RECADO_FAN_OUT_SEED'] ?? Date.now() % 1_000_000);
  const sum = (counts: Record<string, number>) =>
    Object.values(counts).reduce((total, count) => total + count, 0);

  it('ends for each recipient as sent or with a reason; the counts add up, nobody is lost and nobody gets it twice', async () => {
    const { counts, lost, doubles, delivered } = await sendToMany({ recipients: RECIPIENTS, seed });
    expect({ seed, sum: sum(counts), lost, doubles }).toEqual({ seed, sum: RECIPIENTS, lost: 0, doubles: 0 });
    expect({ seed, sent: counts['sent'] }).toEqual({ seed, sent: delivered });
    expect(counts['failed']).toBe(RECIPIENTS - delivered);
  }, 240_000);

  it('loses nobody when the host is killed in the middle, and doubles at most what was in flight', async () => {
    const { counts, lost, doubles, delivered } = await sendToMany({
      recipients: RECIPIENTS,
      seed,
      isKilled: true,
    });
    expect({ seed, sum: sum(counts), lost }).toEqual({ seed, sum: RECIPIENTS, lost: 0 });
    expect(doubles).toBeLessThanOrEqual(IN_FLIGHT);
    expect(delivered).toBeGreaterThanOrEqual(counts['sent'] ?? 0);
  }, 240_000);
});
