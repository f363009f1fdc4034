import { StorageUnavailable } from '../../src/azure/storageError';
import type { ParkedRow } from '../../src/delivery/parkedDeliveries';
import { aLine, openParking, type ParkingUnderTest } from '../support/buildersParking';

describe('something parked that cannot be told', () => {
  let parking: ParkingUnderTest;
  beforeEach(async () => {
    parking = await openParking();
    for (const item of ['good', 'odd', 'other']) await parking.parked(item);
    parking.tell(({ item }) => Promise.resolve(aLine(item)));
  });
  /** Replaces the row of the odd one: others stay as they are. */
  const change = async (row: (whole: ParkedRow) => object): Promise<void> => {
    for await (const stored of parking.table.query('')) {
      const { partitionKey, rowKey, etag, ...whole } = stored;
      if (whole.item !== 'odd') continue;
      await parking.table.remove(partitionKey, rowKey);
      await parking.table.upsert({ partitionKey, rowKey, ...row(whole) });
    }
  };
  /** All of it is said on return. */
  const told = async () => {
    const back = await parking.comeBack();
    await expect(back?.claim()).resolves.toBe(true);
    await expect(back?.commit()).resolves.toEqual({ isAll: true });
    return back?.lines;
  };

  it.each<[string, (whole: ParkedRow) => object]>([
    ['with nothing in it', () => ({})],
    ['without a due time', ({ dueAt, ...rest }) => rest],
    ['without an owner', ({ owner, ...rest }) => rest],
    ['with a number for an item', (whole) => ({ ...whole, item: 7 })],
    ['whose due time is a text', (whole) => ({ ...whole, dueAt: 'soon' })],
  ])('%s keeps no other from being told, and is dead', async (_name, row) => {
    await change(row);
    await expect(told()).resolves.toEqual(['good', 'other']);
    await expect(parking.waiting()).resolves.toBe(0);
    await expect(parking.delivery.rows()).resolves.toEqual([]);
    await expect(parking.delivery.buried()).resolves.toMatchObject([
      { reason: 'what was parked cannot be read', content: expect.stringContaining('odd') },
    ]);
  });

  it('as nobody knows its kind goes on, and is dead with that reason', async () => {
    const { delivery, waiting } = parking;
    await change((whole) => ({ ...whole, kind: 'riddle' }));
    await expect(told()).resolves.toEqual(['good', 'other']);
    await expect(waiting()).resolves.toBe(0);
    for (const { key } of await delivery.rows()) await expect(delivery.deliver(key)).resolves.toBe('dead');
    await expect(delivery.buried()).resolves.toMatchObject([
      { kind: 'riddle', item: 'odd', reason: 'unknown kind riddle' },
    ]);
  });

  describe('as its feature', () => {
    const failing = (error: Error) =>
      parking.tell(({ item }) => (item === 'odd' ? Promise.reject(error) : Promise.resolve(aLine(item))));

    it('cannot read it is dead with the reason, and the others are told', async () => {
      const { delivery, waiting } = parking;
      failing(new TypeError('x is not a function'));
      await expect(told()).resolves.toEqual(['good', 'other']);
      await expect(waiting()).resolves.toBe(0);
      await expect(delivery.rows()).resolves.toEqual([]);
      await expect(delivery.buried()).resolves.toMatchObject([
        {
          kind: 'note',
          item: 'odd',
          reason: 'what was parked cannot be told: TypeError: x is not a function',
        },
      ]);
      expect(delivery.log.events).toContain('delivery.parked-unreadable');
    });

    it('cannot record it is told once, is dead with the reason, and the others go on', async () => {
      const { delivery, waiting } = parking;
      parking.tell(({ item }) =>
        Promise.resolve({
          ...aLine(item),
          commit: () => (item === 'odd' ? Promise.reject(new TypeError('y')) : Promise.resolve()),
        }),
      );
      await expect(told()).resolves.toEqual(['good', 'odd', 'other']);
      await expect(waiting()).resolves.toBe(0);
      await expect(delivery.buried()).resolves.toMatchObject([
        { kind: 'note', item: 'odd', reason: 'what was parked cannot be recorded: TypeError: y' },
      ]);
    });

    it('has no storage to read it from waits for the next word, with all others', async () => {
      failing(new StorageUnavailable('get Notes', undefined));
      await expect(parking.comeBack()).rejects.toThrow(StorageUnavailable);
      await expect(parking.waiting()).resolves.toBe(3);
      await expect(parking.delivery.buried()).resolves.toEqual([]);
    });
  });
});
