import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import { createStorageClock } from '../../src/azure/storageClock';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/clock';
import { WEDNESDAY_MORNING } from '../support/clock';

/** Storage and a machine whose clock is wrong by so many ms; an answer takes a moment. */
function aMachine(wrongByMs: number, startMs = 0) {
  let [passed, wrong] = [startMs, wrongByMs];
  const storageNow = (): number => WEDNESDAY_MORNING + passed;
  const { clock, surely, policy } = createStorageClock(
    () => storageNow() + wrong,
    () => passed,
  );
  const ask = async (status = 200, date = storageNow): Promise<void> => {
    const request = createPipelineRequest({ url: 'http://storage' });
    passed += 3;
    const headers = createHttpHeaders({ date: new Date(date()).toUTCString() });
    passed += 2;
    await policy.sendRequest(request, () => Promise.resolve({ request, status, headers }));
  };
  return {
    ...{ clock, surely, ask, storageNow },
    pass: (ms: number) => void (passed += ms),
    setLocal: (ms: number) => void (wrong = ms),
  };
}

const SKEWS = [5, 1, -1, -5].map((minutes) => minutes * MINUTE_MS);
const SUB_SECOND = [-999, -700, -300, -50, -1, 1, 50, 300, 700, 999];

describe('the clock', () => {
  it('is the machine’s own while it agrees with storage', async () => {
    const { clock, ask, storageNow, pass } = aMachine(0);
    for (let i = 0; i < 50; i += 1) {
      await ask();
      expect(clock()).toBe(storageNow());
      pass(137);
    }
  });

  it.each(SKEWS)(
    'is storage’s when the machine’s is wrong by %i ms: never ahead of it, and at most a second behind',
    async (skew) => {
      const { clock, ask, storageNow, pass } = aMachine(skew);
      for (let i = 0; i < 50; i += 1) {
        await ask();
        const behind = storageNow() - clock();
        expect(behind).toBeGreaterThanOrEqual(0);
        expect(behind).toBeLessThanOrEqual(SECOND_MS + 10);
        pass(137);
      }
      expect(storageNow() - clock()).toBeLessThan(200); // each answer narrows it down
    },
  );

  it.each(SUB_SECOND)(
    'that is off by %i ms is found out by answers from several parts of a second',
    async (skew) => {
      const { clock, ask, storageNow, pass } = aMachine(skew);
      for (let i = 0; i < 100; i += 1) {
        await ask();
        pass(137);
      }
      expect(Math.abs(storageNow() - clock())).toBeLessThan(50);
    },
  );

  it('follows when the machine’s clock is set anew', async () => {
    const { clock, ask, storageNow, setLocal, pass } = aMachine(-3 * MINUTE_MS);
    await ask();
    setLocal(0);
    expect(clock()).toBe(storageNow());
    pass(10);
    await ask();
    setLocal(2 * MINUTE_MS);
    await ask();
    expect(storageNow() - clock()).toBeGreaterThanOrEqual(0);
    expect(storageNow() - clock()).toBeLessThanOrEqual(SECOND_MS + 10);
  });

  it('learns nothing from refusals and from answers without a date', async () => {
    const { clock, surely, ask, storageNow } = aMachine(0);
    await ask(412, () => WEDNESDAY_MORNING - 5 * MINUTE_MS);
    await ask(200, () => NaN);
    expect(clock()).toBe(storageNow());
    expect(surely()).toBeUndefined();
  });
});

describe('what storage’s clock shows at least', () => {
  it.each([0, ...SKEWS, ...SUB_SECOND])(
    'is never ahead of it, however wrong the machine’s clock is (%i ms), and a second behind at most',
    async (skew) => {
      for (let start = 0; start < SECOND_MS; start += 61) {
        const { surely, ask, storageNow, pass } = aMachine(skew, start);
        for (let i = 0; i < 20; i += 1) {
          await ask();
          pass(i * 83);
          expect(surely()).toBeLessThanOrEqual(storageNow());
          expect(surely()).toBeGreaterThan(storageNow() - SECOND_MS - 10);
        }
      }
    },
  );

  it('is at the second when an answer comes from the second’s beginning', async () => {
    const { surely, ask, storageNow, pass } = aMachine(0, 999);
    pass(1);
    await ask();
    expect(storageNow() - (surely() ?? 0)).toBeLessThanOrEqual(5);
  });

  it('is not moved by a machine’s clock that is set by less than it would be noticed', async () => {
    const { surely, ask, storageNow, setLocal, pass } = aMachine(0);
    await ask();
    setLocal(400);
    pass(10);
    expect(surely()).toBeLessThanOrEqual(storageNow());
  });

  it('stays so through hours in which one clock runs a little faster than the other', async () => {
    let storage = WEDNESDAY_MORNING;
    let passed = 0;
    const { surely, policy } = createStorageClock(
      () => WEDNESDAY_MORNING + passed,
      () => passed,
    );
    const request = createPipelineRequest({ url: 'http://storage' });
    for (let at = 0; at < 6 * HOUR_MS; at += 5 * MINUTE_MS + 1370) {
      const headers = createHttpHeaders({ date: new Date(storage).toUTCString() });
      await policy.sendRequest(request, () => Promise.resolve({ request, status: 200, headers }));
      passed += 5 * MINUTE_MS + 1370;
      storage += (5 * MINUTE_MS + 1370) * 0.9997;
      expect(surely()).toBeLessThanOrEqual(storage);
    }
  });
});
