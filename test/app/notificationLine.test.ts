/** The line that `npm start` prints for a notification works as it is printed, in a shell. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { bannerOf } from '../../dev/start/banner';
import { saying, startWholeApp, type WholeApp } from './wholeApp';

const run = promisify(execFile);

describe('the line for a notification', () => {
  let app: WholeApp;
  beforeAll(async () => {
    app = await startWholeApp();
  });
  afterAll(() => app.stop());

  it('notifies everyone on the chat page', async () => {
    const banner = bannerOf({
      ...{ seconds: 1, hostUrl: app.stage.hostUrl, hostDescription: '', chatUrl: '', feedUrl: '' },
      ...{ storage: '', functionKey: undefined, dataFolder: '' },
    });
    const line = banner.split('\n').find((one) => one.includes('/api/notifications')) ?? '';
    const { stdout } = await run('/bin/sh', ['-c', line.trim().replace(/^Try\s+/, '')]);
    expect(JSON.parse(stdout)).toMatchObject({ state: 'accepted' });
    for (const one of [app.sam, app.ana, app.priya])
      await one.hears(saying(/Build \*\*42\*\* is green[\s\S]*you, by curl/));
  });
});
