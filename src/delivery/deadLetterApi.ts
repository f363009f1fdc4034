/** The HTTP API of dead deliveries, for operators: see them page by page, and have them sent again. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { problem } from '../http/problem';
import { answerPage, readPaging } from '../http/paging';
import type { DeadLetter } from './deadLetters';
import { resend, resendAll, type ResendDeps } from './resend';

const onlyDead = (): HttpResponseInit =>
  problem({
    status: 400,
    title: 'The state is missing or not known.',
    detail: 'Deliveries are listed by their state; give state=dead.',
  });

/** `GET /api/deliveries?state=dead[&size=…][&next=…]` */
export async function listDeliveries(deps: ResendDeps, request: HttpRequest): Promise<HttpResponseInit> {
  if (request.query.get('state') !== 'dead') return onlyDead();
  const paging = readPaging(request.query);
  if (!paging.ok) return problem(paging.problem);
  return answerPage(deps.deadLetters.page(paging.size, paging.next), ({ letters, next }) => ({
    jsonBody: { deliveries: letters.map(shown), ...(next ? { next } : {}) },
  }));
}

/** `POST /api/deliveries/{id}/retry` */
export async function retryDelivery(deps: ResendDeps, request: HttpRequest): Promise<HttpResponseInit> {
  const result = await resend(deps, request.params['id'] ?? '');
  switch (result) {
    case 'planned':
      return { status: 202, jsonBody: { planned: 1 } };
    case 'not-found':
      return problem({ status: 404, title: 'There is no such dead delivery.' });
    case 'unreadable':
      return problem({
        status: 409,
        title: 'It cannot be sent again.',
        detail: 'What was stored of it cannot be read: its content says what there was.',
      });
  }
}

/** `POST /api/deliveries/retry?state=dead` */
export async function retryDeliveries(deps: ResendDeps, request: HttpRequest): Promise<HttpResponseInit> {
  if (request.query.get('state') !== 'dead') return onlyDead();
  return { status: 202, jsonBody: await resendAll(deps) };
}

function shown({ id, due, diedAt, attempts, reason, lastError, content }: DeadLetter): object {
  return {
    ...{ id, state: 'dead', reason, attempts },
    ...(lastError ? { lastError } : {}),
    diedAt: new Date(diedAt).toISOString(),
    ...(due ? { ...due, dueAt: new Date(due.dueAt).toISOString() } : {}),
    ...(content ? { content } : {}),
  };
}
