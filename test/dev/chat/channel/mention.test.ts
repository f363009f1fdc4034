/** Mentions in the text, the entities and the HTML of a message. */
import { mentionedIds, readMentions, writeMentions } from '../../../../dev/chat/channel/mention';

const bot = { id: '28:recado', name: 'Recado' };
const ana = { id: '29:ana', name: 'Ana García', aadObjectId: 'aad-ana' };
const anaShort = { id: '29:ana2', name: 'Ana' };

it('writes a mention as Teams does', () => {
  expect(writeMentions('@Recado remind @Ana García <now>', [bot, ana])).toEqual({
    text: '<at>Recado</at> remind <at>Ana García</at> <now>',
    entities: [
      { type: 'mention', mentioned: { id: '28:recado', name: 'Recado' }, text: '<at>Recado</at>' },
      {
        type: 'mention',
        mentioned: { id: '29:ana', name: 'Ana García', aadObjectId: 'aad-ana' },
        text: '<at>Ana García</at>',
      },
    ],
    attachments: [
      {
        contentType: 'text/html',
        content:
          '<p><span itemscope itemtype="http://schema.skype.com/Mention" itemid="0">Recado</span> remind ' +
          '<span itemscope itemtype="http://schema.skype.com/Mention" itemid="1">Ana García</span> &lt;now&gt;</p>',
      },
    ],
  });
});

it('prefers the longer name, whatever its case', () => {
  const ids = (typed: string) => mentionedIds(writeMentions(typed, [anaShort, ana]).entities);
  expect([ids('@ana garcía!'), ids('@Ana, hello')]).toEqual([['29:ana'], ['29:ana2']]);
});

it.each(['write to me@Recado.example', 'what is @Recadomat', 'no mention', ''])(
  'finds none in "%s"',
  (typed) => {
    expect(writeMentions(typed, [bot])).toEqual({ text: typed, entities: [] });
  },
);

it('reads a message as it was typed', () => {
  expect(readMentions('<at>Recado</at> remind <at id="1">Ana</at>')).toBe('@Recado remind @Ana');
});
