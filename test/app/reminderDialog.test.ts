/** The bot asks for what a reminder lacks, and the answer may come to another process. */
import { setTimeout as sleep } from 'node:timers/promises';
import { LAUNCH_CREW, saidIn, saying, startWholeApp, type WholeApp } from './wholeApp';

const MINUTE_MS = 60_000;

describe('a reminder that lacks something', () => {
  let app: WholeApp;
  beforeAll(async () => {
    app = await startWholeApp();
    for (const one of [app.sam, app.ana]) await one.install({ conversation: LAUNCH_CREW.id });
  }, 60_000);
  afterAll(() => app.stop());

  it('is asked for its time, and set by the answer', async () => {
    await app.sam.say('remind me to buy milk');
    await app.sam.hears(saying(/When shall I remind you\?/));
    await app.sam.say('in 20 minutes');
    await app.sam.hears(saying(/I will remind you on[\s\S]*buy milk/));
    await app.stage.clock.advance(20 * MINUTE_MS);
    await app.sam.hears(saying(/⏰ buy milk/), { timeoutMs: 10_000 });
  });

  it('is asked for its message in Spanish, kept exactly as it is answered', async () => {
    await app.ana.say('recuérdame en 30 minutos');
    await app.ana.hears(saying(/¿Qué quieres que te recuerde\?/));
    await app.ana.say('Llamar a José,  *urgente* <b>ya</b>');
    const confirmed = await app.ana.hears(saying(/Te lo recordaré el[\s\S]*Llamar a José/));
    expect(saidIn(confirmed)).toContain('Llamar a José,  *urgente* <b>ya</b>');
  });

  it('waits while the host is killed, and is answered by the next one', async () => {
    await app.sam.say('remind me to survive between the turns');
    await app.sam.hears(saying(/When shall I remind you\?[\s\S]*/));
    await app.stage.killHost('SIGKILL');
    await app.stage.startHost();
    await app.sam.say('in 25 minutes');
    await app.sam.hears(saying(/I will remind you on[\s\S]*survive between the turns/), {
      timeoutMs: 15_000,
    });
  });

  it('is left with “cancel”, and nothing is set', async () => {
    await app.sam.say('remind me to be left');
    await app.sam.say('cancel');
    await app.sam.hears(saying(/All right, I have set nothing/));
    await app.sam.say('in 20 minutes');
    await app.sam.hears(saying(/What shall I remind you of/));
    await app.sam.say('never mind');
    await app.sam.say('list');
    expect(saidIn(app.sam.heard().at(-1) as never)).not.toContain('be left');
  });

  it('obeys a command meanwhile and says that the question is open', async () => {
    await app.priya.say('remind me to stay open');
    await app.priya.say('list');
    await app.priya.hears(
      saying(/You have no reminders[\s\S]*still open: When shall I remind you of “stay open”/),
    );
    await app.priya.say('in 45 minutes');
    await app.priya.hears(saying(/I will remind you on[\s\S]*stay open/));
  });

  it('gives way to a whole new reminder, and says so', async () => {
    await app.priya.say('remind me to be replaced');
    await app.priya.say('remind me in 10 minutes to be the new one');
    await app.priya.hears(saying(/I will remind you on[\s\S]*be the new one[\s\S]*dropped the question/));
    await app.priya.say('in 15 minutes');
    await app.priya.hears(saying(/What shall I remind you of/));
    await app.priya.say('cancel');
  });

  it.each([
    [
      'time first',
      ['remind me', 'in 20 minutes', 'time was first'],
      /I will remind you on[\s\S]*time was first/,
    ],
    [
      'message first',
      ['remind me', 'message was first', 'in 20 minutes'],
      /I will remind you on[\s\S]*message was first/,
    ],
    [
      'what sounds like a command',
      ['remind me in 20 minutes', 'ask Bob for the keys'],
      /I will remind you on[\s\S]*ask Bob for the keys/,
    ],
    [
      'no time',
      ['remind me to be insisted on', 'dunno', 'in 30 minutes'],
      /I will remind you on[\s\S]*be insisted on/,
    ],
    [
      'the whole phrase again',
      ['remind me to repeat it', 'remind me in 1 hour to repeat it'],
      /I will remind you on[\s\S]*repeat it/,
    ],
    [
      'a rule',
      ['remind me to water it', 'every Monday at 9'],
      /I will remind you every Monday[\s\S]*water it/,
    ],
  ])('takes the answers as they come: %s', async (_, said, confirmed) => {
    for (const text of said) await app.priya.say(text);
    await app.priya.hears(saying(confirmed));
    expect(saidIn(app.priya.heard().at(-1) as never)).not.toContain('dropped');
    await app.priya.say('cancel');
    await app.priya.hears(saying(/I am not asking anything just now/));
  });

  it('asks anew when the answer comes after the time that it was about', async () => {
    await app.priya.say('remind me in 5 minutes');
    await app.stage.clock.advance(10 * MINUTE_MS);
    await app.priya.say('be too late');
    await app.priya.hears(saying(/in the past[\s\S]*When shall I remind you of “be too late”/));
    await app.priya.say('in 5 minutes');
    await app.priya.hears(saying(/I will remind you on[\s\S]*be too late/));
  });

  it('forgets its question after half an hour', async () => {
    await app.priya.say('remind me to expire');
    await app.stage.clock.advance(31 * MINUTE_MS);
    await app.priya.say('in 10 minutes');
    await sleep(300);
    expect(app.priya.heard().filter(saying(/I will remind you on[\s\S]*expire/))).toHaveLength(0);
    await app.priya.say('cancel');
  });

  it('is asked of the one who said it, not of others in the group', async () => {
    const where = { conversation: LAUNCH_CREW.id, mention: true };
    await app.sam.say('remind me to water the plants', where);
    await app.sam.hears(saying(/When shall I remind you\?/), where);
    await app.ana.say('in 10 minutes', where);
    await app.ana.hears(saying(/What shall I remind you of|¿Qué quieres que te recuerde/), where);
    await app.sam.say('in 20 minutes', where);
    await app.sam.hears(saying(/I will remind you on[\s\S]*water the plants/), where);
  });

  it('offers readings that set what they say, when they are pressed late too', async () => {
    await app.sam.say('remind me tomorrow at 9 or 10 to pay the rent');
    const asked = await app.sam.hears(saying(/Did you mean/));
    const buttons = (asked.activity.attachments?.[0]?.content as { actions: { title: string }[] }).actions;
    expect(buttons.length).toBeGreaterThan(1);
    await app.sam.press(buttons[1]?.title ?? '');
    await app.sam.hears(saying(/I will remind you on[\s\S]*pay the rent/));
    await app.stage.clock.advance(40 * MINUTE_MS);
    const before = app.sam.heard().filter(saying(/I will remind you on[\s\S]*pay the rent/)).length;
    await app.sam.press(buttons[0]?.title ?? '', { messageId: asked.id });
    await sleep(300);
    expect(app.sam.heard().filter(saying(/I will remind you on[\s\S]*pay the rent/))).toHaveLength(
      before + 1,
    );
  });
});
