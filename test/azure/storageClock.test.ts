import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import { createStorageClock } from '../../src/azure/storageClock';
import { MINUTE_MS, SECOND_MS } from '../../src/clock';
import { WEDNESDAY_MORNING } from '../support/clock';

/** Storage and a machine whose clock is wrong by so many ms; an answer takes a moment. */
function aMachine(wrongByMs: number) {
  let [passed, wrong] = [0, wrongByMs];
  const storageNow = (): number => WEDNESDAY_MORNING + passed;
  const { clock, policy } = createStorageClock(
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
    clock,
    ask,
    storageNow,
    pass: (ms: number) => void (passed += ms),
    setLocal: (ms: number) => void (wrong = ms),
  };
}

describe('the clock', () => {
  it('is the machine’s own while it agrees with storage', async () => {
    const { clock, ask, storageNow, pass } = aMachine(0);
    for (let i = 0; i < 50; i += 1) {
      await ask();
      expect(clock()).toBe(storageNow());
      pass(137);
    }
  });

  it.each([5, 1, -1, -5].map((minutes) => [minutes]))(
    'is storage’s when the machine’s is wrong by %i minutes: never ahead of it, and at most a second behind',
    async (minutes) => {
      const { clock, ask, storageNow, pass } = aMachine(minutes * MINUTE_MS);
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
    const { clock, ask, storageNow } = aMachine(0);
    await ask(412, () => WEDNESDAY_MORNING - 5 * MINUTE_MS);
    await ask(200, () => NaN);
    expect(clock()).toBe(storageNow());
  });
});
