/** A dry run tells what the gate would say, and counts nothing. */
import { HOUR_MS } from '../../../src/clock';
import { createWhyNot } from '../../../src/notifications/gate/whyNot';
import { ANAS_INBOX, type Control, openControl } from '../../support/buildersControl';

const ana = { key: 'aad|ana', target: 'user:ana@example.com', person: 'aad|ana', conversation: 'c' };
const note = { urgent: false };
let control: Control;
const whyNot = (draft: { urgent: boolean; topic?: string } = note, addressed: object = ana) =>
  createWhyNot(control.parts)('tenant', draft, { ...ana, ...addressed });

beforeEach(() => {
  control = openControl();
});

test('nothing hinders, and asking any number of times uses up nothing', async () => {
  for (let asked = 0; asked < 5; asked += 1) await expect(whyNot()).resolves.toBeUndefined();
  await expect(control.parts.inboxes.find(ANAS_INBOX)).resolves.toMatchObject({ sends: [] });
});

test('who opted out, who is muted, and who does not follow', async () => {
  await control.say('unfollow deployments');
  await expect(whyNot({ ...note, topic: 'deployments' })).resolves.toMatch(/^opted-out: /);
  await expect(whyNot(note, { target: 'topic:incidents' })).resolves.toMatch(/^opted-out: does not follow/);
  await control.say('mute for 2 hours');
  await expect(whyNot()).resolves.toMatch(/^muted: /);
  await expect(whyNot({ urgent: true })).resolves.toBeUndefined();
});

test('whose quiet hours it is, in their own zone', async () => {
  await control.say('quiet hours 10:00–11:00');
  await expect(whyNot()).resolves.toMatch(/^quiet-hours: until 2026-03-11T10:00:00/);
  await control.parts.conversations.savePerson({ ...ANAS_INBOX, chosenZone: 'Europe/London' });
  await expect(whyNot()).resolves.toBeUndefined();
});

test('whoever has had enough in this hour', async () => {
  for (let sent = 0; sent < 2; sent += 1) await control.deliverOne(await control.given());
  await expect(whyNot()).resolves.toMatch(/^too-many: /);
  control.time.advance(HOUR_MS);
  await expect(whyNot()).resolves.toBeUndefined();
});
