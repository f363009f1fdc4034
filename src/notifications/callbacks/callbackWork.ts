/** Tells the receiver of a notification's callbacks what was pressed: one signed POST, tried as delivery tries everything. */
import { MINUTE_MS, SECOND_MS } from '../../clock';
import type { ConversationStore } from '../../conversations/conversationStore';
import type { DueWork, Worked } from '../../delivery/deliveryKind';
import type { StoredDue } from '../../delivery/dueRow';
import type { Outbound } from '../../http/outbound';
import { webhookHeaders } from '../../http/standardWebhooks';
import { homeOf } from '../addressing/home';
import { CALLBACK_KIND } from '../notificationDue';
import type { NotificationStore, RecipientStore } from '../stores';
import { type Answered, callbackId, pressedBy } from './callbackDue';
import { callbackOutcome } from './callbackOutcome';
import { pressedEvent } from './pressedEvent';

export interface CallbackDeps {
  notifications: Pick<NotificationStore, 'find'>;
  recipients: Pick<RecipientStore, 'find'>;
  conversations: Pick<ConversationStore, 'findPerson'>;
  outbound: Pick<Outbound, 'call'>;
  /** Without it callbacks are not signed. */
  callbackSecret?: string;
}

/** Well within the lease of a step. */
const ANSWER_WITHIN_MS = 15 * SECOND_MS;
/** Its answer is not read beyond this, and not used at all. */
const MAX_ANSWER_BYTES = 16 * 1024;
/** A receiver that hangs keeps no more than these of an instance from sending what people wait for. */
const MAX_AT_ONCE = 8;
const WHEN_BUSY_MS = 5 * SECOND_MS;
/** A press is planned first and recorded a moment later. */
const RECORDED_WITHIN_MS = 5 * MINUTE_MS;

export function createCallbackWork(deps: CallbackDeps): DueWork {
  let underWay = 0;
  return {
    kind: CALLBACK_KIND,
    async work(due, now): Promise<Worked> {
      if (underWay >= MAX_AT_ONCE) return later(now + WHEN_BUSY_MS);
      underWay += 1;
      try {
        return await tell(deps, due, now);
      } finally {
        underWay -= 1;
      }
    },
  };
}

const later = (until: number): Worked => ({ state: 'failed', outcome: { kind: 'deferred', until } });

async function tell(deps: CallbackDeps, due: StoredDue, now: number): Promise<Worked> {
  const name = pressedBy(due);
  if (!name) return { state: 'lost', reason: 'the due row names no recipient' };
  const [notification, recipient] = await Promise.all([
    deps.notifications.find(name.tenant, name.notification),
    deps.recipients.find(name),
  ]);
  const url = notification?.callbackUrl;
  if (!url) return { state: 'lost', reason: 'no such notification with a callback' };
  const pressed = recipient?.pressed;
  if (!pressed && recipient && now < due.dueAt + RECORDED_WITHIN_MS)
    return later(due.dueAt + RECORDED_WITHIN_MS);
  const answered = pressed && { ...name, pressed };
  if (!answered || callbackId(answered) !== due.occurrence)
    return { state: 'unwanted', reason: 'this press was not recorded' };
  return post(deps, url, answered, now);
}

async function post(deps: CallbackDeps, url: string, answered: Answered, now: number): Promise<Worked> {
  const { tenant, pressed } = answered;
  const person = await deps.conversations.findPerson(homeOf(tenant, pressed.by), pressed.by);
  const body = JSON.stringify(pressedEvent(answered, person));
  const outcome = await deps.outbound.call({
    ...{ url, body, method: 'POST', timeoutMs: ANSWER_WITHIN_MS, maxBytes: MAX_ANSWER_BYTES },
    headers: {
      'content-type': 'application/json',
      ...headersOf(callbackId(answered), body, now, deps.callbackSecret),
    },
  });
  return callbackOutcome(outcome, now);
}

/** Who has no secret can still tell tries of one press from another press. */
function headersOf(
  id: string,
  body: string,
  now: number,
  secret: string | undefined,
): Readonly<Record<string, string>> {
  if (secret !== undefined) return webhookHeaders(id, body, now, secret);
  return { 'webhook-id': id, 'webhook-timestamp': String(Math.floor(now / SECOND_MS)) };
}
