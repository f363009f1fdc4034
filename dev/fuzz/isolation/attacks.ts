/** What an intruder tries with what they have learnt of an owner's ids: words, forged and replayed buttons, calls of the API. */
import type { Answered, AppCalls } from './appCalls';
import type { Role } from './intruder';
import type { Owned } from './owner';
import { type Identity, messageOf, type Place, pressOf } from './speaker';

export const KINDS = [
  'list',
  'show',
  'cancel',
  'snooze',
  'card action',
  'notification target',
  'answer',
] as const;
export type Kind = (typeof KINDS)[number];

export interface Attack {
  calls: AppCalls;
  who: Identity;
  role: Role;
  /** The tenant that the intruder's systems name. */
  tenant: string;
  owned: Owned;
}

/** One call. */
export type Try = () => Promise<Answered>;

const LISTS = ['list', 'questions', 'topics', 'watches', 'any answer?', 'my data', 'more notifications'];

/** All that is tried of each kind. */
export const ATTACKS: Readonly<Record<Kind, (attack: Attack) => readonly Try[]>> = {
  list: (attack) => [
    ...LISTS.map((text) => () => say(attack, text)),
    () => say(attack, 'list', 'group'),
    () => api(attack, 'GET', '/notifications'),
    () => api(attack, 'GET', '/topics'),
    () => api(attack, 'GET', '/answers', 'state=open'),
    () => api(attack, 'GET', '/conversations', 'state=active'),
  ],
  show: (attack) => {
    const { notification, topic, question } = attack.owned;
    return [
      ...idsOf(attack.owned).map((id) => () => say(attack, `show ${id}`)),
      () => say(attack, `show notification ${notification}`),
      () => api(attack, 'GET', `/notifications/${notification}`),
      () => api(attack, 'GET', `/notifications/${notification}/recipients`),
      () => api(attack, 'GET', `/topics/${topic}`),
      () => api(attack, 'GET', `/answers/${question}`),
    ];
  },
  cancel: (attack) => [
    ...idsOf(attack.owned).map((id) => () => say(attack, `cancel ${id}`)),
    () => say(attack, `cancel question ${attack.owned.questionCode}`),
    () => say(attack, 'undo'),
    () => api(attack, 'DELETE', `/notifications/${attack.owned.notification}`),
    () => api(attack, 'POST', `/notifications/${attack.owned.notification}/retry`),
  ],
  snooze: (attack) => {
    const [id = ''] = attack.owned.reminders;
    const words = [`snooze ${id} 10 minutes`, `done ${id}`, `pause ${id}`, `edit ${id} text: mine`];
    return words.map((text) => () => say(attack, text));
  },
  'card action': pressesOf,
  'notification target': (attack) => targetsOf(attack).map((to) => () => notify(attack, to)),
  answer: (attack) => {
    const { questionCode: code, question } = attack.owned;
    const words = [`answer ${code}: forged`, `take ${code}`, `pass ${code}`, `answer ${question}: forged`];
    const buttons = [{ command: `answer ${code}`, answer: 'forged', isOnCard: true }];
    return [
      () => say(attack, 'answer questions here', 'experts'),
      ...words.flatMap((text) => [() => say(attack, text, 'experts'), () => say(attack, text)]),
      ...buttons.map((data) => () => press(attack, data, 'experts')),
      () => api(attack, 'POST', `/answers/${question}`, '', { text: 'forged' }),
    ];
  },
};

/** As cards show them, as they are stored, and in capitals. */
const idsOf = ({ reminders }: Owned): string[] =>
  reminders.flatMap((id) => [id, id.slice(0, 5), id.toUpperCase()]);

/** Forged, and as the owner's own cards have them. */
function pressesOf(attack: Attack): Try[] {
  const { reminders, notification, recipient, who, questionCode } = attack.owned;
  const commands = [
    ...reminders.flatMap((id) => [`cancel ${id}`, `snooze ${id} 10 minutes`, `done ${id.slice(0, 5)}`]),
    `cancel ${questionCode}`,
  ].map((command) => ({ command }));
  const keys = [recipient, `aad|${who.aadObjectId}`, undefined];
  const pressed = keys.flatMap((key) =>
    [`press ${notification} yes`, `show notification ${notification}`, 'more notifications'].map(
      (command) => ({ command, notification, ...(key ? { recipient: key } : {}) }),
    ),
  );
  return [...commands, ...pressed].flatMap((data) => [
    () => press(attack, data),
    () => attack.calls.post(messageOf(attack.who, { value: data })),
    () => press(attack, data, 'group'),
  ]);
}

/** By every name that the owner and the owner's places have. */
function targetsOf({ owned: { who, topic } }: Attack): object[] {
  return [
    ...[who.aadObjectId, who.userId, `aad|${who.aadObjectId}`].map((user) => ({ user })),
    ...[who.chat, who.group, who.experts, who.channel].map((conversation) => ({ conversation })),
    ...[who.chat, who.group].map((id) => ({ conversation: `conversation|msteams|${id}` })),
    { team: who.channel },
    { channel: who.channel },
    { channel: who.channel, thread: 'new' },
    { topic },
    { everyone: true },
  ];
}

async function notify(attack: Attack, to: object): Promise<Answered> {
  const sent = await api(attack, 'POST', '/notifications', '', { to: [to], message: { text: 'intruding' } });
  if (sent.status >= 300) return sent;
  const { id } = JSON.parse(sent.text) as { id: string };
  const told = await api(attack, 'GET', `/notifications/${id}/recipients`);
  return { status: told.status, text: sent.text + told.text };
}

const say = ({ calls, who }: Attack, text: string, place: Place = 'chat'): Promise<Answered> =>
  calls.post(messageOf(who, { text, in: place }));

const press = ({ calls, who }: Attack, data: Record<string, unknown>, place: Place = 'chat') =>
  calls.post(pressOf(who, data, place));

/** In the name of the intruder's tenant. */
const api = (
  { calls, tenant }: Attack,
  method: Parameters<AppCalls['api']>[0],
  path: string,
  query = '',
  body?: object,
): Promise<Answered> =>
  calls.api(method, `${path}?tenant=${encodeURIComponent(tenant)}${query && `&${query}`}`, body);
