/** Notifications that meet somebody in the middle of a reminder, by each policy, on the whole app. */
import { eventually } from './answersOnStage';
import { callApi } from './callApi';
import { saidIn, saying, startWholeApp, type WholeApp } from './wholeApp';

const HEARS = { timeoutMs: 20_000 };
const NEWS = /Release 42 is ready/;
const WHEN = /When shall I remind you/;
const SET = /I will remind you on[\s\S]*pack/;
const ACTIONS = [
  { id: 'approve', title: 'Approve' },
  { id: 'reject', title: 'Reject' },
];

let app: WholeApp;
beforeEach(async () => {
  app = await startWholeApp();
  await app.sam.say('remind me to pack');
  await app.sam.hears(saying(WHEN), HEARS);
});
afterEach(() => app.stop());

const call = (method: string, path: string, body?: object) => callApi(app.stage.hostUrl, method, path, body);

/** Sends it to Sam, and gives its id. */
const notify = async (more: object): Promise<string> => {
  const message = { text: 'Release 42 is ready.' };
  const to = { user: app.sam.record.email };
  return String((await call('POST', 'notifications', { to, message, actions: ACTIONS, ...more }))['id']);
};
const pressed = async (id: string): Promise<unknown> => {
  const { recipients } = await call('GET', `notifications/${id}/recipients`);
  return (recipients as { pressed?: { action: string } }[])[0]?.pressed?.action;
};
const heard = (): string[] => app.sam.heard().map(saidIn);
const indexOf = (pattern: RegExp): number => heard().findLastIndex((text) => pattern.test(text));

it.each([
  ['says', async () => app.sam.say('Approve')],
  ['says by its number', async () => app.sam.say('1')],
  ['presses', async () => app.sam.press('Approve')],
])(
  'interrupt: its actions are asked on top; what one %s is recorded, and the reminder goes on',
  async (_how, choose) => {
    const id = await notify({ interruption: 'interrupt' });
    await app.sam.hears(saying(NEWS), HEARS);
    await choose();
    await app.sam.hears(saying(/✓ Approve/), HEARS);
    await eventually(() => expect(indexOf(/Back to /)).toBeGreaterThanOrEqual(0));
    expect(await pressed(id)).toBe('approve');
    expect(
      heard()
        .slice(indexOf(/Back to /))
        .join('\n'),
    ).toMatch(WHEN);
    expect(indexOf(SET)).toBe(-1);
    await app.sam.say('tomorrow at 9');
    await app.sam.hears(saying(SET), HEARS);
  },
);

it('interrupt, as the topic’s default: the same', async () => {
  await call('PUT', 'topics/deployments', { title: 'Deployments', interruption: 'interrupt' });
  const id = await notify({ topic: 'deployments' });
  await app.sam.hears(saying(NEWS), HEARS);
  await app.sam.say('reject');
  await app.sam.hears(saying(/✓ Reject/), HEARS);
  expect(await pressed(id)).toBe('reject');
});

it('interrupt: a second one waits behind the first, and a late press of the first changes nothing', async () => {
  const first = await notify({ interruption: 'interrupt' });
  const came = await app.sam.hears(saying(NEWS), HEARS);
  const second = await notify({ interruption: 'interrupt', message: { text: 'Disk full.' } });
  await app.sam.say('Approve');
  await app.sam.hears(saying(/Disk full/), HEARS);
  await app.sam.press('Reject', { messageId: came.id });
  await app.sam.say('Reject');
  await eventually(async () => expect(await pressed(second)).toBe('reject'));
  expect(await pressed(first)).toBe('approve');
});

it('inject: it comes in between, and the next words answer the date question', async () => {
  await notify({});
  await app.sam.hears(saying(NEWS), HEARS);
  await app.sam.say('tomorrow at 9');
  await app.sam.hears(saying(SET), HEARS);
});

it('wait: it comes when the reminder is set', async () => {
  await notify({ interruption: { policy: 'wait', waitAtMost: '10m' } });
  await app.sam.say('tomorrow at 9');
  await app.sam.hears(saying(SET), HEARS);
  await app.sam.hears(saying(NEWS), HEARS);
  expect(indexOf(NEWS)).toBeGreaterThan(indexOf(SET));
});

it('cancel: the reminder ends, with words on how to begin it again', async () => {
  await notify({ interruption: 'cancel' });
  await app.sam.hears(saying(NEWS), HEARS);
  expect(heard().join('\n')).toMatch(/I have dropped [\s\S]*To start again, say/);
  // What is said at the same moment may still have been meant for the reminder.
  await app.stage.clock.advance(5000);
  await app.sam.say('tomorrow at 9');
  await app.sam.hears(saying(/What shall I remind you of/), HEARS);
});
