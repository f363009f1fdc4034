import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/clock';
import { readNotification } from '../../../src/notifications/api/readNotification';
import { WEDNESDAY_MORNING } from '../../support/clock';

const NOW = WEDNESDAY_MORNING;
const at = (ms: number): string => new Date(NOW + ms).toISOString();
const refuseCallback = (url: string): string | undefined =>
  url.startsWith('https://example.com/') ? undefined : 'may not be called';
const read = (body: unknown) => readNotification(body, NOW, refuseCallback);
const minimal = { to: { user: 'ana@example.com' }, message: { text: 'Done.' } };

const draftOf = (change: object) => {
  const result = read({ ...minimal, ...change });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.draft;
};
const pointersOf = (body: unknown): string[] => {
  const result = read(body);
  if (result.ok) throw new Error('It was taken.');
  expect(result.errors.every(({ detail }) => detail.length > 5)).toBe(true);
  return result.errors.map(({ pointer }) => pointer);
};

describe('what a caller can ask to be sent', () => {
  it('is a message to somebody, and nothing else is needed', () => {
    expect(read(minimal)).toEqual({
      ok: true,
      draft: {
        to: [{ user: 'ana@example.com' }],
        message: { en: { text: 'Done.' } },
        actions: [],
        urgent: false,
      },
    });
  });

  it('names people and places in every way that there is', () => {
    const to = [
      { user: 'ana@example.com' },
      { user: '+34600000000', via: 'sms' },
      { conversation: 'conversation|msteams|19:abc' },
      { team: '19:team' },
      { team: '19:team', audience: 'members' },
      { channel: '19:channel', thread: 'new' },
      { topic: 'deployments' },
      { everyone: true },
    ];
    expect(draftOf({ to }).to).toEqual(to);
  });

  it('has a topic in the form in which topics are kept', () => {
    expect(draftOf({ topic: '  Build  Failures ', to: { topic: 'DEPLOYMENTS' } })).toMatchObject({
      topic: 'build failures',
      to: [{ topic: 'deployments' }],
    });
  });

  it.each([
    ['a text alone', 'Done.', { en: { text: 'Done.' } }],
    ['a text', { text: ' Done. ' }, { en: { text: 'Done.' } }],
    ['a card', { card: { type: 'AdaptiveCard' } }, { en: { card: { type: 'AdaptiveCard' } } }],
    [
      'a message in each language',
      { en: 'Done.', es: { card: { type: 'AdaptiveCard' } } },
      { en: { text: 'Done.' }, es: { card: { type: 'AdaptiveCard' } } },
    ],
    ['a message in one language', { es: { text: 'Hecho.' } }, { es: { text: 'Hecho.' } }],
  ])('says %s', (_what, message, expected) => {
    expect(draftOf({ message }).message).toEqual(expected);
  });

  it('takes all that goes with a message', () => {
    const draft = draftOf({
      tenant: 'contoso',
      actions: [{ id: 'ack', title: 'Got it' }],
      why: 'the release pipeline',
      urgent: true,
      interruption: { policy: 'wait', waitAtMost: '10m' },
      sendAt: at(HOUR_MS),
      expiresAt: at(DAY_MS),
      callbackUrl: 'https://example.com/hook',
      installIfMissing: true,
      dedupeKey: 'deploy-42',
    });
    expect(draft).toMatchObject({
      tenant: 'contoso',
      actions: [{ id: 'ack', title: 'Got it' }],
      why: 'the release pipeline',
      urgent: true,
      interruption: { policy: 'wait', waitAtMostMs: 10 * MINUTE_MS },
      sendAt: NOW + HOUR_MS,
      expiresAt: NOW + DAY_MS,
      callbackUrl: 'https://example.com/hook',
      installIfMissing: true,
      dedupeKey: 'deploy-42',
    });
  });

  it('takes a policy by its name, and a time with an offset, half a minute ago', () => {
    const draft = draftOf({ interruption: 'cancel', sendAt: '2026-03-11T10:29:30.5+01:00' });
    expect(draft).toMatchObject({ interruption: { policy: 'cancel' }, sendAt: NOW - 29_500 });
  });
});

describe('what is wrong with a call', () => {
  it.each([[null], [[]], ['x'], [42]])('is all of it where %j comes', (body) => {
    expect(pointersOf(body)).toEqual(['']);
  });

  it('is told for every field at once', () => {
    const wrong = {
      tenant: 7,
      to: [
        {},
        { user: '' },
        { user: 'a', topic: 'b' },
        { team: 't', audience: 'all' },
        { everyone: 1 },
        'ana',
      ],
      message: { en: { text: 'a', card: {} }, es: { card: { type: 'Card' } }, fr: 'non' },
      actions: [{ id: 'a b', title: 'x' }, { id: 'a' }, { id: 'b', title: 'x' }, { id: 'b', title: 'y' }],
      topic: '<script>',
      why: 'x'.repeat(301),
      urgent: 'yes',
      interruption: { policy: 'shout', waitAtMost: 'long', extra: 1 },
      sendAt: 'tomorrow',
      expiresAt: at(-HOUR_MS),
      callbackUrl: 'http://10.0.0.1/',
      dedupeKey: '',
      installIfMissing: 'please',
      colour: 'red',
      'a/b~c': 1,
    };
    expect(pointersOf(wrong).sort()).toEqual(
      [
        '/tenant',
        ...['/to/0', '/to/1/user', '/to/2', '/to/3/audience', '/to/4/everyone', '/to/5'],
        ...['/message/en', '/message/es/card', '/message/fr'],
        ...['/actions/0/id', '/actions/1/title', '/actions/3/id'],
        ...['/topic', '/why', '/urgent'],
        ...['/interruption/policy', '/interruption/waitAtMost', '/interruption/extra'],
        ...['/sendAt', '/expiresAt', '/callbackUrl', '/dedupeKey', '/installIfMissing'],
        ...['/colour', '/a~1b~0c'],
      ].sort(),
    );
  });

  it('is what is missing', () => {
    expect(pointersOf({})).toEqual(['/to', '/message']);
  });

  it.each<[string, object, string[]]>([
    ['nobody', { to: [] }, ['/to']],
    ['a thread of a team', { to: { team: 't', thread: 'new' } }, ['/to/thread']],
    ['an audience of a channel', { to: { channel: 'c', audience: 'members' } }, ['/to/audience']],
    ['a control character in a name', { to: { user: 'a\u0000' } }, ['/to/user']],
    ['half a character', { message: '\ud800' }, ['/message']],
    ['a message without words', { message: {} }, ['/message']],
    ['an empty message', { message: { text: '  ' } }, ['/message/text']],
    ['a list as a message', { message: ['x'] }, ['/message']],
    ['data without a template', { message: { text: 'x', data: {} } }, ['/message/data']],
    ['a template of another kind', { message: { template: 7 } }, ['/message/template']],
    ['data of another kind', { message: { template: 'x', data: [] } }, ['/message/data']],
    [
      'a card whose body is none',
      { message: { card: { type: 'AdaptiveCard', body: {} } } },
      ['/message/card/body'],
    ],
    ['an end before the beginning', { sendAt: at(DAY_MS), expiresAt: at(HOUR_MS) }, ['/expiresAt']],
    ['a beginning two minutes ago', { sendAt: at(-2 * MINUTE_MS) }, ['/sendAt']],
    ['a beginning in two years', { sendAt: at(730 * DAY_MS) }, ['/sendAt']],
    ['a day that is none', { sendAt: '2026-02-30T10:00:00Z' }, ['/sendAt']],
    ['a time without a zone', { sendAt: '2026-03-12T10:00:00' }, ['/sendAt']],
    [
      'a wait that cannot be',
      { interruption: { policy: 'inject', waitAtMost: '1m' } },
      ['/interruption/waitAtMost'],
    ],
    [
      'a wait without end',
      { interruption: { policy: 'wait', waitAtMost: '8d' } },
      ['/interruption/waitAtMost'],
    ],
    ['a wait without a policy', { interruption: { waitAtMost: '1m' } }, ['/interruption/policy']],
    [
      'seven buttons',
      { actions: Array.from({ length: 7 }, (_, i) => ({ id: `${i}`, title: 'x' })) },
      ['/actions'],
    ],
  ])('is %s', (_what, change, pointers) => {
    expect(pointersOf({ ...minimal, ...change })).toEqual(pointers);
  });
});

describe('what is too large', () => {
  const card = (characters: number) => ({
    message: { card: { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'x'.repeat(characters) }] } },
  });

  it.each<[string, object]>([
    ['a card over 28 KB', card(28 * 1024)],
    ['a card that leaves no room for what goes with it', card(27 * 1024 + 900)],
    ['a text over 28 KB', { message: '\u00e9'.repeat(14_400) }],
    ['a card in one of the languages', { message: { en: 'x', es: card(30_000).message } }],
    ['a thousand and one targets', { to: Array.from({ length: 1001 }, () => ({ user: 'a' })) }],
    [
      'targets with long names',
      { to: Array.from({ length: 300 }, (_, i) => ({ user: 'x'.repeat(500) + i })) },
    ],
    ['a template that grows', { message: { template: '${x}'.repeat(40), data: { x: 'y'.repeat(1000) } } }],
  ])('is %s, and that is told apart from what is wrong', (_what, change) => {
    expect(read({ ...minimal, ...change })).toMatchObject({ ok: false, isTooLarge: true });
    expect(read({ ...minimal, ...change, urgent: 7 })).toMatchObject({ ok: false, isTooLarge: false });
  });

  it('is not a card of 25 KB with six buttons', () => {
    const actions = Array.from({ length: 6 }, (_, i) => ({ id: `a${i}`, title: 'Press me' }));
    expect(draftOf({ ...card(24 * 1024), actions }).actions).toHaveLength(6);
  });
});
