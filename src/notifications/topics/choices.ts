/** What people choose, kept: what they follow, mute and hold back; all of it holds at once for what already waits. */
import type { Clock } from '../../clock';
import type { ChatTurn } from '../../conversations/chatTurn';
import type { Outbox } from '../../delivery/outbox';
import { digestDue } from '../digest/digestDue';
import type { HeldStore } from '../digest/heldStore';
import { wholeHold } from '../gate/gate';
import { type Inbox, type InboxName, type QuietHours, type TopicChoice, withTopic } from '../gate/inbox';
import { decide, type InboxStore } from '../gate/inboxStore';
import type { FollowStore } from './followStore';
import type { TopicStore } from './topicStore';

export interface ChoiceDeps {
  inboxes: InboxStore;
  held: Pick<HeldStore, 'list'>;
  topics: TopicStore;
  follows: FollowStore;
  outbox: Pick<Outbox, 'plan'>;
  clock: Clock;
}

/** Whose choices a message changes: the person's in their own chat, else those of the channel or group. */
export function inboxOfTurn({
  kind,
  person,
  address,
}: Pick<ChatTurn, 'kind' | 'person' | 'address'>): InboxName {
  return kind === 'personal'
    ? { tenant: person.tenant, key: person.key }
    : { tenant: address.tenant, key: address.key };
}

export type Chosen = 'done' | 'too-many';

/** The row that leads to the follower goes first: what is confirmed is never missed. */
export async function follow(deps: ChoiceDeps, turn: ChatTurn, topic: string): Promise<Chosen> {
  const name = inboxOfTurn(turn);
  const person = turn.kind === 'personal' ? { person: turn.person.key } : {};
  await Promise.all([
    deps.follows.add(name, topic, { ...person, conversation: turn.address.key }),
    deps.topics.mention(name.tenant, topic),
  ]);
  const chosen = await choose(deps, name, topic, { follows: true });
  if (chosen === 'too-many') await deps.follows.remove(name, topic);
  return chosen;
}

/** The choice goes first: from then on nothing comes, whatever still leads here. */
export async function unfollow(deps: ChoiceDeps, turn: ChatTurn, topic: string): Promise<Chosen> {
  const name = inboxOfTurn(turn);
  const chosen = await choose(deps, name, topic, { follows: false });
  await deps.follows.remove(name, topic);
  return chosen;
}

/** @param until - epoch ms; undefined ends it. */
export function muteTopic(
  deps: ChoiceDeps,
  turn: ChatTurn,
  topic: string,
  until: number | undefined,
): Promise<Chosen> {
  return choose(deps, inboxOfTurn(turn), topic, { mutedUntil: until } as TopicChoice);
}

function choose(
  { inboxes }: ChoiceDeps,
  name: InboxName,
  topic: string,
  choice: TopicChoice,
): Promise<Chosen> {
  return decide<Chosen>(inboxes, name, (inbox) => {
    const becomes = withTopic(inbox, topic, choice);
    return becomes ? { becomes, result: 'done' } : { becomes: inbox, result: 'too-many' };
  });
}

/** What holds for all that comes; `undefined` takes a choice away. */
export async function change(
  { inboxes }: Pick<ChoiceDeps, 'inboxes'>,
  name: InboxName,
  {
    ...choice
  }: { stoppedAt?: number | undefined; mutedUntil?: number | undefined; quiet?: QuietHours | undefined },
): Promise<void> {
  await decide(inboxes, name, (inbox) => {
    const next = Object.fromEntries(
      Object.entries({ ...inbox, ...choice }).filter(([, value]) => value !== undefined),
    ) as unknown as Inbox;
    return { becomes: next, result: undefined };
  });
}

/** What waited may come now: its digest is planned. False where nothing waits, or waits on for other reasons. */
export async function release(
  { held, outbox, inboxes, clock }: ChoiceDeps,
  name: InboxName,
  zone: string | undefined,
): Promise<boolean> {
  const [waiting] = await held.list(name, 'waiting', 1);
  if (!waiting) return false;
  const now = clock();
  const hold = await decide(inboxes, name, (inbox) => {
    const found = wholeHold(inbox, { now, ...(zone ? { zone } : {}) });
    return { becomes: { ...inbox, digestAt: found?.until ?? now }, result: found };
  });
  await outbox.plan(digestDue(name, hold?.until ?? now));
  return hold === undefined;
}
