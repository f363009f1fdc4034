import { escapeXml, mentionOf } from '../../src/conversations/mention';

describe('a mention', () => {
  it('names the person in the text and in the entity alike', () => {
    expect(mentionOf({ id: '29:ana', name: 'Ana' })).toEqual({
      text: '<at>Ana</at>',
      entity: { type: 'mention', text: '<at>Ana</at>', mentioned: { id: '29:ana', name: 'Ana' } },
    });
  });

  it('cannot be left by what a person calls themselves', () => {
    const { text, entity } = mentionOf({ id: '29:eve', name: '</at><at>Ana & co' });
    expect(text).toBe('<at>&lt;/at&gt;&lt;at&gt;Ana &amp; co</at>');
    expect(entity.text).toBe(text);
  });

  it('falls back to the id of a person without a name', () => {
    expect(mentionOf({ id: '29:ana', name: '' }).text).toBe('<at>29:ana</at>');
  });
});

describe('escaped text', () => {
  it('shows what was written', () => {
    expect(escapeXml('a < b && c > "d"')).toBe('a &lt; b &amp;&amp; c &gt; "d"');
  });
});
