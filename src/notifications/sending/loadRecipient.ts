/** Readies an open recipient to be sent: the conversation, whether it may be said now, and how it reads. */
import { SECOND_MS } from '../../clock';
import type { Utterance } from '../../conversations/chatTurn';
import type { ConversationAddress } from '../../conversations/conversation';
import type { Loaded } from '../../delivery/deliveryKind';
import type { PersonalInterruption } from '../../delivery/interruption';
import { holdBack, waitsForDigest } from '../digest/holdBack';
import { isBulk } from '../fanOut/bulk';
import type { Verdict } from '../gate/gate';
import { inboxOf } from '../gate/inbox';
import { reachRecipient } from '../installing/reachRecipient';
import type { Notification } from '../notification';
import type { Recipient } from '../recipient';
import { aboutOf } from './about';
import { actionQuestion } from './actionQuestions';
import { notificationMessage, type NotificationView } from './notificationMessage';
import { passGate } from './passGate';
import { findReader, type NotificationReader } from './reader';
import { cancelRecipient, hearingOf } from './recordOutcome';
import type { SendingDeps } from './sendingDeps';

/** Somebody else changed the row at the same moment: looked at again after this. */
const AGAIN_MS = SECOND_MS;

type Known = Recipient & { conversation: string };

/** @param open - one that has not ended. */
export async function loadRecipient(
  deps: SendingDeps,
  notification: Notification,
  open: Recipient,
  now: number,
): Promise<Loaded> {
  const way = await reachRecipient(deps, open, isBulk(notification), now);
  if ('waits' in way) return way.waits;
  const { recipient, reached } = way;
  if ('refused' in reached) {
    const reason = reached.refused;
    const isNoted = await deps.recipients.change(recipient, { state: 'failed', reason, at: now });
    return isNoted ? { state: 'unwanted', reason } : { state: 'not-ready', tryAt: now + AGAIN_MS };
  }
  if (!('to' in reached))
    return { state: 'failed', outcome: reached, ...hearingOf(deps.recipients, recipient, now) };
  const known = { ...recipient, conversation: reached.to.key };
  const name = inboxOf(known);
  const [reader, inbox] = await Promise.all([
    findReader(deps.conversations, name, known.person !== undefined),
    deps.inboxes.find(name),
  ]);
  const moment = { now, ...(reader.zone ? { zone: reader.zone } : {}) };
  const verdict = await passGate(deps, notification, known, inbox, moment);
  if (verdict.gate === 'closed') return cancel(deps, known, verdict.reason, now);
  // What was held stays so until its digest takes it: it must not come twice.
  if (verdict.gate === 'held' || waitsForDigest(known)) return hold(deps, notification, known, verdict, now);
  return wanted(deps, { notification, recipient: known, to: reached.to, reader }, now);
}

/** It is not to be sent, and its row says why. */
export async function cancel(
  { recipients }: Pick<SendingDeps, 'recipients'>,
  recipient: Recipient,
  reason: string,
  now: number,
): Promise<Loaded> {
  const isCancelled = await cancelRecipient(recipients, recipient, reason, now);
  return isCancelled ? { state: 'unwanted', reason } : { state: 'not-ready', tryAt: now + AGAIN_MS };
}

async function hold(
  deps: SendingDeps,
  notification: Notification,
  recipient: Known,
  verdict: Verdict,
  now: number,
): Promise<Loaded> {
  const { until, reason } =
    verdict.gate === 'held' ? verdict : { until: now, reason: recipient.reason ?? '' };
  const toHold = { notification, recipient, inbox: inboxOf(recipient), until, reason };
  const isHeld = await holdBack(deps, toHold, now);
  return isHeld ? { state: 'unwanted', reason } : { state: 'not-ready', tryAt: now + AGAIN_MS };
}

interface ToSay {
  notification: Notification;
  recipient: Known;
  to: ConversationAddress;
  reader: NotificationReader;
}

async function wanted(
  deps: SendingDeps,
  { notification, recipient, to, reader }: ToSay,
  now: number,
): Promise<Loaded> {
  const { thread, beginsThread } = recipient;
  const { topics } = aboutOf(notification, recipient);
  const interruption = await interruptionFor(deps, notification, recipient, topics[0], reader);
  return {
    state: 'wanted',
    deliverable: {
      to,
      utterance: utteranceOf(deps, { notification, recipient, topics, reader }, interruption),
      isBulk: isBulk(notification),
      ...(thread ? { thread } : {}),
      ...(beginsThread ? { beginsThread } : {}),
      ...(interruption ? { interruption } : {}),
    },
    ...hearingOf(deps.recipients, recipient, now),
  };
}

/** On top of what is open its actions are a question; what offers none is only said. */
function utteranceOf(
  { questions }: SendingDeps,
  view: NotificationView,
  interruption: PersonalInterruption | undefined,
): Utterance {
  const isAsked = interruption?.policy === 'interrupt' && view.notification.actions.length > 0;
  return isAsked
    ? questions.ask(actionQuestion(view), notificationMessage({ ...view, isAsked }))
    : notificationMessage(view);
}

/** Only a person is in a dialog that it could meet. */
async function interruptionFor(
  { interruptionOf }: SendingDeps,
  notification: Notification,
  { tenant, person }: Recipient,
  topic: string | undefined,
  { language }: NotificationReader,
): Promise<PersonalInterruption | undefined> {
  if (person === undefined) return undefined;
  const chosen =
    notification.interruption ?? (topic === undefined ? undefined : await interruptionOf(tenant, topic));
  return chosen && { ...chosen, person, language };
}
