/** What the bot answers survives a channel that throttles or cannot be reached for a moment. */
import { saying, startWholeApp, type WholeApp } from './wholeApp';

describe('answering while the channel is busy', () => {
  let app: WholeApp;
  beforeAll(async () => {
    app = await startWholeApp();
  });
  afterAll(() => app.stop());
  afterEach(() => app.stage.connector.faults.clear());

  it('says it again after a 429, as long as the channel asks for, and once only', async () => {
    app.stage.connector.faults.add({
      match: { method: 'POST' },
      kind: { name: 'throttled', retryAfterSeconds: 1 },
    });
    await app.sam.say('remind me in 3 hours to be patient');
    await app.sam.hears(saying(/I will remind you[\s\S]*be patient/));
    expect(app.sam.heard().filter(saying(/be patient/))).toHaveLength(1);
  });

  it('does not say again what the channel may have taken', async () => {
    const fault = app.stage.connector.faults.add({ match: { method: 'POST' }, kind: 'badGateway', times: 2 });
    await app.sam.say('list');
    expect(fault.hits).toBe(1);
  });

  it('stays well when the channel refuses the answer for good', async () => {
    app.stage.connector.faults.add({ match: { method: 'POST' }, kind: 'notFound' });
    await app.sam.say('help');
    await app.sam.say('time zone');
    await app.sam.hears(saying(/Your time zone is Europe\/London/));
  });
});
