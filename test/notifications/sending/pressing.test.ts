/** Pressing what a notification offers: recorded once, by whom and when, for its recipients alone. */
import type { AdaptiveCard, Utterance } from '../../../src/conversations/chatTurn';
import { MINUTE_MS } from '../../../src/clock';
import { type Control, openControl } from '../../support/buildersControl';
import { ANA, BOB } from '../../support/buildersReminder';
import { WEDNESDAY_MORNING as NOW } from '../../support/clock';

interface Button {
  title: string;
  data: { command: string; notification?: string; recipient?: string };
}
const ACTIONS = [
  { id: 'approve', title: 'Approve' },
  { id: 'not now', title: 'Not now' },
];
const CHANNEL = { tenant: 'tenant', key: 'conversation|msteams|19:launch@thread.tacv2' };

let control: Control;
beforeEach(() => {
  control = openControl();
});
const buttonsOf = ({ card }: Pick<Utterance, 'card'>): Button[] =>
  ((card as AdaptiveCard)['actions'] ?? []) as Button[];
const titlesOf = (utterance: Utterance | undefined) => buttonsOf(utterance ?? {}).map(({ title }) => title);
/** Presses this button of what was said last, as whoever the change says. */
const press = (title: string, change: Parameters<Control['say']>[1] = {}) => {
  const button = buttonsOf(control.delivery.sent.at(-1)?.utterance ?? {}).find(
    (each) => each.title === title,
  );
  if (!button) throw new Error(`There is no button ${title}.`);
  const { command, ...inputs } = button.data;
  return control.say(command, { inputs, ...change });
};

describe('pressing an action', () => {
  it('is recorded by whom and when, and shown in the card in its place', async () => {
    const recipient = await control.given({ actions: ACTIONS, topic: 'deployments' });
    await control.deliverOne(recipient);
    expect(titlesOf(control.delivery.sent[0]?.utterance)).toEqual([
      'Approve',
      'Not now',
      'Unfollow deployments',
    ]);
    control.time.advance(MINUTE_MS);
    const answered = await press('Not now');
    expect(answered?.text).toMatch(/^✓ Not now – Ana, 10:31[\s\S]*is \*\*done\*\*/);
    expect(titlesOf(answered)).toEqual(['Unfollow deployments']);
    const pressed = { action: 'not now', by: 'aad|ana', at: NOW + MINUTE_MS };
    await expect(control.found(recipient)).resolves.toMatchObject({ state: 'sent', pressed });
  });

  it('counts once: a later press, of another copy or at the same moment, is shown the first', async () => {
    const recipient = await control.given({ actions: ACTIONS });
    await control.deliverOne(recipient);
    const both = await Promise.all([press('Approve'), press('Not now')]);
    const { pressed } = (await control.found(recipient)) ?? {};
    const title = ACTIONS.find(({ id }) => id === pressed?.action)?.title ?? '?';
    for (const answer of [...both, await press('Approve')]) expect(answer?.text).toMatch(`✓ ${title} – Ana`);
  });

  it('can be typed where there are no buttons', async () => {
    const recipient = await control.given({ actions: ACTIONS });
    await control.deliverOne(recipient);
    const [, command = ''] = /Approve – say: (.*)/.exec(control.said()[0] ?? '') ?? [];
    await expect(control.say(command)).resolves.toMatchObject({ text: expect.stringContaining('✓ Approve') });
  });

  it('can be typed by people of channels without tenants, to whom a tenant sent it', async () => {
    const bob = { tenant: 'channel:sms', key: 'user|sms|+34600111222' };
    const chat = { tenant: 'channel:sms', key: 'conversation|sms|+34600111222' };
    const who = { key: bob.key, person: bob.key, conversation: chat.key };
    const recipient = await control.given({ actions: ACTIONS }, who);
    const typed = `press ${recipient.notification} approve`;
    const answer = await control.say(typed, {
      person: bob,
      address: chat,
      sender: { id: '+34600111222', name: 'Bob' },
    });
    expect(answer?.text).toContain('✓ Approve – Bob');
    const stranger = {
      person: { ...bob, key: 'user|sms|+34600999999' },
      address: { ...chat, key: 'conversation|sms|x' },
    };
    await expect(control.say(typed, stranger)).resolves.toEqual({
      text: 'I know no such notification of yours.',
    });
  });

  it('in a channel is for whoever is there, and names who it was', async () => {
    const recipient = await control.given(
      { actions: ACTIONS },
      { key: `${CHANNEL.key}|new`, conversation: CHANNEL.key, person: '', beginsThread: true },
    );
    await control.deliverOne(recipient);
    await control.parts.conversations.savePerson({ tenant: 'tenant', key: 'aad|bob', name: 'Bob' });
    const there = { kind: 'channel', address: CHANNEL } as const;
    await press('Approve', { ...there, person: BOB, sender: { id: '29:bob', name: 'Bob' } });
    await expect(press('Not now', there)).resolves.toMatchObject({
      text: expect.stringContaining('✓ Approve – Bob'),
    });
  });

  it('is refused to all others, with whatever data: nothing is told or recorded', async () => {
    const recipient = await control.given({ actions: ACTIONS });
    await control.deliverOne(recipient);
    const bob = { person: BOB, address: { tenant: 'tenant', key: 'conversation|msteams|a:bob' } };
    const forged = [
      press('Approve', bob),
      press('Approve', { ...bob, inputs: { recipient: 'aad|ana' } }),
      press('Approve', { ...bob, inputs: { recipient: { key: 'aad|ana' } } }),
      press('Approve', { address: { tenant: 'other', key: 'x' }, person: { ...ANA, tenant: 'other' } }),
      control.say(`press ${'9'.repeat(24)} approve`),
      control.say(`press ${recipient.notification} something-else`),
      control.say(`show notification ${recipient.notification}`, bob),
    ];
    for (const answer of await Promise.all(forged))
      expect(answer).toEqual({ text: 'I know no such notification of yours.' });
    expect((await control.found(recipient))?.pressed).toBeUndefined();
  });

  it('of what was withdrawn records nothing, and says so', async () => {
    const recipient = await control.given({ actions: ACTIONS });
    await control.deliverOne(recipient);
    const stored = await control.parts.notifications.find('tenant', recipient.notification);
    if (stored) await control.parts.notifications.change(stored, { isCancelled: true });
    await expect(press('Approve')).resolves.toMatchObject({ text: expect.stringContaining('withdrawn') });
    expect((await control.found(recipient))?.pressed).toBeUndefined();
  });
});

describe('the button that stops it', () => {
  it('unfollows the topic, keeps the card, and can be taken back there', async () => {
    await control.deliverOne(await control.given({ topic: 'deployments', actions: ACTIONS }));
    const stopped = await press('Unfollow deployments');
    expect(stopped?.text).toMatch(/Nothing of deployments comes[\s\S]*is \*\*done\*\*/);
    expect(titlesOf(stopped)).toEqual(['Approve', 'Not now', 'Follow deployments again']);
    const [, , again] = buttonsOf(stopped ?? {});
    const { command = '', ...inputs } = again?.data ?? {};
    const back = await control.say(command, { inputs });
    expect(titlesOf(back)).toContain('Unfollow deployments');
    const inbox = await control.parts.inboxes.find({ tenant: 'tenant', key: 'aad|ana' });
    expect(inbox.topics).toEqual({ deployments: { follows: true } });
  });

  it('stops all where there is no topic', async () => {
    await control.deliverOne(await control.given());
    expect(titlesOf(await press('Stop notifications'))).toEqual(['Start notifications again']);
    const next = await control.given({ urgent: true });
    await control.deliverOne(next);
    await expect(control.found(next)).resolves.toMatchObject({ state: 'cancelled' });
  });
});

describe('a card of the caller’s own', () => {
  const card: AdaptiveCard = {
    ...{ type: 'AdaptiveCard', version: '1.2' },
    body: [
      { type: 'TextBlock', text: 'Disk full' },
      { type: 'FactSet', facts: [{ title: 'Host', value: 'web-1' }] },
    ],
    actions: [{ type: 'Action.OpenUrl', title: 'Open', url: 'https://example.com' }],
  };

  it('is shown as it is, with what it is about and the buttons behind its own', async () => {
    await control.deliverOne(
      await control.given({ message: { en: { card } }, actions: ACTIONS, why: 'Azure Monitor' }),
    );
    const said = control.delivery.sent[0]?.utterance;
    expect(said?.card).toMatchObject({
      version: '1.4',
      body: [...(card['body'] as object[]), { type: 'RichTextBlock' }],
    });
    expect(titlesOf(said)).toEqual(['Open', 'Approve', 'Not now', 'Stop notifications']);
    expect(said?.text).toMatch(/^Disk full\n\nAzure Monitor/);
  });
});

test('each action’s button is small: many fit beside the message', async () => {
  await control.deliverOne(await control.given({ actions: ACTIONS, topic: 'deployments' }));
  for (const button of buttonsOf(control.delivery.sent[0]?.utterance ?? {}))
    expect(Buffer.byteLength(JSON.stringify(button))).toBeLessThan(400);
});
