/** What the gate would say to somebody now, for a dry run: nothing is counted or kept. */
import type { ConversationStore } from '../../conversations/conversationStore';
import type { Addressed } from '../addressing/addressing';
import type { Notification } from '../notification';
import { aboutOf } from '../sending/about';
import { findReader } from '../sending/reader';
import { type GateLimits, judge } from './gate';
import { inboxOf } from './inbox';
import type { InboxStore } from './inboxStore';

interface Deps {
  inboxes: Pick<InboxStore, 'find'>;
  conversations: Pick<ConversationStore, 'find' | 'findPerson'>;
  limits: GateLimits;
  clock(): number;
}

type Draft = Pick<Notification, 'topic' | 'urgent' | 'dedupeKey'>;

/** No notification has this id. */
const NOT_YET = 'draft';

/** Undefined where it would be said at once. */
export function createWhyNot({ inboxes, conversations, limits, clock }: Deps) {
  return async (tenant: string, draft: Draft, addressed: Addressed): Promise<string | undefined> => {
    const name = inboxOf({ tenant, ...addressed });
    const [inbox, reader] = await Promise.all([
      inboxes.find(name),
      findReader(conversations, name, addressed.person !== undefined),
    ]);
    const { urgent, dedupeKey } = draft;
    const arrival = {
      ...{ id: NOT_YET, urgent, ...aboutOf(draft, addressed) },
      ...(dedupeKey === undefined ? {} : { dedupeKey }),
    };
    const moment = { now: clock(), ...(reader.zone ? { zone: reader.zone } : {}) };
    const { verdict } = judge(inbox, arrival, moment, limits);
    return verdict.gate === 'open' ? undefined : verdict.reason;
  };
}
