/** The chat over time: live events, the clock, restarts, and another address. */
import { join } from 'node:path';
import { NORTHWIND, SAM } from '../../../dev/chat/directory/seedDirectory';
import type { LiveEvent } from '../../../dev/chat/server/pageProtocol';
import { StagedChat } from './stagedChat';

let staged: StagedChat;
beforeEach(async () => {
  staged = await StagedChat.start();
});
afterEach(() => staged.stop());

describe('live events', () => {
  it('tell of messages, typing, people and traffic as they happen', async () => {
    const events = await staged.listen();
    await staged.perform({ kind: 'open', timeZone: 'UTC' });
    await staged.perform({ kind: 'say', ...staged.here, text: 'typing' });
    const isAnswered = (event: LiveEvent) => event.kind === 'traffic' && event.entry.title === 'message';
    expect(await events.until(isAnswered)).toMatchObject({
      entry: { direction: 'toBot', path: '/api/messages', status: 200 },
    });
    const kinds = new Set(events.seen.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['item', 'read', 'roster', 'traffic', 'typing']);
    events.stop();
  });
});

describe('the clock', () => {
  it('is moved by the page and stamps what is said', async () => {
    let offsetMs = 0;
    const startedAtMs = Date.UTC(2026, 2, 2);
    const clock = {
      now: () => startedAtMs + offsetMs,
      get offsetMs() {
        return offsetMs;
      },
      advance: (ms: number) => Promise.resolve(void (offsetMs += ms)),
    };
    await staged.restart({ clock });
    const events = await staged.listen();
    await staged.perform({ kind: 'advance', ms: 3_600_000 });
    await staged.perform({ kind: 'open', timeZone: 'UTC' });
    expect((await staged.state()).clock).toEqual({ nowMs: startedAtMs + 3_600_000, isMovable: true });
    expect(events.seen[0]).toEqual({
      kind: 'clock',
      clock: { nowMs: startedAtMs + 3_600_000, isMovable: true },
    });
    expect(staged.bot.heard[0]).toMatchObject({ timestamp: '2026-03-02T01:00:00.000Z' });
    events.stop();
  });
});

describe('what was said', () => {
  it('is there again after a restart', async () => {
    const dataFolder = join(staged.folder, 'data');
    await staged.restart({ dataFolder });
    await staged.perform({ kind: 'open', timeZone: 'UTC' });
    await staged.perform({ kind: 'say', ...staged.here, text: 'remember me' });
    const before = (await staged.state()).directory;
    await staged.restart({ dataFolder, port: staged.chat.port });
    expect((await staged.state()).directory).toEqual(before);
  });
});

describe('the connector’s address', () => {
  it('is told to the bot in every chat when it is another one than before', async () => {
    const dataFolder = join(staged.folder, 'data');
    await staged.restart({ dataFolder });
    await staged.perform({ kind: 'open', timeZone: 'UTC' });
    const [general, launches] = NORTHWIND.channels;
    await staged.perform({ kind: 'install', personId: SAM.id, conversationId: NORTHWIND.id });
    await staged.perform({
      kind: 'say',
      personId: SAM.id,
      conversationId: launches?.id ?? '',
      text: '@Recado hello',
    });
    staged.bot.heard.length = 0;
    staged.bot.failure = { status: 503, detail: 'still starting' };
    await staged.restart({ dataFolder });
    await until(() => staged.bot.heard.length > 1);
    staged.bot.failure = undefined;
    const told = () =>
      staged.bot.heard.filter(({ conversation }) => conversation.id !== staged.here.conversationId);
    await until(() => told().length === 2);
    const serviceUrl = `${staged.chat.url}/`;
    expect(told()).toMatchObject([
      { type: 'installationUpdate', action: 'add-upgrade', serviceUrl, conversation: { id: general?.id } },
      { type: 'installationUpdate', action: 'add-upgrade', serviceUrl, conversation: { id: launches?.id } },
    ]);
    expect(new Set(staged.bot.heard.map(({ id }) => id)).size).toBe(3);
  });

  it('is not told again when it is the same', async () => {
    const dataFolder = join(staged.folder, 'data');
    await staged.restart({ dataFolder });
    await staged.perform({ kind: 'open', timeZone: 'UTC' });
    const { port } = staged.chat;
    staged.bot.heard.length = 0;
    await staged.restart({ dataFolder, port });
    await staged.perform({ kind: 'say', ...staged.here, text: 'hello' });
    expect(staged.bot.heard.map(({ type }) => type)).toEqual(['message']);
  });
});

/** Waits for what happens by itself. */
async function until(isSo: () => boolean): Promise<void> {
  const endsAt = performance.now() + 5_000;
  while (!isSo()) {
    if (performance.now() > endsAt) throw new Error('It did not happen within 5 s.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
