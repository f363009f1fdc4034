import { welcome } from '../../src/conversations/welcome';
import { WELCOME_TEXTS } from '../../src/conversations/welcomeTexts';
import { utteranceActivity } from '../../src/delivery/utteranceActivity';

interface Button {
  title: string;
  data: { command: string; msteams: { type: string; text: string } };
}

const KINDS = ['personal', 'group', 'channel'] as const;
const LANGUAGES = ['en', 'es'] as const;
const cases = KINDS.flatMap((kind) => LANGUAGES.map((language) => ({ kind, language })));

describe('the welcome', () => {
  it.each(cases)(
    'in a $kind chat ($language) says who it is, why it is there, what it offers, what to do',
    (arrival) => {
      const { text, card } = welcome({ ...arrival, addedBy: 'Ana', place: 'Launch' });
      const texts = WELCOME_TEXTS[arrival.language];
      const why = texts.why[arrival.kind]({ addedBy: 'Ana', place: 'Launch' });
      for (const said of [texts.hello, why, ...texts.offers, texts.next[arrival.kind]]) {
        expect(text).toContain(said);
        expect(JSON.stringify(card)).toContain(JSON.stringify(said).slice(1, -1));
      }
    },
  );

  it.each(cases)(
    'in a $kind chat ($language) has buttons that say a command, which the text names too',
    (arrival) => {
      const { text, card } = welcome(arrival);
      const buttons = card?.['actions'] as Button[];
      expect(buttons).toHaveLength(3);
      for (const { title, data } of buttons) {
        expect(title).not.toBe('');
        expect(data.msteams).toEqual({ type: 'messageBack', text: data.command, displayText: data.command });
        expect(text).toContain(data.command);
      }
    },
  );

  it('says by whom and where it was added, as far as that is known', () => {
    expect(welcome({ kind: 'group', language: 'en', addedBy: 'Ana', place: 'Lunch' }).text).toContain(
      'Ana added me to the chat “Lunch”',
    );
    expect(welcome({ kind: 'channel', language: 'en' }).text).toContain('Somebody added me to this team');
    expect(welcome({ kind: 'channel', language: 'es', place: 'Lanzamiento' }).text).toContain(
      'Alguien me ha añadido al equipo «Lanzamiento»',
    );
  });

  it('shows names as they are, never as markup', () => {
    const { card } = welcome({
      kind: 'group',
      language: 'en',
      addedBy: '[click](http://evil.example)',
      place: '**x**',
    });
    const body = card?.['body'] as {
      type: string;
      text?: string;
      inlines?: { type: string; text: string }[];
    }[];
    const shown = body.filter((block) => JSON.stringify(block).includes('evil'));
    expect(shown).toEqual([
      { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: expect.any(String) }] },
    ]);
  });

  it('is a card where cards are shown, and text where they are not', () => {
    const utterance = welcome({ kind: 'personal', language: 'en' });
    expect(utteranceActivity(utterance, 'msteams')).toMatchObject({
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: utterance.card }],
    });
    const slack = utteranceActivity(utterance, 'slack');
    expect(slack).toMatchObject({ text: utterance.text, textFormat: 'plain' });
    expect(slack.attachments).toBeUndefined();
  });
});
