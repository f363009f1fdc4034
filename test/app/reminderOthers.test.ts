/** Reminders for somebody else: they are told who asked, and can refuse this one or all. */
import { LAUNCH_CREW, saidIn, saying, startWholeApp, type WholeApp } from './wholeApp';

const MINUTE_MS = 60_000;
const where = { conversation: LAUNCH_CREW.id };
const mentioned = { ...where, mention: true };
const idIn = (text: string): string => /\bId ([0-9A-Z]{5})\b/.exec(text)?.[1] ?? '';

describe('a reminder for somebody whom the message mentions', () => {
  let app: WholeApp;
  beforeAll(async () => {
    app = await startWholeApp();
    for (const one of [app.sam, app.ana]) await one.install(where);
  }, 60_000);
  afterAll(() => app.stop());

  it('tells them who asked, comes to them, and is theirs to snooze', async () => {
    await app.sam.say('remind @Ana García in 10 minutes to send the deck', mentioned);
    const told = saidIn(await app.sam.hears(saying(/asked me to remind you[\s\S]*send the deck/), where));
    expect(told).toContain('<at>Ana García</at>');
    expect(told).toContain('Sam Carter asked me');
    await app.ana.say('lista');
    await app.ana.hears(saying(/send the deck/));
    expect(saidIn(app.ana.heard().at(-1) as never)).toContain('de Sam Carter');
    await app.stage.clock.advance(10 * MINUTE_MS);
    const came = saidIn(await app.ana.hears(saying(/⏰ send the deck/), { ...where, timeoutMs: 15_000 }));
    expect(came).toContain('<at>Ana García</at>');
    expect(came).toContain('Sam Carter asked me to remind you');
    await app.ana.say('snooze 10 minutes');
    await app.ana.hears(saying(/Moved\.[\s\S]*send the deck/));
    await app.sam.say('snooze 10 minutes');
    await app.sam.hears(saying(/nothing to snooze/));
  });

  it('can be refused by them, and not be put into other words', async () => {
    await app.sam.say('remind @Ana García in 3 hours to do my work', mentioned);
    const id = idIn(saidIn(await app.sam.hears(saying(/do my work/), where)));
    await app.ana.say(`edit ${id} text something rude`);
    await app.ana.hears(saying(/Only who set that one can change it/));
    await app.ana.press('Refuse', where);
    await app.ana.say('list');
    expect(saidIn(app.ana.heard().at(-1) as never)).not.toContain('do my work');
    await app.sam.say(`show ${id}`);
    await app.sam.hears(saying(/do my work[\s\S]*refused/));
    await app.sam.say(`undo ${id}`);
    await app.sam.hears(saying(/nothing to undo about that one/));
  });

  it('is refused for good, until they allow it again', async () => {
    await app.sam.say('remind @Ana García in 4 hours to do more of it', mentioned);
    await app.sam.hears(saying(/do more of it/), where);
    await app.ana.say('sin recordatorios de otros');
    await app.ana.hears(saying(/nadie puede ponerte recordatorios; \d+ que ya había quedan rechazados/));
    await app.sam.say('remind @Ana García in 5 hours to do it anyway', mentioned);
    await app.sam.hears(saying(/Ana García takes no reminders from others/), where);
    await app.ana.say('reminders from others are fine');
    await app.ana.hears(saying(/can set reminders for you again/));
    await app.sam.say('remind @Ana García in 6 hours to be nice', mentioned);
    await app.sam.hears(saying(/I will remind you on[\s\S]*be nice/), where);
  });

  it('names those who are only mentioned in its message', async () => {
    await app.sam.say('remind me in 1 hour to thank @Ana García for the cake', mentioned);
    const confirmed = saidIn(await app.sam.hears(saying(/thank Ana García for the cake/), where));
    expect(confirmed).not.toContain('<at>');
  });
});
