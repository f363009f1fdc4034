import { MalformedRow } from '../../src/azure/malformedRow';
import { dueKeyOf } from '../../src/delivery/due';
import { resend, resendAll } from '../../src/delivery/resend';
import { aDue, ANAS_CHAT, openDelivery } from '../support/buildersDelivery';

describe('a delivery that was sent and that its feature cannot record', () => {
  /** The feature fails so at the record; Ana's note is due. */
  const given = async (error: Error) => {
    const delivery = openDelivery();
    await delivery.plan(aDue());
    delivery.time.set(aDue().dueAt);
    delivery.notes.answer = () => ({
      ...{ state: 'wanted', deliverable: { to: ANAS_CHAT, utterance: { text: 'stretch' } } },
      settle: () => Promise.reject(error),
    });
    return delivery;
  };

  it.each([new TypeError('x is not a function'), new MalformedRow('Notes', 'the text is none')])(
    'is sent once, and is dead with the reason (%s)',
    async (error) => {
      const delivery = await given(error);
      await expect(delivery.deliver(dueKeyOf(aDue()))).resolves.toBe('sent');
      expect(delivery.sent).toHaveLength(1);
      await expect(delivery.rows()).resolves.toEqual([]);
      await expect(delivery.buried()).resolves.toMatchObject([
        { item: 'item', reason: expect.stringMatching(/^sent, but not recorded: /) },
      ]);
      expect(delivery.log.events).toContain('delivery.sent-not-recorded');
    },
  );

  it('is told without what was read where that is no JSON', async () => {
    const delivery = await given(new SyntaxError('Unexpected token in "My salary"'));
    await delivery.deliver(dueKeyOf(aDue()));
    await expect(delivery.buried()).resolves.toMatchObject([
      { reason: 'sent, but not recorded: SyntaxError' },
    ]);
    expect(JSON.stringify(delivery.log)).not.toContain('salary');
  });

  it('is not among all that are sent again, but can be by itself', async () => {
    const delivery = await given(new TypeError('x is not a function'));
    await delivery.deliver(dueKeyOf(aDue()));
    await expect(resendAll(delivery.deps)).resolves.toMatchObject({ planned: 0, unreadable: 0 });
    await expect(delivery.rows()).resolves.toEqual([]);
    const { letters } = await delivery.deps.deadLetters.page(10);
    await expect(resend(delivery.deps, letters[0]?.id ?? '')).resolves.toBe('planned');
    await expect(delivery.rows()).resolves.toHaveLength(1);
  });

  it('goes on with what its feature says of its death', async () => {
    const delivery = await given(new TypeError('x is not a function'));
    const next = aDue({ occurrence: '2' });
    Object.assign(delivery.notes, { onDead: () => Promise.resolve(next) });
    await delivery.deliver(dueKeyOf(aDue()));
    await expect(delivery.rows()).resolves.toMatchObject([next]);
  });
});
