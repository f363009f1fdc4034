/** The gate before the adapter: reads an HTTP body as an activity, or says in words why it is none. */
import type { Activity } from 'botframework-schema';
import type { ProblemDetail } from '../http/problem';

/** Larger than any activity that a channel sends. */
export const MAX_BODY_BYTES = 256 * 1024;
/** Deeper than any activity that a channel sends; deeper values could exhaust the stack of whoever walks them. */
const MAX_DEPTH = 100;
/** Longer than who and where any channel names, and short enough to be stored. */
const MAX_REFERENCE_CHARS = 16 * 1024;

export type ReadActivity = { ok: true; activity: Activity } | { ok: false; problem: ProblemDetail };
type Errors = NonNullable<ProblemDetail['errors']>;

const refuse = (status: number, title: string, detail?: string, errors?: Errors): ReadActivity => ({
  ok: false,
  problem: { status, title, ...(detail ? { detail } : {}), ...(errors ? { errors } : {}) },
});

/** Whether a content type is JSON. */
export const isJson = (contentType: string | null): boolean =>
  /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType ?? '');

/** Reads the body. Dates become Date objects, as botbuilder expects them; all else stays as it came. */
export function readActivity(body: string): ReadActivity {
  if (body.trim() === '') return refuse(400, 'The body is empty.', 'Send a Bot Framework activity as JSON.');
  if (Buffer.byteLength(body) > MAX_BODY_BYTES)
    return refuse(413, 'The body is too large.', `At most ${MAX_BODY_BYTES} bytes.`);
  if (depthOf(body) > MAX_DEPTH)
    return refuse(400, 'The body is nested too deeply.', `At most ${MAX_DEPTH} levels.`);
  const parsed = parseJson(body);
  if (parsed === undefined) return refuse(400, 'The body is not JSON.');
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    return refuse(400, 'The body is not an activity.', 'An activity is a JSON object.');
  const errors = errorsOf(parsed as Record<string, unknown>);
  if (errors.length > 0) return refuse(400, 'The body is not a valid activity.', undefined, errors);
  return { ok: true, activity: withDates(parsed as Record<string, unknown>) };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined; // the caller says so
  }
}

/** The deepest nesting of the JSON text, strings left out; linear in its length. */
function depthOf(body: string): number {
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  for (let at = 0; at < body.length; at += 1) {
    const char = body[at];
    if (isInString) {
      if (char === '\\') at += 1;
      else if (char === '"') isInString = false;
    } else if (char === '"') isInString = true;
    else if (char === '{' || char === '[') deepest = Math.max(deepest, (depth += 1));
    else if (char === '}' || char === ']') depth -= 1;
  }
  return deepest;
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.length > 0;
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTextIn = (value: unknown, name: string): boolean =>
  !isObject(value) || value[name] === undefined || value[name] === null || typeof value[name] === 'string';
/** What becomes the conversation's reference: stored as one property, which storage limits to 32 Ki characters. */
const isShortReference = ({ from, conversation, recipient, serviceUrl }: Record<string, unknown>): boolean =>
  JSON.stringify([from, conversation, recipient, serviceUrl]).length <= MAX_REFERENCE_CHARS;
const hasId = (value: unknown): boolean => isObject(value) && isText(value['id']);

function errorsOf(activity: Record<string, unknown>): Errors {
  const errors: Errors = [];
  const need = (isRight: boolean, pointer: string, detail: string): void => {
    if (!isRight) errors.push({ pointer, detail });
  };
  const optional = (name: string, isRight: (value: unknown) => boolean, detail: string): void =>
    need(
      activity[name] === undefined || activity[name] === null || isRight(activity[name]),
      `/${name}`,
      detail,
    );
  need(isText(activity['type']), '/type', 'is required: a text');
  need(isText(activity['channelId']), '/channelId', 'is required: a text');
  need(hasId(activity['conversation']), '/conversation/id', 'is required: a text');
  need(hasId(activity['from']), '/from/id', 'is required: a text');
  need(isHttpUrl(activity['serviceUrl']), '/serviceUrl', 'is required: an http or https address');
  need(
    isShortReference(activity),
    '',
    `must name who and where in at most ${MAX_REFERENCE_CHARS} characters`,
  );
  need(isTextIn(activity['from'], 'name'), '/from/name', 'must be a text');
  need(isTextIn(activity['from'], 'aadObjectId'), '/from/aadObjectId', 'must be a text');
  need(isTextIn(activity['conversation'], 'name'), '/conversation/name', 'must be a text');
  optional('recipient', hasId, 'must be an object with an id');
  for (const name of ['id', 'text', 'textFormat', 'locale', 'name', 'action', 'localTimezone', 'replyToId'])
    optional(name, (value) => typeof value === 'string', 'must be a text');
  for (const name of ['entities', 'attachments', 'membersAdded', 'membersRemoved'])
    optional(name, (value) => Array.isArray(value) && value.every(isObject), 'must be a list of objects');
  return errors;
}

function isHttpUrl(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  return /^https?:$/.test(new URL(value).protocol);
}

function withDates(activity: Record<string, unknown>): Activity {
  const dates = ['timestamp', 'localTimestamp', 'expiration'].flatMap((name) => {
    const value = activity[name];
    return typeof value === 'string' ? [[name, new Date(value)] as const] : [];
  });
  return { ...activity, ...Object.fromEntries(dates) } as unknown as Activity;
}
