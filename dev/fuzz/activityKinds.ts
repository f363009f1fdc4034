/** Activities as channels send them, each part of each of them missing, wrong, huge or hostile. */
import { HOSTILE } from './hostile';
import { changed, partsOf } from './parts';

export interface ActivityKind {
  name: string;
  body: string;
  /** The activity as it should be: an unknown invoke may be answered with 501. */
  type: string;
}

type Json = Record<string, unknown>;

/** The tenant that all of it comes from. */
export const TENANT = '11111111-1111-4111-8111-111111111111';

/** Well-made activities of every type that the bot meets. */
function bases(serviceUrl: string): Json[] {
  const from = { id: '29:fuzz', name: 'Fuzz', aadObjectId: '00000000-0000-4000-8000-00000000f022' };
  const common = {
    ...{ channelId: 'msteams', serviceUrl, from, recipient: { id: '28:bot', name: 'Recado' } },
    conversation: { id: 'a:fuzz', conversationType: 'personal', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    entities: [
      { type: 'clientInfo', locale: 'en-US', country: 'ES', platform: 'Web', timezone: 'Europe/Madrid' },
    ],
    ...{ locale: 'en-US', localTimezone: 'Europe/Madrid', timestamp: '2026-03-11T09:30:00Z' },
  };
  const channel = {
    conversation: {
      id: '19:general@thread.tacv2;messageid=1700000000000',
      conversationType: 'channel',
      isGroup: true,
    },
    channelData: {
      tenant: { id: TENANT },
      team: { id: '19:general@thread.tacv2' },
      channel: { id: '19:general@thread.tacv2' },
    },
  };
  const mention = { type: 'mention', text: '<at>Recado</at>', mentioned: { id: '28:bot', name: 'Recado' } };
  const say = (text: string): Json => ({ ...common, type: 'message', text, textFormat: 'plain' });
  return [
    say('remind me tomorrow at 9 to stretch'),
    say('list'),
    say('watch https://fuzz.invalid/price.json at /price below 100'),
    say('follow deployments'),
    { ...say('<at>Recado</at> remind me in 2 hours to leave'), ...channel, entities: [mention] },
    { ...say(''), value: { command: 'snooze abcde 10 minutes', minutes: '10' } },
    { ...common, type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] },
    { ...common, ...channel, type: 'conversationUpdate', membersRemoved: [{ id: '28:bot' }] },
    { ...common, type: 'installationUpdate', action: 'add' },
    {
      ...common,
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { type: 'Action.Execute', verb: 'command', data: { command: 'done abcde' } } },
    },
    { ...common, type: 'invoke', name: 'composeExtension/query', value: {} },
    { ...common, type: 'messageReaction', reactionsAdded: [{ type: 'like' }] },
    { ...common, type: 'messageUpdate', text: 'list' },
    { ...common, type: 'event', name: 'application/vnd.microsoft.meetingStart', value: {} },
    { ...common, type: 'typing' },
    { ...common, type: 'endOfConversation' },
    { ...common, type: 'no-such-type' },
  ];
}

/** One that is as it should be. */
export const sayingOf = (serviceUrl: string, text: string): Json => ({
  ...bases(serviceUrl)[0],
  ...{ id: `fuzz-${text}`, text },
});

/** So many kinds, spread over all activities and parts; the same seed gives the same ones. */
export function activityKinds(serviceUrl: string, count: number, random: () => number): ActivityKind[] {
  const all = bases(serviceUrl).flatMap((base, at) =>
    [['id'], ...partsOf(base)].flatMap((path) => [
      [base, at, path, 'missing', undefined] as const,
      ...HOSTILE.map(([name, value]) => [base, at, path, name, value] as const),
    ]),
  );
  const kinds = shuffled(all, random).slice(0, count);
  return kinds.map(([base, at, path, name, value], number) => {
    const id = path.join('.') === 'id' ? {} : { id: `fuzz-${number}` };
    const body = changed({ ...id, ...base }, path, value === undefined ? undefined : { value: value() });
    const type = String(base['type']);
    return { name: `${type} ${at} ${path.join('.')} ${name}`, type, body: JSON.stringify(body) };
  });
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const mixed = [...items];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
  }
  return mixed;
}
