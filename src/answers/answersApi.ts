/** The HTTP API of answers: what each call does, and what each outcome is as a response. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { problem } from '../http/problem';
import type { AnswerDeps } from './answerDeps';
import type { CallbackTokens } from './callbackToken';
import { readAnswerBody } from './httpBody';
import type { AnswerSource } from './question';
import { questionStatus } from './questionStatus';
import { recordProgress } from './recordProgress';
import { takeAnswer } from './takeAnswer';

export interface AnswersApiDeps extends AnswerDeps {
  tokens: CallbackTokens;
}

const NO_STORE = { 'cache-control': 'no-store' };
const PAGE = 100;
/** The row behind which a page begins, as `next` names it. */
const CURSOR = /^asked\|\d{15}\|[0-9a-f]{64}$/;

const UNKNOWN = problem({ status: 404, title: 'There is no such question.' });
const PROBLEMS = {
  unknown: UNKNOWN,
  purged: problem({ status: 410, title: 'The question has been forgotten.' }),
  cancelled: problem({ status: 410, title: 'The question has been cancelled.' }),
  different: problem({
    status: 409,
    title: 'The question has been answered already.',
    detail: 'The first answer counts.',
  }),
  over: problem({ status: 409, title: 'The question is not open any more.' }),
} as const;

const accepted = (id: string, state: string): HttpResponseInit => ({
  status: 202,
  jsonBody: { id, state },
  headers: NO_STORE,
});

/** `POST /api/answers/{id}`. */
export async function postAnswer(
  deps: AnswerDeps,
  request: HttpRequest,
  kind: AnswerSource['kind'] = 'api',
): Promise<HttpResponseInit> {
  const { id = '' } = request.params;
  const read = await readAnswerBody(request);
  if (!read.ok) return problem(read.problem);
  if (!(await isOfTenant(deps, request, id))) return PROBLEMS.unknown;
  const at = deps.clock();
  if (read.brought.kind === 'progress') {
    const taken = await recordProgress(deps, id, read.brought.text, at);
    return taken === 'noted' ? accepted(id, 'open') : PROBLEMS[taken];
  }
  const { taken, question } = await takeAnswer(deps, id, {
    content: read.brought.content,
    from: { kind },
    at,
  });
  switch (taken) {
    case 'answered':
    case 'repeated':
    case 'late':
      return accepted(id, question?.state ?? 'answered');
    default:
      return PROBLEMS[taken];
  }
}

/** A call that names a tenant is held to it: the questions of others do not exist for it. */
async function isOfTenant(
  { store }: Pick<AnswerDeps, 'store'>,
  { query }: HttpRequest,
  id: string,
): Promise<boolean> {
  const tenant = query.get('tenant');
  if (tenant === null) return true;
  const question = await store.find(id);
  // What is forgotten is nobody's any more.
  return question !== undefined && question !== 'purged' && question.asker.tenant === tenant;
}

/** `POST /api/answers/{id}/callback?token=…`: the token is looked at before anything else. */
export async function postCallback(deps: AnswersApiDeps, request: HttpRequest): Promise<HttpResponseInit> {
  const { id = '' } = request.params;
  const token = request.query.get('token') ?? '';
  if (!(await deps.tokens.isGood(id, token, deps.clock())))
    return problem({ status: 401, title: 'The token is not good for this question, or not any more.' });
  const response = await postAnswer(deps, request, 'service');
  // A good token shows that there was such a question.
  return response === UNKNOWN ? PROBLEMS.purged : response;
}

/** `GET /api/answers/{id}`. */
export async function getAnswer(deps: AnswerDeps, request: HttpRequest): Promise<HttpResponseInit> {
  const { id = '' } = request.params;
  const question = (await isOfTenant(deps, request, id)) ? await deps.store.find(id) : undefined;
  if (question === undefined) return PROBLEMS.unknown;
  if (question === 'purged') return PROBLEMS.purged;
  return { status: 200, jsonBody: questionStatus(question), headers: NO_STORE };
}

/** `GET /api/answers?state=open[&tenant=…]`: in the order of their asking, a page at a time. */
export async function listAnswers({ indexes }: AnswerDeps, request: HttpRequest): Promise<HttpResponseInit> {
  const { query } = request;
  if (query.get('state') !== 'open')
    return problem({ status: 400, title: 'Only open questions are listed.', detail: 'Say state=open.' });
  const next = query.get('next');
  const after = next === null ? undefined : Buffer.from(next, 'base64url').toString();
  if (after !== undefined && !CURSOR.test(after))
    return problem({ status: 400, title: 'The value of next is none that was given out.' });
  const tenant = query.get('tenant');
  const page = await indexes.listOpen(PAGE, {
    ...(after === undefined ? {} : { after }),
    ...(tenant === null ? {} : { tenant }),
  });
  const items = page.found.map(({ id, question, at }) => ({
    ...{ id, question, state: 'open' },
    askedAt: new Date(at).toISOString(),
  }));
  const cursor = page.next === undefined ? {} : { next: Buffer.from(page.next).toString('base64url') };
  return { status: 200, jsonBody: { items, ...cursor }, headers: NO_STORE };
}
