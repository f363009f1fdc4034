/** Reads what a caller asks to be sent: all of it is looked at, and everything that is wrong is told at once. */
import type { Notification, NotificationAction } from '../notification';
import { Fields, type FieldProblem, isRecord, pointerTo, Problems } from './fields';
import {
  ACTION_BYTES,
  FRAME_BYTES,
  MAX_ACTION_TITLE,
  MAX_ACTIONS,
  MAX_DEDUPE_KEY,
  MAX_TENANT,
  MAX_WHY,
} from './limits';
import { readMessage } from './readMessage';
import { readInterruption, readTimes } from './readTimes';
import { readTargets, readTopic } from './readTargets';

/** What the caller said; `sendAt` is absent where it goes out at once. */
export type NotificationDraft = Pick<
  Notification,
  'to' | 'message' | 'actions' | 'topic' | 'why' | 'urgent' | 'interruption' | 'expiresAt' | 'callbackUrl'
> &
  Pick<Notification, 'dedupeKey' | 'installIfMissing'> & { tenant?: string; sendAt?: number };

export type ReadNotification =
  { ok: true; draft: NotificationDraft } | { ok: false; errors: FieldProblem[]; isTooLarge: boolean };

/** Says why this address may not be called; undefined when it may. */
export type RefuseCallback = (url: string) => string | undefined;

const ACTION_ID = /^[\w.-]{1,64}$/;
const MAX_URL = 2048;

/** @param now - epoch ms: what the times are measured by. */
export function readNotification(
  body: unknown,
  now: number,
  refuseCallback: RefuseCallback,
): ReadNotification {
  const problems = new Problems();
  if (!isRecord(body)) {
    problems.add('', 'must be an object');
    return { ok: false, errors: problems.list, isTooLarge: false };
  }
  const fields = new Fields(body, '', problems);
  const draft = readDraft(fields, now, refuseCallback);
  fields.refuseOthers();
  if (problems.list.length === 0 && draft.message)
    return { ok: true, draft: { ...draft, message: draft.message } };
  return { ok: false, errors: problems.list, isTooLarge: problems.isOnlyTooLarge };
}

function readDraft(fields: Fields, now: number, refuseCallback: RefuseCallback) {
  const tenant = fields.text('tenant', MAX_TENANT);
  const to = readTargets(fields);
  const actions = readActions(fields);
  const [topic, why] = [readTopic(fields), fields.text('why', MAX_WHY)];
  const message = readMessage(fields, bytesAround({ actions, why, topic }));
  const urgent = fields.flag('urgent') ?? false;
  const interruption = readInterruption(fields);
  const times = readTimes(fields, now);
  const callbackUrl = readCallback(fields, refuseCallback);
  const dedupeKey = fields.text('dedupeKey', MAX_DEDUPE_KEY);
  const installIfMissing = fields.flag('installIfMissing');
  return {
    ...{ to, actions, message, urgent, ...times },
    ...(tenant ? { tenant } : {}),
    ...(topic ? { topic } : {}),
    ...(why ? { why } : {}),
    ...(interruption ? { interruption } : {}),
    ...(callbackUrl ? { callbackUrl } : {}),
    ...(dedupeKey ? { dedupeKey } : {}),
    ...(installIfMissing ? { installIfMissing } : {}),
  };
}

/** What is sent with the message, in bytes. */
function bytesAround(parts: {
  actions: readonly NotificationAction[];
  why: string | undefined;
  topic: string | undefined;
}): number {
  const { actions, why = '', topic = '' } = parts;
  return (
    FRAME_BYTES +
    actions.length * ACTION_BYTES +
    Buffer.byteLength(JSON.stringify([actions, why, topic, topic]))
  );
}

function readActions(fields: Fields): NotificationAction[] {
  const value = fields.take('actions');
  if (value === undefined) return [];
  const { problems } = fields;
  const pointer = fields.pointerTo('actions');
  if (!Array.isArray(value) || value.length > MAX_ACTIONS) {
    problems.add(pointer, `must be a list of at most ${MAX_ACTIONS} buttons`);
    return [];
  }
  const ids = new Set<string>();
  return value.flatMap((one: unknown, index) => {
    const action = readAction(one, pointerTo(pointer, index), problems);
    if (!action) return [];
    if (ids.has(action.id))
      problems.add(pointerTo(pointerTo(pointer, index), 'id'), 'names another button too');
    ids.add(action.id);
    return [action];
  });
}

function readAction(value: unknown, pointer: string, problems: Problems): NotificationAction | undefined {
  if (!isRecord(value)) return problems.add(pointer, 'must be an object with id and title');
  const fields = new Fields(value, pointer, problems);
  const [id, title] = [fields.take('id'), fields.text('title', MAX_ACTION_TITLE)];
  fields.refuseOthers();
  if (!fields.has('title')) problems.add(fields.pointerTo('title'), 'is missing');
  if (typeof id !== 'string' || !ACTION_ID.test(id))
    return problems.add(
      fields.pointerTo('id'),
      'must be 1 to 64 letters, digits, dots, dashes or underscores',
    );
  return title === undefined ? undefined : { id, title };
}

function readCallback(fields: Fields, refuseCallback: RefuseCallback): string | undefined {
  const url = fields.text('callbackUrl', MAX_URL);
  const refusal = url === undefined ? undefined : refuseCallback(url);
  return refusal === undefined ? url : fields.problems.add(fields.pointerTo('callbackUrl'), refusal);
}
