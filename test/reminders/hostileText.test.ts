import type { Activity } from 'botframework-schema';
import { messageTextOf } from '../../src/bot/messageText';
import { HOUR_MS } from '../../src/clock';
import type { ChatTurn, Utterance } from '../../src/conversations/chatTurn';
import { utteranceActivity } from '../../src/delivery/utteranceActivity';
import { ANA, aTurn, openReminders } from '../support/buildersReminder';
import { WEDNESDAY_MORNING } from '../support/clock';

const GROUP: Partial<ChatTurn> = {
  kind: 'group',
  address: { tenant: 'tenant', key: 'conversation|msteams|19:lunch' },
};

const HOSTILE: [string, string][] = [
  ['emoji', '👩‍👩‍👧‍👦 🇪🇸 feed the 🐈‍⬛'],
  ['right-to-left', 'قابل \u202Eأحمد\u202C عند الباب'],
  ['NUL', 'be\u0000fore'],
  ['half a character', 'half \uD83D of it'],
  ['HTML', '<img src=x onerror=alert(1)><script>alert(1)</script>'],
  ['markdown', '[click](http://evil.example) **bold** `code` ![x](http://evil.example/x.png)'],
  ['a mention of everybody', '<at>Everyone</at> <at id="0">Boss</at>'],
  ['entities', '&lt;at&gt; &amp;nbsp; &#60;b&#62;'],
  ['a card', '{"type":"AdaptiveCard","actions":[]} ${expression}'],
  ['storage', "x' or PartitionKey ne 'y"],
];

/** All texts of a card by the kind of element that shows them. */
function elementsOf(node: unknown, found: [string, string][] = []): [string, string][] {
  if (Array.isArray(node)) node.forEach((each) => elementsOf(each, found));
  else if (typeof node === 'object' && node !== null) {
    const { type, text } = node as { type?: string; text?: unknown };
    if (typeof text === 'string') found.push([type ?? '', text]);
    for (const value of Object.values(node)) elementsOf(value, found);
  }
  return found;
}

/** Shown as it was written, by nothing that reads markup. */
function expectPlain(said: Utterance | undefined, message: string): void {
  const activity = utteranceActivity(said ?? { text: '' }, 'msteams');
  const shown = elementsOf(said?.card).filter(([, text]) => text.includes(message));
  expect(shown.length).toBeGreaterThan(0);
  expect(new Set(shown.map(([type]) => type))).toEqual(new Set(['TextRun']));
  const mentions = (activity.entities ?? []) as { type: string; mentioned?: { id: string } }[];
  expect(mentions.map(({ mentioned }) => mentioned?.id)).toEqual(said?.mentions ? ['29:ana'] : []);
  if (said?.textFormat === 'xml') {
    const others = said.text.replace('<at>Ana</at>', '');
    expect(others).not.toMatch(/<(?!\/?at>Ana)/);
  } else expect(said?.text).toContain(message);
}

it('leaves out what no font shows', () => {
  const read = (text: string) => messageTextOf({ text } as Activity);
  expect(read('be\u0000fore\u0007 \uD83Dx\n\ty')).toBe('before \uFFFDx\n\ty');
});

describe.each(HOSTILE)('a reminder about %s', (_, message) => {
  // As it comes from the channel: without what no font shows and not every store keeps.
  const kept = messageTextOf({ text: message } as Activity);

  it('is confirmed, listed, shown and delivered as plain text', async () => {
    const reminders = openReminders();
    const confirmed = await reminders.say(aTurn(`remind me in 1 hour to ${kept}`));
    expectPlain(confirmed, kept);
    expectPlain(await reminders.say(aTurn('list')), kept);
    const id = /Id ([0-9A-Z]{5})/.exec(confirmed?.text ?? '')?.[1] ?? '';
    expectPlain(await reminders.say(aTurn(`show ${id}`)), kept);
    const [due] = await reminders.delivery.rows();
    reminders.delivery.time.set(WEDNESDAY_MORNING + HOUR_MS);
    await reminders.deliver({
      owner: due?.owner ?? '',
      id: due?.item ?? '',
      occurrence: due?.occurrence ?? '',
      dueAt: due?.dueAt ?? 0,
    });
    expectPlain(reminders.delivery.sent[0]?.utterance, kept);
  });

  it('mentions in a group only whom it is for', async () => {
    const reminders = openReminders();
    await reminders.say(aTurn(`remind me in 1 hour to ${kept}`, { ...GROUP, person: ANA }));
    const [due] = await reminders.delivery.rows();
    reminders.delivery.time.set(WEDNESDAY_MORNING + HOUR_MS);
    await reminders.deliver({
      owner: due?.owner ?? '',
      id: due?.item ?? '',
      occurrence: due?.occurrence ?? '',
      dueAt: due?.dueAt ?? 0,
    });
    expectPlain(reminders.delivery.sent[0]?.utterance, kept);
  });
});

it.each([
  `remind me in 1 hour to ${'x'.repeat(100_000)}`,
  'remind me '.repeat(10_000),
  '🐈'.repeat(50_000),
  '<b>'.repeat(30_000),
])('refuses or ignores a hundred thousand characters, and sets nothing (%#)', async (text) => {
  const reminders = openReminders();
  const said = await reminders.say(aTurn(text));
  if (said) expect(said.text).toContain('500 characters at most');
  await expect(reminders.delivery.rows()).resolves.toEqual([]);
});

it('renames it within the same limit', async () => {
  const reminders = openReminders();
  const { text = '' } = (await reminders.say(aTurn('remind me in 1 hour to rest'))) ?? {};
  const id = /Id ([0-9A-Z]{5})/.exec(text)?.[1] ?? '';
  const refused = await reminders.say(aTurn(`edit ${id} text ${'x'.repeat(501)}`));
  expect(refused?.text).toContain('500 characters at most');
  const renamed = await reminders.say(aTurn(`edit ${id} text <at>Everyone</at>`));
  expectPlain(renamed, '<at>Everyone</at>');
});
