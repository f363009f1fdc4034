import { SECOND_MS } from '../../../src/clock';
import type { Conversation } from '../../../src/conversations/conversation';
import type { Limiter } from '../../../src/delivery/limits/limiter';
import { limitsInMemory, openLimits, RATE } from '../../support/buildersLimits';

const STORAGE_MS = 5;
const LASTING_MS = 8 * SECOND_MS;
const CROWD = 60;

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const answer = (): Promise<void> => later(STORAGE_MS);

/** Conversations in memory, each row guarded as storage does. */
function conversationsInMemory() {
  const rows = new Map<string, Conversation>();
  return {
    add(key: string): Conversation {
      const kind = 'personal';
      const row: Conversation = {
        ...{ tenant: 'tenant', key, kind, state: 'active', reference: {} },
        ...{ isWelcomed: true, sendTimes: [], etag: '0' },
      };
      rows.set(key, row);
      return row;
    },
    async find({ key }: { key: string }): Promise<Conversation | undefined> {
      await answer();
      return rows.get(key);
    },
    async noteSends({ key, etag }: Conversation, sendTimes: readonly number[]): Promise<string | undefined> {
      await answer();
      const row = rows.get(key);
      if (!row || row.etag !== etag) return undefined;
      const noted = { ...row, sendTimes: [...sendTimes], etag: String(Number(etag) + 1) };
      rows.set(key, noted);
      return noted.etag;
    },
  };
}

describe('a thread to which much is to be sent', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  /** Two processes send to a crowd of threads, and so many at once to one: how much goes out a second. */
  const ratesWith = async (busy: { sends: number; isBulk: boolean }) => {
    const { add, ...memory } = conversationsInMemory();
    const { conversations, instance } = openLimits();
    const stores = { conversations: { ...conversations, ...memory }, limits: limitsInMemory(answer) };
    const processes = [1, 2].map(() => instance({ ...stores, wait: later }));
    const counts = { crowd: 0, busy: 0 };
    const endsAt = Date.now() + LASTING_MS;
    const send = async (index: number, { key }: Conversation, isBulk: boolean): Promise<void> => {
      const limiter = processes[index % 2] as Limiter;
      while (Date.now() < endsAt) {
        const thread = (await memory.find({ key })) as Conversation;
        const admission = await limiter.admit(thread, 1, isBulk);
        if (admission.isAdmitted) counts[key === 'busy' ? 'busy' : 'crowd'] += 1;
        else await later(Math.max(1, Math.min(250, admission.until - Date.now())));
      }
    };
    const thread = add('busy');
    const all = Promise.all([
      ...Array.from({ length: CROWD }, (_, i) => send(i, add(`crowd-${i}`), true)),
      ...Array.from({ length: busy.sends }, (_, i) => send(i, thread, busy.isBulk)),
    ]);
    await jest.advanceTimersByTimeAsync(LASTING_MS + 5 * SECOND_MS);
    await all;
    const perSecond = (count: number): number => count / (LASTING_MS / SECOND_MS);
    return { crowd: perSecond(counts.crowd), busy: perSecond(counts.busy) };
  };

  it.each([
    { sends: 0, isBulk: false },
    { sends: 4, isBulk: false },
    { sends: 16, isBulk: false },
    { sends: 40, isBulk: false },
    { sends: 40, isBulk: true },
  ])('leaves the others of its tenant what it cannot use itself (%j)', async (busy) => {
    const rates = await ratesWith(busy);
    expect(rates.crowd + rates.busy).toBeGreaterThan(0.8 * RATE);
  });
});
