import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/clock';
import { dueKeyOf, minuteKey } from '../../src/delivery/due';
import { lookAhead } from '../../src/delivery/lookAhead';
import { POINTER_GRACE_MS } from '../../src/delivery/outbox';
import { aDue, type DeliveryUnderTest, openDelivery } from '../support/buildersDelivery';
import { WEDNESDAY_MORNING } from '../support/clock';
import { Crash } from '../support/tables';

const start = WEDNESDAY_MORNING;

describe('the tick of each minute', () => {
  let delivery: DeliveryUnderTest;
  beforeEach(() => {
    delivery = openDelivery(undefined, start);
  });
  const tick = () => lookAhead(delivery.deps);
  /** Ticks at the beginning of each of these minutes. */
  const ticks = async (minutes: number): Promise<void> => {
    for (let i = 0; i < minutes; i += 1) {
      await tick();
      delivery.time.advance(MINUTE_MS);
    }
  };
  /** Stores it without pointing to it, as what is due later is. */
  const store = (item: string, inMs: number) =>
    delivery.deps.outbox.store(aDue({ item, dueAt: delivery.time.now() + inMs }));
  const pointedItems = (): string[] => delivery.pointed.map(({ key }) => key.row.split('|')[2] ?? '').sort();

  it('points to what is due within five minutes, to be seen when it is due', async () => {
    await store('soon', 3 * MINUTE_MS + 7 * SECOND_MS);
    await store('later', 7 * MINUTE_MS);
    await tick();
    const due = aDue({ item: 'soon', dueAt: start + 3 * MINUTE_MS + 7 * SECOND_MS });
    expect(delivery.pointed).toEqual([{ key: dueKeyOf(due), atMs: due.dueAt }]);
  });

  it('has many that belong together come one after the other, and all others when they are due', async () => {
    const paceMs = 40;
    const { deps, notes } = delivery;
    deps.outbox = { ...deps.outbox, paceMs };
    const crowdOf = ({ item }: { item: string }) => (item.startsWith('crowd') ? 'crowd' : undefined);
    const kinds = new Map([[notes.kind, { kind: notes.kind, crowdOf, load: notes.load.bind(notes) }]]);
    const at = start + 2 * MINUTE_MS;
    for (let i = 0; i < 50; i += 1) await store(`crowd${i}`, 2 * MINUTE_MS);
    for (let i = 0; i < 5; i += 1) await store(`alone${i}`, 2 * MINUTE_MS);
    await lookAhead({ ...deps, kinds });
    const times = (name: string) =>
      delivery.pointed.filter(({ key }) => key.row.includes(name)).map(({ atMs }) => atMs);
    expect(times('alone')).toEqual(Array<number>(5).fill(at));
    expect(times('crowd').sort((a, b) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, i) => at + i * paceMs),
    );
  });

  it('points to each row once, tick after tick', async () => {
    const inMs = [0, 1, 30, 59, 60, 61, 299, 300, 301, 360, 601, 900].map((seconds) => seconds * SECOND_MS);
    for (const ms of inMs) await store(`in-${ms}`, ms);
    // What is delivered in time needs no second pointer; here nothing delivers, so that the scan for the lost must be left out.
    for (let minute = 0; minute < 16; minute += 1) {
      await tick();
      for (const row of await delivery.rows())
        if (row.dueAt < delivery.time.now() + MINUTE_MS) await delivery.deps.store.remove(row.key);
      delivery.time.advance(MINUTE_MS);
    }
    expect(pointedItems()).toEqual(inMs.map((ms) => `in-${ms}`).sort());
  });

  it('goes by the time that storage tells it, however wrong the clock is with which the process begins', async () => {
    await store('soon', 3 * MINUTE_MS);
    await store('later', 30 * MINUTE_MS);
    const { deps, time } = delivery;
    let wrongBy = HOUR_MS;
    const readHorizon = async (): Promise<string | undefined> => {
      const horizon = await deps.store.readHorizon();
      wrongBy = 0;
      return horizon;
    };
    await lookAhead({ ...deps, clock: () => time.now() + wrongBy, store: { ...deps.store, readHorizon } });
    expect(delivery.pointed.map(({ atMs }) => atMs)).toEqual([start + 3 * MINUTE_MS]);
    await expect(deps.store.readHorizon()).resolves.toBe(minuteKey(start + 5 * MINUTE_MS));
  });

  it('points to nothing that waits further in the future, however much it is', async () => {
    for (let i = 0; i < 30; i += 1) await store(`in-a-year-${i}`, 365 * DAY_MS + i);
    await ticks(2);
    expect(delivery.pointed).toEqual([]);
  });

  it('costs four storage operations when nothing is due', async () => {
    await store('tomorrow', DAY_MS);
    await tick();
    delivery.operations.restart();
    await tick();
    expect(delivery.operations.names).toEqual(['due.get', 'due.query', 'due.query', 'due.upsert']);
  });

  it('catches up, once, with what came due while nothing ran', async () => {
    await ticks(1);
    for (const minutes of [10, 60, 119]) await store(`missed-${minutes}`, minutes * MINUTE_MS);
    await store('ahead', 122 * MINUTE_MS);
    delivery.time.advance(2 * HOUR_MS);
    await tick();
    expect(pointedItems()).toEqual(['ahead', 'missed-10', 'missed-119', 'missed-60']);
    const missed = delivery.pointed.filter(({ atMs }) => atMs === delivery.time.now());
    expect(missed).toHaveLength(3);
  });

  it('begins at the present when there is no horizon yet', async () => {
    await store('now', 10 * SECOND_MS);
    await tick();
    expect(pointedItems()).toEqual(['now']);
    await expect(delivery.deps.store.readHorizon()).resolves.toBe(minuteKey(start + 5 * MINUTE_MS));
  });

  it('points again to a row whose pointer was lost, and not a third time while that one may wait its turn', async () => {
    await store('lost', 0);
    await tick();
    delivery.pointed.length = 0;
    delivery.time.advance(POINTER_GRACE_MS - 1);
    await tick();
    expect(pointedItems()).toEqual([]);
    delivery.time.advance(1);
    await tick();
    expect(pointedItems()).toEqual(['lost']);
    await ticks(9);
    expect(pointedItems()).toEqual(['lost']);
    delivery.time.advance(MINUTE_MS);
    await tick();
    expect(pointedItems()).toEqual(['lost', 'lost']);
  });

  it('leaves a row alone that somebody is sending, and takes it up when they have died', async () => {
    await store('at-it', 0);
    const [row] = await delivery.rows();
    if (!row) throw new Error('not stored');
    delivery.time.advance(2 * MINUTE_MS);
    await delivery.deps.store.claim(row, delivery.time.now() + MINUTE_MS);
    await ticks(1);
    expect(pointedItems().length).toBeLessThanOrEqual(1);
    delivery.pointed.length = 0;
    await tick();
    expect(pointedItems()).toEqual(['at-it']);
  });

  it('goes on from now when its horizon was written by a clock that ran ahead', async () => {
    delivery.time.advance(HOUR_MS);
    await tick();
    delivery.time.set(start);
    await store('soon', 2 * MINUTE_MS);
    await tick();
    expect(pointedItems()).toEqual(['soon']);
    delivery.time.advance(MINUTE_MS);
    await store('next', 5 * MINUTE_MS);
    await tick();
    expect(pointedItems()).toEqual(['next', 'soon']);
  });

  it('points to 500 that are due in the same second', async () => {
    const items = Array.from({ length: 500 }, (_, i) => `item-${i}`);
    await Promise.all(items.map((item) => store(item, 2 * MINUTE_MS)));
    await tick();
    expect(pointedItems()).toEqual(items.sort());
  });

  describe('when the queue fails', () => {
    it.each([1, 2, 7, 40])(
      'fails at the pointer of number %i, and the next tick points to all',
      async (failing) => {
        const items = Array.from({ length: 40 }, (_, i) => `item-${i}`);
        await Promise.all(items.map((item) => store(item, MINUTE_MS)));
        const { point } = delivery.deps.outbox;
        let count = 0;
        delivery.deps.outbox = {
          ...delivery.deps.outbox,
          point: (...args) =>
            (count += 1) === failing ? Promise.reject(new Error('queue away')) : point(...args),
        };
        await expect(tick()).rejects.toThrow('queue away');
        delivery.pointed.length = 0;
        await tick();
        expect(pointedItems()).toEqual(items.sort());
      },
    );

    it('does not take a pointer for sent that was not', async () => {
      await store('lost', -10 * MINUTE_MS);
      const { point } = delivery.deps.outbox;
      delivery.deps.outbox = {
        ...delivery.deps.outbox,
        point: () => Promise.reject(new Error('queue away')),
      };
      await expect(tick()).rejects.toThrow('queue away');
      delivery.deps.outbox = { ...delivery.deps.outbox, point };
      await tick();
      expect(pointedItems()).toEqual(['lost']);
    });
  });

  it('loses no row when it ends at any of its operations', async () => {
    const items = ['late', 'now', 'soon'];
    for (let at = 1, isBroken = true; isBroken; at += 1) {
      delivery = openDelivery(undefined, start);
      await store('late', -5 * MINUTE_MS);
      await store('now', 0);
      await store('soon', MINUTE_MS);
      delivery.operations.crash(at, at % 2 ? 'before' : 'after');
      isBroken = await tick().then(
        () => false,
        (error: unknown) => error instanceof Crash,
      );
      delivery.operations.restart();
      await tick();
      expect([...new Set(pointedItems())]).toEqual(items);
    }
  });
});
