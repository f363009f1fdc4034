import { MINUTE_MS } from '../../src/clock';
import { ChannelAdapter, type TurnLogic } from '../../src/delivery/channelAdapter';
import { createChannelSender } from '../../src/delivery/channelSender';
import { type Due, dueKeyOf } from '../../src/delivery/due';
import type { Outcome } from '../../src/delivery/outcome';
import { startConnector } from '../support/buildersConnector';
import { ANAS_CHAT } from '../support/buildersDelivery';
import { aLine, BLOCKED, openParking, type ParkingUnderTest } from '../support/buildersParking';

const REMOVED: Outcome = { kind: 'conversationGone', reason: 'the bot was removed', isKnown: true };

/** Something happens while the channel is being spoken to. */
class Meanwhile extends ChannelAdapter {
  constructor(private readonly happens: () => Promise<void>) {
    super(undefined);
  }

  override async begin(reference: Parameters<ChannelAdapter['begin']>[0], logic: TurnLogic): Promise<void> {
    await this.happens();
    await super.begin(reference, logic);
  }
}

describe('a delivery whose conversation cannot be reached', () => {
  let parking: ParkingUnderTest;
  let due: Due;
  beforeEach(async () => {
    parking = await openParking();
    due = await parking.due('item');
  });
  /** The person writes. */
  const write = () => parking.delivery.deps.conversations.save(ANAS_CHAT, { state: 'active', goneSignAt: 0 });
  const deliverNext = async () => {
    const [row] = await parking.delivery.rows();
    parking.delivery.time.set(Math.max(row?.tryAt ?? 0, parking.delivery.time.now()));
    return parking.delivery.deliver(row?.key ?? dueKeyOf(due));
  };

  it('waits with it where the bot was removed before', async () => {
    const { delivery, waiting } = parking;
    await delivery.deps.conversations.save(ANAS_CHAT, { state: 'gone' });
    delivery.outcomes.push(REMOVED);
    await expect(delivery.deliver(dueKeyOf(due))).resolves.toBe('parked');
    await expect(delivery.anasChat()).resolves.toMatchObject({ state: 'gone' });
    await expect(waiting()).resolves.toBe(1);
  });

  it('is sent at once where the person has come back since that was read, and they stay', async () => {
    const { delivery, waiting } = parking;
    delivery.outcomes.push(REMOVED);
    await expect(delivery.deliver(dueKeyOf(due))).resolves.toBe('retry');
    await expect(delivery.rows()).resolves.toMatchObject([{ attempt: 0, tryAt: delivery.time.now() }]);
    await expect(deliverNext()).resolves.toBe('sent');
    await expect(delivery.anasChat()).resolves.toMatchObject({ state: 'active' });
    await expect(waiting()).resolves.toBe(0);
  });

  it('is sent later where the person writes while the channel says for the second time that they are gone', async () => {
    const { delivery, waiting } = parking;
    const { deps, time } = delivery;
    const connector = await startConnector();
    const bot = { id: 'bot', name: 'Recado' };
    const conversation = { id: 'a:ana', isGroup: false, conversationType: 'personal', name: 'Ana' };
    const reference = { channelId: 'msteams', serviceUrl: connector.serviceUrl, conversation, bot };
    await deps.conversations.save(ANAS_CHAT, { reference, goneSignAt: time.now() - 2 * MINUTE_MS });
    deps.sender = createChannelSender(new Meanwhile(write), deps.conversations, time.clock);
    connector.answerWith({ status: 404, body: { error: { code: 'ConversationNotFound' } } });
    await expect(deliverNext()).resolves.toBe('retry');
    await expect(delivery.anasChat()).resolves.toMatchObject({ state: 'active' });
    connector.answerWith();
    await expect(deliverNext()).resolves.toBe('sent');
    expect(connector.messages).toHaveLength(2);
    await expect(waiting()).resolves.toBe(0);
    await connector.stop();
  });

  it('waits for the next word of somebody who came back before its feature knew of it', async () => {
    const { delivery, comeBack, tell, waiting } = parking;
    const { deps, notes, outcomes } = delivery;
    const isKnown = (): boolean => notes.settled.some(({ state }) => state === 'parked');
    tell(({ item }) => Promise.resolve(isKnown() ? aLine(item) : undefined));
    const { park } = deps.parked;
    deps.parked.park = async (...args) => {
      await park(...args);
      if (isKnown()) return;
      await write();
      await (await comeBack())?.commit();
      await expect(waiting()).resolves.toBe(0);
    };
    outcomes.push(BLOCKED);
    await expect(delivery.deliver(dueKeyOf(due))).resolves.toBe('parked');
    await expect(delivery.rows()).resolves.toEqual([]);
    expect((await comeBack())?.lines).toEqual(['item']);
  });
});
