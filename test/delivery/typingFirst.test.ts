import { ChannelAdapter } from '../../src/delivery/channelAdapter';
import { createChannelSender } from '../../src/delivery/channelSender';
import type { Limiter } from '../../src/delivery/limits/limiter';
import { aMessage } from '../support/buildersActivity';
import { startConnector, type TestConnector } from '../support/buildersConnector';
import { openRegistry } from '../support/buildersRegistry';
import { aClock } from '../support/clock';

describe('typing before a message', () => {
  let connector: TestConnector;
  beforeAll(async () => {
    connector = await startConnector();
  });
  afterAll(() => connector.stop());
  beforeEach(() => connector.clear());

  /** A limit that lets everything through, and notes how many calls it was asked for. */
  const open = (most: number) => {
    const { store, remember } = openRegistry();
    const asked: number[] = [];
    const limiter: Limiter = {
      most,
      admit(_conversation, sends) {
        asked.push(sends);
        return Promise.resolve({ isAdmitted: true });
      },
      admitNew: () => Promise.resolve({ isAdmitted: true }),
      throttled: () => Promise.resolve(),
    };
    const sender = createChannelSender(new ChannelAdapter(undefined), store, aClock().clock, limiter);
    return { asked, sender, remember };
  };

  it.each([
    [30, [2], ['typing', 'message']],
    [2, [2], ['typing', 'message']],
    [1, [1], ['message']],
  ])(
    'at %i calls a second counts as a call, and is left out where there is no room',
    async (most, sends, types) => {
      const { asked, sender, remember } = open(most);
      const to = await remember(aMessage({ serviceUrl: connector.serviceUrl }));
      const sent = await sender.send({ to, typingFirst: true, utterance: { text: 'stretch' } });
      expect(sent.kind).toBe('sent');
      expect(asked).toEqual(sends);
      expect(connector.calls.map(({ activity }) => activity.type)).toEqual(types);
    },
  );
});
