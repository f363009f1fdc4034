/** What survives a restart of the local stage. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalConnector } from '../../../../dev/chat/connector/localConnector';
import { createDirectoryFile, type DirectoryStore } from '../../../../dev/chat/directory/directoryFile';
import { KEPT_ITEMS } from '../../../../dev/chat/directory/keptDirectory';
import type { DirectoryState } from '../../../../dev/chat/directory/directoryState';
import { ANA, LAUNCH_CREW, SAM } from '../../../../dev/chat/directory/seedDirectory';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recado-chat-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const start = (store: DirectoryStore = createDirectoryFile(join(folder, 'data'))) =>
  createLocalConnector({ now: () => 1_000, store });

const say = (connector: ReturnType<typeof start>, text: string) =>
  connector.handle({
    method: 'POST',
    url: `/v3/conversations/${encodeURIComponent(LAUNCH_CREW.id)}/activities`,
    headers: {},
    body: JSON.stringify({ type: 'message', text }),
  });

it('keeps people, chats, messages and what was read', async () => {
  const first = start();
  first.directory.setBot(LAUNCH_CREW.id, 'installed');
  await say(first, 'kept');
  first.directory.markRead(SAM.id, LAUNCH_CREW.id);
  first.directory.putPerson({ ...ANA, timeZone: 'Asia/Tokyo' });
  await first.stop();
  const second = start();
  expect(second.directory.snapshot(KEPT_ITEMS)).toEqual(first.directory.snapshot(KEPT_ITEMS));
  expect(second.activities(LAUNCH_CREW.id).map(({ activity }) => activity.text)).toEqual(['kept']);
  expect(second.directory.findPerson(ANA.aadObjectId)?.timeZone).toBe('Asia/Tokyo');
  await second.stop();
});

it('gives no message id twice after a restart, though the clock stands still', async () => {
  const first = start();
  first.directory.setBot(LAUNCH_CREW.id, 'installed');
  await say(first, '1');
  await first.stop();
  const second = start();
  await say(second, '2');
  expect(second.activities(LAUNCH_CREW.id).map(({ id }) => id)).toEqual(['1000', '1001']);
  await second.stop();
});

it('saves by itself shortly after a change, whole, leaving no half-written file', async () => {
  const connector = start();
  connector.directory.setBot(LAUNCH_CREW.id, 'installed');
  await connector.flush();
  expect(readdirSync(join(folder, 'data'))).toEqual(['chat.json']);
  await connector.stop();
});

it('has kept what it told the bot was sent', async () => {
  const first = start();
  first.directory.setBot(LAUNCH_CREW.id, 'installed');
  await say(first, 'kept');
  const second = start(); // the first one never ended
  expect(second.activities(LAUNCH_CREW.id).map(({ activity }) => activity.text)).toEqual(['kept']);
  await Promise.all([first.stop(), second.stop()]);
});

it('lets what was on its way to the bot be sent again', async () => {
  const first = start();
  const activity = { type: 'message', id: '7', text: 'hello' };
  const item = {
    id: '7',
    conversationId: LAUNCH_CREW.id,
    from: SAM,
    isFromBot: false,
    sentAtMs: 1_000,
    activity,
  };
  first.directory.timeline.append({ ...item, delivery: { state: 'sending' }, outbound: [activity] });
  await first.stop();
  const second = start();
  expect(second.activities(LAUNCH_CREW.id)).toMatchObject([
    { delivery: { state: 'failed', detail: 'The chat ended before it had.' }, outbound: [activity] },
  ]);
  await second.stop();
});

it('reports a save that failed and saves with the next change', async () => {
  const saved: DirectoryState[] = [];
  let failures = 1;
  const store: DirectoryStore = {
    load: () => undefined,
    save: (state) =>
      failures-- > 0 ? Promise.reject(new Error('disk full')) : Promise.resolve(void saved.push(state)),
  };
  const connector = start(store);
  connector.directory.setBot(LAUNCH_CREW.id, 'installed');
  await expect(connector.flush()).rejects.toThrow('disk full');
  connector.directory.setBot(LAUNCH_CREW.id, 'removed');
  await connector.stop();
  expect(saved).toMatchObject([
    { chats: expect.arrayContaining([{ ...LAUNCH_CREW, bot: 'removed' }]) as unknown },
  ]);
});

it.each(['{"version":1,', '[]', '{"version":2}'])('says how to go on when the file holds %s', (text) => {
  writeFileSync(join(folder, 'chat.json'), text);
  expect(() => start(createDirectoryFile(folder))).toThrow(/Delete .*chat\.json/);
});
