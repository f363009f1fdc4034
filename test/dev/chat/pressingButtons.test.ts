/** People press the buttons of the bot. */
import { SAM } from '../../../dev/chat/directory/seedDirectory';
import type { Person } from '../../../dev/chat/person';
import type { EchoBot } from './echoBot';
import { stagePeople, textsHeard, type StagedPeople } from './stagedPeople';

let stage: StagedPeople;
let bot: EchoBot;
let sam: Person;

beforeEach(async () => {
  stage = await stagePeople();
  ({ bot } = stage);
  sam = stage.person(SAM.id);
});
afterEach(() => stage.stop());

describe('pressing buttons', () => {
  beforeEach(() => sam.install());

  it('sends the inputs of a card with its data', async () => {
    await sam.press('Send the note', { inputs: { note: 'buy milk' } });
    const card = sam.heard()[0];
    expect(bot.heard.at(-1)).toMatchObject({
      type: 'message',
      replyToId: card?.id,
      value: { deed: 'note', note: 'buy milk' },
    });
    expect(textsHeard(sam)).toContain('Pressed: {"deed":"note","note":"buy milk"}');
  });

  it('shows the words of a messageBack and sends its text', async () => {
    const { item } = await sam.press('Say hello');
    expect([item?.shownText, bot.heard.at(-1)?.text]).toEqual(['Hello there', 'hello']);
  });

  it('shows the card that answers an Action.Execute to the person alone, and executes its next button', async () => {
    await sam.say('card');
    await sam.press('Count');
    await sam.press('Count');
    const card = sam.heard().at(-1);
    expect(JSON.stringify(card?.views?.[SAM.id])).toContain('Counted 2');
    expect(JSON.stringify(card?.activity)).toContain('Counted 0');
    expect(bot.heard.at(-1)).toMatchObject({
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: card?.id,
    });
  });

  it('presses the buttons of Hero cards and suggested actions', async () => {
    await sam.say('hero');
    await sam.press('Left');
    await sam.say('suggest');
    await sam.press('Yes, please');
    expect(textsHeard(sam)).toEqual(expect.arrayContaining(['You said: go left', 'You said: Yes, please']));
  });

  it('says which buttons there are when the asked one is not', async () => {
    await expect(sam.press('Nope')).rejects.toThrow(/no button "Nope"; there are: Send the note/);
  });

  it('gives the bot’s answer to any invoke', async () => {
    const { answer } = await sam.invoke('no/such', {});
    expect(answer).toMatchObject({ isOk: false, status: 501 });
  });
});
