/** The chat on its port: its page, and who may use it. */
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { BOT } from '../../../dev/chat/directory/seedDirectory';
import { StagedChat } from './stagedChat';

let staged: StagedChat;
beforeEach(async () => {
  staged = await StagedChat.start();
});
afterEach(() => staged.stop());

describe('the page', () => {
  it('is served with a policy that lets nothing in from elsewhere', async () => {
    const page = await fetch(staged.chat.url);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(await page.text()).toContain('<script type="module" src="/page.js">');
    expect((await fetch(`${staged.chat.url}/icon.svg`)).headers.get('content-type')).toBe('image/svg+xml');
  });

  it('has its built files, or says how to build them', async () => {
    const missing = await fetch(`${staged.chat.url}/page.js`);
    expect([missing.status, await missing.text()]).toEqual([404, 'page.js is not built; run: npm run build']);
    writeFileSync(join(staged.folder, 'page.css'), 'body{}');
    const css = await fetch(`${staged.chat.url}/page.css`);
    expect([css.status, css.headers.get('content-type'), await css.text()]).toEqual([
      200,
      'text/css; charset=utf-8',
      'body{}',
    ]);
  });

  it('has nothing else', async () => {
    for (const path of ['/../package.json', '/page.ts', '/chat/deeds'])
      expect((await fetch(staged.chat.url + path)).status).toBe(404);
  });
});

describe('who may use it', () => {
  it('refuses pages of other sites, other host names, and posts that a form could make', async () => {
    const json = { 'content-type': 'application/json' };
    expect(
      (await staged.post({ kind: 'advance', ms: 1 }, { ...json, origin: 'http://evil.example' })).status,
    ).toBe(403);
    expect((await staged.post({ kind: 'advance', ms: 1 }, { ...json, origin: staged.chat.url })).status).toBe(
      422,
    );
    expect((await staged.post('{}', { 'content-type': 'text/plain' })).status).toBe(415);
    expect(await statusWithHost('recado.evil.example')).toBe(403);
  });

  it('serves the bot’s connector beside the page', async () => {
    await staged.perform({ kind: 'open', timeZone: 'UTC' });
    expect(staged.bot.heard[0]).toMatchObject({ serviceUrl: `${staged.chat.url}/`, recipient: BOT });
    const refused = await fetch(`${staged.chat.url}/v3/conversations/unknown/members`);
    expect([refused.status, await refused.json()]).toMatchObject([
      404,
      { error: { code: 'ConversationNotFound' } },
    ]);
  });

  it('refuses a port that is taken', async () => {
    await expect(staged.another({ port: staged.chat.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

function statusWithHost(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(staged.chat.url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}
