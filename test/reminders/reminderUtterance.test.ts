import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../src/clock';
import { LATE_AFTER_MS, reminderUtterance } from '../../src/reminders/reminderUtterance';
import { aReminder, aWeekdayReminder } from '../support/buildersReminder';

const { dueAt } = aReminder();
const said = (reminder = aReminder(), at = dueAt) => reminderUtterance(reminder, dueAt, at);

describe('a reminder that comes', () => {
  it('says its text, exactly as it was written', () => {
    const text = '  <b>call</b> “Bob” & [x](y) *now*';
    expect(said(aReminder({ text }))).toMatchObject({ text: `⏰ ${text}` });
    expect(said(aReminder({ text })).mentions).toBeUndefined();
  });

  it('shows in its card what was written, never as markup', () => {
    const { card } = said(aReminder({ text: '[click](http://evil.example)' }));
    const shown = (card?.['body'] as { type: string }[]).filter((block) =>
      JSON.stringify(block).includes('evil'),
    );
    expect(shown.map(({ type }) => type)).toEqual(['RichTextBlock']);
  });

  it('says that it is late only where it is', () => {
    expect(said(aReminder(), dueAt + LATE_AFTER_MS).text).toBe('⏰ call Bob');
    expect(said(aReminder(), dueAt + LATE_AFTER_MS + 1).text).toContain(
      'This is late: due 11:30, delivered 11:35:00',
    );
    expect(said(aReminder({ language: 'es', locale: 'es-ES' }), dueAt + 100 * MINUTE_MS).text).toContain(
      '11:30',
    );
    expect(said(aReminder(), dueAt + DAY_MS).text).toMatch(/due Wed.* 11 Mar, 11:30/);
  });

  it('tells the time in the zone in which it was set', () => {
    const schedule = { tzid: 'Asia/Kathmandu', wallStart: '2026-03-11T16:15:00' };
    expect(said(aReminder({ schedule }), dueAt + 90 * MINUTE_MS).text).toContain('due 16:15');
  });

  it('speaks of the occurrence that comes, not of the one that follows', () => {
    const following = aWeekdayReminder({ dueAt: dueAt + DAY_MS });
    expect(reminderUtterance(following, dueAt, dueAt + 30 * SECOND_MS).text).toBe('⏰ call Bob');
  });

  describe('where others read it too', () => {
    const inGroup = (name: string, text = 'call Bob') =>
      said(aReminder({ kind: 'group', text, audience: { id: '29:eve', name } }));

    it('mentions whom it is for', () => {
      expect(inGroup('Ana')).toMatchObject({
        text: '<at>Ana</at> ⏰ call Bob',
        textFormat: 'xml',
        mentions: [{ type: 'mention', text: '<at>Ana</at>', mentioned: { id: '29:eve', name: 'Ana' } }],
      });
    });

    it('lets nobody mention others by their own name, or by what they wrote', () => {
      const { text, mentions } = inGroup('</at><at>Bob</at>', 'ask <at>Bob</at> & co');
      expect(text.match(/<at>/g)).toHaveLength(1);
      expect(text).toContain('ask &lt;at&gt;Bob&lt;/at&gt; &amp; co');
      expect(mentions).toHaveLength(1);
      expect(text.startsWith(mentions?.[0]?.text ?? '-')).toBe(true);
    });

    it('mentions nobody where it is for all', () => {
      const { audience, ...rest } = aReminder({ kind: 'channel' });
      expect(said(rest)).toMatchObject({ text: '⏰ call Bob' });
      expect(said(rest).mentions).toBeUndefined();
    });
  });

  it('says who asked for it, where that was somebody else', () => {
    expect(said(aReminder({ askedBy: { id: '29:bob', name: 'Bob' } })).text).toBe(
      '⏰ call Bob\nBob asked me to remind you.',
    );
  });

  it('offers what can be done with it', () => {
    const titles = (said().card?.['actions'] as { title: string }[]).map(({ title }) => title);
    expect(titles).toHaveLength(4);
    expect(new Set(titles).size).toBe(4);
  });
});
