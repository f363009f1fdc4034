import { MINUTE_MS, SECOND_MS } from '../../src/clock';
import { personKeyByAad } from '../../src/conversations/conversationKeys';
import { ANA_AAD } from '../support/buildersActivity';
import { aDue, ANAS_CHAT } from '../support/buildersDelivery';
import { aLine, openParking, type ParkingUnderTest } from '../support/buildersParking';
import { WEDNESDAY_MORNING } from '../support/clock';

const now = WEDNESDAY_MORNING;

describe('what is parked with its conversation', () => {
  let parking: ParkingUnderTest;
  beforeEach(async () => {
    parking = await openParking();
    await parking.parked('item');
  });

  it('marks the person, so that their next turn knows without looking', async () => {
    const { conversations } = parking.delivery.deps;
    const person = await conversations.findPerson(ANAS_CHAT.tenant, personKeyByAad(ANA_AAD));
    expect(person).toMatchObject({ isAwaited: true });
  });

  it('goes on by itself where its feature says nothing about a return', async () => {
    const { delivery, comeBack } = parking;
    const back = await comeBack();
    expect(back?.lines).toEqual([]);
    await expect(back?.commit()).resolves.toEqual({ isAll: true });
    const [row] = await delivery.rows();
    await expect(delivery.deliver(row?.key ?? { partition: '', row: '' })).resolves.toBe('sent');
    await expect(comeBack()).resolves.toBeUndefined();
  });

  it('is told in a line, planned on, and waits no longer; what was not told waits on', async () => {
    const { delivery, comeBack, tell } = parking;
    const next = aDue({ occurrence: '2', dueAt: now + 10 * MINUTE_MS });
    tell(() => Promise.resolve({ line: 'water the plants', commit: (plan) => plan(next) }));
    expect((await comeBack())?.lines).toEqual(['water the plants']);
    const again = await comeBack(); // the first was never said
    expect(again?.lines).toEqual(['water the plants']);
    await again?.commit();
    await again?.commit();
    await expect(delivery.rows()).resolves.toMatchObject([next]);
    await expect(comeBack()).resolves.toBeUndefined();
  });

  describe('where two hear the person at the same moment', () => {
    beforeEach(async () => {
      await parking.parked('other');
      parking.tell(({ item }) => Promise.resolve(aLine(item)));
    });
    const both = () => Promise.all([parking.comeBack(), parking.comeBack()]);

    it('is told by one of them, which then has nothing wait any longer', async () => {
      const backs = await both();
      const claims = await Promise.all(backs.map(async (back) => back?.claim()));
      expect(claims.toSorted()).toEqual([false, true]);
      await backs[claims.indexOf(true)]?.commit();
      await expect(parking.waiting()).resolves.toBe(0);
    });

    it('is told by the next one half a minute later where the first ended over it', async () => {
      const { time } = parking.delivery;
      const [first] = await both();
      await expect(first?.claim()).resolves.toBe(true);
      time.advance(30 * SECOND_MS - 1);
      await expect((await parking.comeBack())?.claim()).resolves.toBe(false);
      time.advance(1);
      const next = await parking.comeBack();
      expect(next?.lines).toEqual(['item', 'other']);
      await expect(next?.claim()).resolves.toBe(true);
      await next?.commit();
      await expect(parking.waiting()).resolves.toBe(0);
    });

    it('is told though an odd row says that somebody will be telling it for ever', async () => {
      const { table, comeBack } = parking;
      for await (const { partitionKey, rowKey } of table.query(''))
        await table.upsert({ partitionKey, rowKey, toldUntil: new Date(Date.UTC(9999, 0)) });
      await expect((await comeBack())?.claim()).resolves.toBe(true);
    });
  });
});
