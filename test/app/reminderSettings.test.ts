/** My settings, what is kept about me, and forgetting it: looked up in the tables. */
import { setTimeout as sleep } from 'node:timers/promises';
import { tableOf } from '../support/storageClients';
import { LAUNCH_CREW, saidIn, saying, startWholeApp, type WholeApp } from './wholeApp';

const TABLES = [
  'Conversations',
  'Reminders',
  'Due',
  'Dialogs',
  'Follows',
  'Inboxes',
  'Activities',
  'Parked',
  'DeadLetters',
  'Answers',
];
const idIn = (text: string): string => /\bId ([0-9A-Z]{5})\b/.exec(text)?.[1] ?? '';

describe('my settings', () => {
  let app: WholeApp;
  beforeAll(async () => {
    app = await startWholeApp();
    for (const one of [app.sam, app.ana]) await one.install({ conversation: LAUNCH_CREW.id });
  }, 60_000);
  afterAll(() => app.stop());

  /** All rows in which any of these texts stands, as `table: JSON`. */
  const rowsWith = async (...texts: string[]): Promise<string[]> => {
    const found: string[] = [];
    for (const table of TABLES) {
      const client = tableOf(app.stage.storage.connectionString, table);
      try {
        for await (const entity of client.listEntities()) {
          const row = `${table}: ${JSON.stringify(entity)}`;
          if (texts.some((text) => row.includes(text))) found.push(row);
        }
      } catch (error) {
        if ((error as { statusCode?: number }).statusCode !== 404) throw error; // a table that nothing was put into
      }
    }
    return found;
  };

  it('speaks the language that I choose, whatever my app tells', async () => {
    await app.priya.say('idioma español');
    await app.priya.hears(saying(/Desde ahora te hablo en español/));
    await app.priya.say('flibbertigibbet');
    await app.priya.hears(saying(/No lo he entendido/));
    await app.priya.say('language klingon');
    await app.priya.hears(saying(/I speak English and Spanish/));
    await app.priya.say('language english');
    await app.priya.hears(saying(/From now on I speak English/));
  });

  it('puts a date without a time at my first hour', async () => {
    await app.priya.say('first hour 7');
    await app.priya.hears(saying(/now come at 07:00/));
    await app.priya.say('remind me tomorrow to rise early');
    await app.priya.hears(saying(/I will remind you on[^"]*7:00[\s\S]*rise early/));
    await app.priya.say('primera hora 25');
    await app.priya.hears(saying(/no es una hora de 0 a 23/));
  });

  it('says with a new time zone what moves with it and what keeps its moment', async () => {
    await app.priya.say('remind me every weekday at 9:00 to stand up');
    const standUp = idIn(saidIn(await app.priya.hears(saying(/stand up/))));
    await app.priya.say('remind me in 5 hours to call home');
    const call = idIn(saidIn(await app.priya.hears(saying(/call home/))));
    await app.priya.say('remind me every Monday at 10:00 Tokyo time to ring Tokyo');
    const tokyo = idIn(saidIn(await app.priya.hears(saying(/ring Tokyo/))));
    await app.priya.say('time zone Madrid');
    const told = saidIn(await app.priya.hears(saying(/Your time zone is Europe\/Madrid/)));
    const [moved = '', kept = ''] = told.split('These keep their moment:');
    expect(moved).toMatch(new RegExp(`${standUp} – every weekday at 09:00.*Europe/Madrid.*stand up`));
    expect(moved).not.toContain(call);
    expect(kept).toContain(call);
    expect(kept).toContain(tokyo);
    await app.priya.say(`show ${standUp}`);
    await app.priya.hears(saying(/every weekday at 09:00, next on [^"]*9:00[^"]*Europe\/Madrid/));
    await app.priya.say('time zone Madrid');
    await sleep(200);
    expect(saidIn(app.priya.heard().at(-1) as never)).not.toContain('Tokyo');
  });

  it('asks for a zone that cannot be known, once, and then sets what was asked for', async () => {
    const { activity } = await app.ana.say('ayuda');
    await forget('ana');
    /** As a channel sends it that tells no zone. */
    const say = (text: string) =>
      fetch(app.stage.messagesUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          ...{ ...activity, id: `z${text}`, text, entities: [], localTimezone: undefined },
          localTimestamp: undefined,
        }),
      });
    await say('recuérdame mañana a las 9 llamar a Luis');
    await app.ana.hears(saying(/No conozco tu zona horaria/));
    await say('estoy en Valencia o por ahí cerca');
    await app.ana.hears(saying(/No lo he entendido como respuesta/));
    await say('Madrid');
    await app.ana.hears(
      saying(
        /Te lo recordaré el[^"]*9:00 \(Europe\/Madrid\)[\s\S]*llamar a Luis[\s\S]*zona horaria es ahora/,
      ),
    );
    await say('recuérdame mañana a las 10 llamar a Eva');
    await app.ana.hears(saying(/Te lo recordaré el[^"]*10:00 \(Europe\/Madrid\)[\s\S]*llamar a Eva/));
  });

  const forget = async (who: 'ana' | 'sam'): Promise<void> => {
    await app[who].say('forget me');
    await app[who].hears(saying(/Shall I\?/));
    await app[who].press('Yes, forget me');
    await app[who].hears(saying(/I have removed all that I kept about you/));
    await sleep(300);
  };

  it('shows what is kept about me, to me alone', async () => {
    await app.sam.say('remind me in 8 hours to read my data');
    await app.sam.say('remind me to leave a question open');
    await app.sam.say('what do you know about me?');
    const told = saidIn(await app.sam.hears(saying(/This is what I keep about you/)));
    expect(told).toMatch(/Name: Sam Carter[\s\S]*Europe\/London[\s\S]*Our own chat/);
    expect(told).toMatch(/Reminders of yours \(\d+\)[\s\S]*read my data/);
    expect(told).toMatch(/wait for your answer: 1/);
    await app.sam.say('what do you know about me', { conversation: LAUNCH_CREW.id, mention: true });
    const inGroup = await app.sam.hears(saying(/ask me that in our own chat/), {
      conversation: LAUNCH_CREW.id,
    });
    expect(saidIn(inGroup)).not.toContain('Sam Carter');
  });

  it('forgets me: no row is left that names me, and nothing comes any more', async () => {
    const { aadObjectId, id, name } = app.sam.record;
    const mine = [aadObjectId, id, name, 'leave no trace', app.sam.personalChatId];
    await app.sam.say('remind us in 3 hours to leave no trace', {
      conversation: LAUNCH_CREW.id,
      mention: true,
    });
    await app.sam.say('remind me in 2 hours to leave no trace');
    await app.sam.hears(saying(/leave no trace/));
    await app.sam.say('ask Where does it go? leave no trace');
    await app.sam.say('remind me to leave no trace');
    expect(new Set((await rowsWith(...mine)).map((row) => row.split(':')[0]))).toEqual(
      new Set(['Conversations', 'Reminders', 'Due', 'Dialogs', 'Activities', 'Answers']),
    );
    await forget('sam');
    const left = await rowsWith(...mine);
    // What came in from chats of several people is kept by its id for two days, in the chat's own partition.
    expect(left).toEqual([]);
    const heard = app.sam.heard().length;
    await app.stage.clock.advance(4 * 3_600_000);
    await sleep(2000);
    expect(app.sam.heard()).toHaveLength(heard);
    expect(app.sam.heard({ conversation: LAUNCH_CREW.id }).filter(saying(/⏰ leave no trace/))).toHaveLength(
      0,
    );
    expect((await rowsWith('leave no trace')).filter((row) => row.startsWith('DeadLetters'))).toEqual([]);
    await app.sam.say('list');
    await app.sam.hears(saying(/You have no reminders/));
  });
});
