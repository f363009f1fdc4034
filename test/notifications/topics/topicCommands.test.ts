/** What people can say about topics, mutes and quiet hours, in both languages; for themselves, and for a channel. */
import type { AdaptiveCard } from '../../../src/conversations/chatTurn';
import { HOUR_MS } from '../../../src/clock';
import { MAX_TOPICS } from '../../../src/notifications/gate/inbox';
import { ANAS_INBOX, type Control, openControl } from '../../support/buildersControl';
import { ANA, ANAS_CHAT, BOB } from '../../support/buildersReminder';
import { WEDNESDAY_MORNING as NOW } from '../../support/clock';

const CHANNEL = { tenant: 'tenant', key: 'conversation|msteams|19:launch@thread.tacv2' };
const THERE = { kind: 'channel', address: CHANNEL } as const;
let control: Control;
beforeEach(async () => {
  control = openControl();
  const topic = { tenant: 'tenant', name: 'build failures', title: 'Build failures', isAnnounced: true };
  await control.parts.topics.put({ ...topic, description: 'Red builds of main' });
});
const choices = (inbox = ANAS_INBOX) => control.parts.inboxes.find(inbox);
const followersOf = async (topic: string) =>
  (await control.parts.follows.page('tenant', topic, 10)).followers;
const say = async (text: string, change = {}) => (await control.say(text, change))?.text ?? 'not understood';

describe('following', () => {
  it.each([
    ['follow deployments', 'deployments'],
    ['Follow the topic Build  Failures, please', 'build failures'],
    ['subscribe to deployments.', 'deployments'],
    ['seguir despliegues', 'despliegues'],
    ['sigue el tema «Fallos de compilación»', 'fallos de compilación'],
    ['suscríbeme a despliegues', 'despliegues'],
  ])('%s', async (said, topic) => {
    await expect(say(said)).resolves.toMatch(/^(?:You follow|Sigues)/);
    expect((await choices()).topics).toEqual({ [topic]: { follows: true } });
    await expect(followersOf(topic)).resolves.toEqual([{ person: 'aad|ana', conversation: ANAS_CHAT.key }]);
  });

  it.each([
    'unfollow deployments',
    'stop following "Deployments"',
    'unsubscribe from deployments',
    'dejar de seguir deployments',
    'deja de seguir a deployments',
  ])('ends with: %s', async (said) => {
    await say('follow deployments');
    await expect(say(said)).resolves.toMatch(/Nothing of deployments|Ya no llega nada de deployments/);
    expect((await choices()).topics).toEqual({ deployments: { follows: false } });
    await expect(followersOf('deployments')).resolves.toEqual([]);
  });

  it('in a channel is for the channel, and beside what its people follow', async () => {
    await expect(say('follow deployments', THERE)).resolves.toMatch(/now comes here/);
    await say('follow deployments', { person: BOB, address: { tenant: 'tenant', key: 'b' } });
    const found = await followersOf('Deployments');
    expect(found).toContainEqual({ conversation: CHANNEL.key });
    expect(found).toHaveLength(2);
    expect((await choices()).topics).toEqual({});
  });

  it('says that nobody has announced a topic, and which there are where it cannot be one', async () => {
    await expect(say('follow deployments')).resolves.toMatch(/Nobody has announced/);
    await expect(say('follow build failures')).resolves.not.toMatch(/Nobody/);
    await expect(say('follow our build failures')).resolves.toMatch(
      /know no topic “our build failures”.*build failures/,
    );
    await expect(say('follow "<b>"')).resolves.toMatch(/can be no topic/);
  });

  it('ends at a bound, with words', async () => {
    const topics = Object.fromEntries(
      Array.from({ length: MAX_TOPICS }, (_, index) => [`t${index}`, { follows: true }]),
    );
    await control.parts.inboxes.change(await choices(), { ...(await choices()), topics });
    await expect(say('follow deployments')).resolves.toMatch(/100 topics/);
    await expect(followersOf('deployments')).resolves.toEqual([]);
  });

  it('is read page by page', async () => {
    for (const key of ['a', 'b', 'c'])
      await control.parts.follows.add({ tenant: 'tenant', key }, 'big', { person: key });
    const first = await control.parts.follows.page('tenant', 'big', 2);
    expect(first.followers).toHaveLength(2);
    const second = await control.parts.follows.page('tenant', 'big', 2, first.next);
    expect([...first.followers, ...second.followers].map(({ person }) => person)).toEqual(['a', 'b', 'c']);
    expect(second.next).toBeUndefined();
    await expect(control.parts.follows.count('tenant', 'big', 10)).resolves.toBe(3);
  });
});

describe('the list', () => {
  it.each(['topics', 'list my topics', 'show topics', 'temas', 'mis temas'])('%s', async (said) => {
    await say('follow deployments');
    await say('quiet hours 22:00–08:00');
    const { text = '', card } = (await control.say(said)) ?? {};
    expect(text).toMatch(
      /Build failures – Red builds of main\n• deployments – ✓ (?:followed|lo sigues)\n.*22:00–08:00 \(Europe\/Madrid\)/,
    );
    expect(JSON.stringify(card)).toMatch(/follow \\"build failures\\"|seguir «build failures»/);
  });

  it('is answered in its place when its buttons are pressed', async () => {
    const { card } = (await control.say('follow "build failures"', { inputs: { list: true } })) ?? {};
    expect(JSON.stringify(card as AdaptiveCard)).toMatch(
      /You follow build failures[\s\S]*unfollow \\"build failures\\"/,
    );
  });

  it('goes on where there are many', async () => {
    for (let number = 0; number < 20; number += 1) {
      const name = `t${String(number).padStart(2, '0')}`;
      await control.parts.topics.put({
        tenant: 'tenant',
        name,
        title: name,
        description: '',
        isAnnounced: true,
      });
    }
    await expect(say('topics')).resolves.toMatch(/t06[\s\S]*More: topics 2$/);
    await expect(say('topics 3')).resolves.toMatch(/t19(?![\s\S]*More)/);
    await expect(say('topics 9')).resolves.toMatch(/t19/);
  });
});

describe('muting', () => {
  it.each([
    ['mute for 2 hours', 2 * HOUR_MS],
    ['mute 30 minutes', HOUR_MS / 2],
    ['mute all notifications for half an hour', HOUR_MS / 2],
    ['mute until 12:30', HOUR_MS * 2],
    ['mute until tomorrow', 22.5 * HOUR_MS],
    ['mute until tomorrow at 8 am', 21.5 * HOUR_MS],
    ['mute until Friday', 46.5 * HOUR_MS],
    ['silenciar 2 horas', 2 * HOUR_MS],
    ['silenciar durante media hora', HOUR_MS / 2],
    ['silénciame hasta mañana a las 8', 21.5 * HOUR_MS],
    ['silenciar todos los avisos hasta el viernes', 46.5 * HOUR_MS],
    ['silencia hasta las 12:30', 2 * HOUR_MS],
  ])('%s', async (said, ms) => {
    await expect(say(said)).resolves.toMatch(/\(Europe\/Madrid\)/);
    expect((await choices()).mutedUntil).toBe(NOW + ms);
  });

  it.each(['mute deployments until tomorrow', 'silenciar deployments hasta mañana'])(
    'of one topic: %s',
    async (said) => {
      await say(said);
      expect(await choices()).toMatchObject({
        topics: { deployments: { mutedUntil: NOW + 22.5 * HOUR_MS } },
      });
    },
  );

  it.each(['unmute deployments', 'quitar silencio deployments'])('of one topic ends: %s', async (said) => {
    await say('mute deployments for 2 hours');
    await say(said);
    expect((await choices()).topics).toEqual({});
  });

  it.each(['unmute', 'quitar el silencio', 'dejar de silenciar'])('ends: %s', async (said) => {
    await say('mute for 2 hours');
    await say(said);
    expect((await choices()).mutedUntil).toBeUndefined();
  });

  it('asks for how long where it is not said, with buttons', async () => {
    const { text = '', card } = (await control.say('mute deployments')) ?? {};
    expect(text).toMatch(/^For how long/);
    expect(JSON.stringify(card)).toContain('mute deployments until tomorrow');
    await expect(say('mute for ever and a day')).resolves.toMatch(/did not understand until when/);
    await expect(say('mute for 900 days')).resolves.toMatch(/did not understand until when/);
  });
});

describe('quiet hours', () => {
  it.each([
    ['quiet hours 22:00–08:00', 1320, 480],
    ['quiet hours from 10 pm to 7:30 am', 1320, 450],
    ['set my quiet hours to 13:00-14:00', 780, 840],
    ['horas de silencio 22:00 a 08:00', 1320, 480],
    ['horas de silencio de 22 a 8', 1320, 480],
    ['horas de silencio de las 22:00 a las 8:00', 1320, 480],
  ])('%s', async (said, from, to) => {
    await expect(say(said)).resolves.toMatch(/Europe\/Madrid/);
    expect((await choices()).quiet).toEqual({ from, to, zone: 'Europe/Madrid' });
  });

  it.each(['quiet hours off', 'no quiet hours', 'quitar horas de silencio', 'sin horas de silencio'])(
    'end: %s',
    async (said) => {
      await say('quiet hours 22:00–08:00');
      await say(said);
      expect((await choices()).quiet).toBeUndefined();
    },
  );

  it('are shown, and refused where they are none', async () => {
    await expect(say('quiet hours')).resolves.toMatch(/There are no quiet hours/);
    await say('quiet hours 22:00–08:00');
    await expect(say('horas de silencio')).resolves.toMatch(/22:00–08:00/);
    for (const wrong of ['quiet hours 25:00–08:00', 'quiet hours 8:00–8:00', 'quiet hours at night'])
      await expect(say(wrong)).resolves.toMatch(/did not understand/);
  });

  it('need a time zone', async () => {
    const { channelZone, ...nowhere } = ANA;
    await expect(say('quiet hours 22:00–08:00', { person: nowhere })).resolves.toMatch(
      /do not know your time zone/,
    );
    expect((await choices()).quiet).toBeUndefined();
  });
});

describe('stopping all', () => {
  it.each([
    ['stop notifications', 'start notifications'],
    ['no more notifications', 'resume notifications'],
    ['no más avisos', 'volver a recibir avisos'],
    ['parar los avisos', 'reanudar avisos'],
  ])('%s – %s', async (stop, start) => {
    await say(stop);
    expect((await choices()).stoppedAt).toBe(NOW);
    await expect(say('follow deployments')).resolves.toMatch(/have stopped all/);
    await say(start);
    expect((await choices()).stoppedAt).toBeUndefined();
  });
});

describe('what is kept about a person', () => {
  it('is told, and goes: follows, choices and what waits', async () => {
    for (const text of [
      'follow deployments',
      'unfollow incidents',
      'mute for 1 hour',
      'quiet hours 22:00–08:00',
    ])
      await say(text);
    await control.deliverOne(await control.given());
    const turn = { person: ANA, receivedAt: NOW } as Parameters<typeof control.personalData.erase>[0];
    const told = (await control.personalData.describe(turn, 'en')).join('\n');
    expect(told).toMatch(
      /follow: deployments[\s\S]*not want: incidents[\s\S]*Muted: everything[\s\S]*22:00–08:00[\s\S]*held back for you: 1/,
    );
    expect((await control.personalData.describe(turn, 'es')).join('\n')).toMatch(/sigues: deployments/);
    await expect(control.delivery.rows()).resolves.toHaveLength(1);
    await control.personalData.erase(turn);
    await expect(control.delivery.rows()).resolves.toEqual([]);
    await expect(control.personalData.describe(turn, 'en')).resolves.toEqual([]);
    await expect(followersOf('deployments')).resolves.toEqual([]);
    for (const table of ['Inboxes', 'Follows'])
      await expect(control.account.table(table).page('', 10)).resolves.toEqual({ rows: [] });
  });
});
