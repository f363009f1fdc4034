/** What is pressed in the chat reaches the system that asked, on the whole app: signed, after a crash, and again when an operator asks. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProjectRoot } from '../../dev/projectRoot';
import { type Got, isSigned, type Receiver, startReceiver } from '../support/webhookReceiver';
import { SAM, saying, startWholeApp, type WholeApp } from './wholeApp';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
/** How the guide tells what is real, as a receiver runs it. */
function isRealByGuide(got: Got, secret: string): boolean {
  const guide = readFileSync(join(findProjectRoot(), 'docs/notifications.md'), 'utf8');
  const [, code = ''] = /```js\n([\s\S]*?)```/.exec(guide) ?? [];
  const call = `console.log(isReal(...${JSON.stringify([got.headers, got.text, secret])}))`;
  const script = ['--input-type=module', '-e', `${code}\n${call}`];
  return execFileSync(process.execPath, script, { encoding: 'utf8' }) === 'true\n';
}

const TITLE = { approve: 'Approve', reject: 'Reject' };

describe('callbacks of what is pressed', () => {
  let app: WholeApp;
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver();
    app = await startWholeApp({
      hostEnv: { OUTBOUND_PRIVATE_HOSTS: receiver.host, NOTIFICATION_CALLBACK_SECRET: SECRET },
    });
  }, 60_000);
  afterAll(async () => {
    await app.stop();
    await receiver.stop();
  });

  const call = async (method: string, path: string, body?: object): Promise<Record<string, unknown>> => {
    const response = await fetch(`${app.stage.hostUrl}/api/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, ...((await response.json()) as object) };
  };
  /** Sam gets a question; resolves with the notification's id. */
  const ask = async (question: string): Promise<string> => {
    const { id } = await call('POST', 'notifications', {
      to: { user: SAM.aadObjectId },
      message: { text: question },
      actions: Object.entries(TITLE).map(([action, title]) => ({ id: action, title })),
      callbackUrl: `${receiver.url}/hook`,
      urgent: true,
    });
    await app.sam.hears(saying(new RegExp(question)), { timeoutMs: 15_000 });
    return String(id);
  };
  /** Sam's press of what this notification asked. */
  const press = async (question: string, title: string): Promise<void> => {
    const item = app.sam.heard().find(saying(new RegExp(question)));
    await app.sam.press(title, { messageId: item?.id ?? '' });
  };
  const gotFor = (id: string): Got[] => receiver.got.filter(({ body }) => body['notification'] === id);
  const eventually = async <T>(read: () => Promise<T | undefined> | T | undefined): Promise<T> => {
    for (let tries = 0; tries < 200; tries += 1) {
      const found = await read();
      if (found !== undefined) return found;
      await sleep(100);
    }
    throw new Error(`It did not come. ${app.stage.hostLog().slice(-2000)}`);
  };

  it('reach the receiver, which can tell that they are real', async () => {
    const id = await ask('Release 42 to production');
    await press('Release 42', TITLE.approve);
    const got = await eventually(() => gotFor(id)[0]);
    expect(got.body).toMatchObject({
      ...{ type: 'action.pressed', notification: id, action: 'approve' },
      by: { aadObjectId: SAM.aadObjectId, id: SAM.id, name: SAM.name },
    });
    expect(Math.abs(Date.parse(String(got.body['at'])) - app.stage.clock.now())).toBeLessThan(60_000);
    expect(isSigned(got, SECRET, app.stage.clock.now())).toBe(true);
    const wrong = 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
    expect(isSigned(got, wrong, app.stage.clock.now())).toBe(false);
    expect([isRealByGuide(got, SECRET), isRealByGuide(got, wrong)]).toEqual([true, false]);
  });

  it('come after a crash, as the same message', async () => {
    const id = await ask('Release 43 to production');
    receiver.answer((response) => response.writeHead(503).end());
    await press('Release 43', TITLE.reject);
    await eventually(() => gotFor(id)[0]);
    await app.stage.killHost('SIGKILL');
    receiver.answer((response) => response.writeHead(204).end());
    await app.stage.startHost();
    await app.stage.clock.advance(6 * 60_000);
    const [first, second] = await eventually(() => (gotFor(id).length > 1 ? gotFor(id) : undefined));
    expect(second?.text).toBe(first?.text);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  }, 60_000);

  it('that are refused stand among the dead deliveries, and are told again from there', async () => {
    const id = await ask('Release 44 to production');
    receiver.answer((response) => response.writeHead(410).end());
    await press('Release 44', TITLE.approve);
    const dead = await eventually(async () => {
      const { deliveries } = (await call('GET', 'deliveries?state=dead')) as {
        deliveries?: { id: string; reason: string; kind: string }[];
      };
      return deliveries?.find(({ kind }) => kind === 'notification-callback');
    });
    expect(dead.reason).toBe('the receiver of the callback answered 410: it wants no more');
    receiver.answer((response) => response.writeHead(200).end('{}'));
    expect(await call('POST', `deliveries/${dead.id}/retry`)).toMatchObject({ status: 202 });
    await eventually(() => (gotFor(id).length === 2 ? true : undefined));
  });

  it('go to no private address', async () => {
    const body = { to: { user: SAM.aadObjectId }, message: 'Hello', callbackUrl: 'https://127.0.0.1/hook' };
    expect(await call('POST', 'notifications', body)).toMatchObject({
      status: 400,
      errors: [{ pointer: '/callbackUrl', detail: 'must not lead into a private network' }],
    });
  });
});
