// A small answer service: takes questions, keeps them on disk, and answers each by its callback when it has thought long
// enough: 20 seconds, or as long as the question says ("… in 2 minutes"). It runs on Node alone; see the README beside it.
/* global AbortSignal */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { clearTimeout, setTimeout } from 'node:timers';
import { answerTo, delayOf } from './thinking.mjs';
import { openQuestions } from './questions.mjs';

const { PORT = '7073', DATA_FILE = 'questions.json', ANSWER_SERVICE_SECRET } = process.env;
const MAX_BODY_BYTES = 64 * 1024;
const SIGNATURE_AGE_SECONDS = 5 * 60;
const RETRY_MS = 5000;
/** Timers of Node can wait no longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** How far the clock of the local stage is ahead; `npm start` says so when it is moved. */
let clockOffsetMs = 0;
const now = () => Date.now() + clockOffsetMs;
const questions = openQuestions(DATA_FILE);
const timers = new Map();

const server = createServer((request, response) => {
  take(request)
    .catch((error) => {
      console.error(`answer service: ${error.message}`);
      return { status: 500 };
    })
    .then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body ?? {}));
    });
});

/** One question, signed by whoever knows the secret: 202, or 200 with the answer when it is ready. */
async function take(request) {
  if (request.method !== 'POST') return { status: 405 };
  const text = await readBody(request);
  if (text === undefined) return { status: 413 };
  if (!isSigned(request.headers, text)) return { status: 401 };
  const question = parse(text);
  if (typeof question?.id !== 'string' || typeof question.question !== 'string') return { status: 400 };
  const known = questions.find(question.id);
  if (!known) {
    // On disk before it is acknowledged: whatever happens to this process, the question is answered.
    const { id, callbackUrl, locale } = question;
    const delayMs = delayOf(question.question);
    questions.put({ id, callbackUrl, locale, question: question.question, askedAt: now(), delayMs });
    schedule(id);
    console.log(`answer service: question ${id.slice(0, 8)} taken, answer in ${delayMs / 1000} s`);
    return { status: 202 };
  }
  if (now() < readyAt(known)) return { status: 202 };
  return { status: 200, body: { text: answerTo(known) } };
}

const readyAt = ({ askedAt, delayMs }) => askedAt + delayMs;

/** Sets the timer for what the question needs next: a word on the progress half-way, then the answer. */
function schedule(id, notBefore = 0) {
  clearTimeout(timers.get(id));
  const question = questions.find(id);
  if (!question?.callbackUrl || question.isAnswered) return;
  const halfway = question.askedAt + question.delayMs / 2;
  const at = Math.max(question.hasToldProgress ? readyAt(question) : halfway, notBefore);
  const wait = Math.min(Math.max(0, at - now()), LONGEST_TIMER_MS);
  timers.set(
    id,
    setTimeout(() => void tell(id), wait),
  );
}

async function tell(id) {
  const question = questions.find(id);
  if (!question) return;
  const isReady = now() >= readyAt(question);
  const body = isReady
    ? { text: answerTo(question) }
    : { text: 'Half of the thinking is done: 50 %', progress: true };
  const isHalfway = now() >= question.askedAt + question.delayMs / 2;
  const status = isReady || isHalfway ? await post(question.callbackUrl, body) : undefined;
  // Everything but a refusal is tried again; a refusal (answered already, cancelled) is an end.
  const isOver = status !== undefined && status < 500;
  if (isOver) questions.put({ ...question, ...(isReady ? { isAnswered: true } : { hasToldProgress: true }) });
  schedule(id, isOver || status === undefined ? 0 : now() + RETRY_MS);
}

/** The status, 599 when there was no reply. */
async function post(url, body) {
  try {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    return (await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) })).status;
  } catch {
    return 599;
  }
}

/** Checks the Standard Webhooks headers; without a secret everybody may ask. */
function isSigned(headers, body) {
  if (!ANSWER_SERVICE_SECRET) return true;
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures = '' } = headers;
  if (!(Math.abs(now() / 1000 - Number(timestamp)) <= SIGNATURE_AGE_SECONDS)) return false;
  const key = ANSWER_SERVICE_SECRET.startsWith('whsec_')
    ? Buffer.from(ANSWER_SERVICE_SECRET.slice('whsec_'.length), 'base64')
    : Buffer.from(ANSWER_SERVICE_SECRET);
  const expected = Buffer.from(
    `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  );
  return signatures.split(' ').some((given) => {
    const signature = Buffer.from(given);
    return signature.length === expected.length && timingSafeEqual(signature, expected);
  });
}

async function readBody(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > MAX_BODY_BYTES) return undefined;
  }
  return text;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

process.on('message', ({ type, offsetMs }) => {
  if (type !== 'clock') return;
  clockOffsetMs = offsetMs;
  for (const { id } of questions.all()) schedule(id);
  process.send?.({ type: 'clock' });
});
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
// A terminal's Ctrl-C reaches all of `npm start`, which ends its parts itself, one after the other.
for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => process.send ?? process.exit(0));

for (const { id } of questions.all()) schedule(id);
server.on('error', (error) => {
  console.error(`answer service: ${error.message}`);
  process.exit(1);
});
server.listen(Number(PORT), '127.0.0.1', () => {
  const { port } = server.address();
  process.send?.({ type: 'ready', port });
  console.log(`answer service: http://127.0.0.1:${port}`);
});
