/** `GET /api/conversations?state=…[&tenant=…]`: operators see which conversations can be reached and which cannot. */
import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { problem } from '../http/problem';
import { answerPage, readPaging } from '../http/paging';
import type { ConversationState } from './conversation';
import type { ConversationStore } from './conversationStore';

export const LIST_CONVERSATIONS_FUNCTION = 'listConversations';

const STATES: readonly ConversationState[] = ['active', 'suspended', 'gone'];

export function registerConversationFunctions(store: ConversationStore): void {
  app.http(LIST_CONVERSATIONS_FUNCTION, {
    route: 'conversations',
    methods: ['GET'],
    authLevel: 'function',
    handler: (request) => listConversations(store, request),
  });
}

/** One page; an empty one with a `next` is no end, as storage looks through all rows for them. */
export async function listConversations(
  store: ConversationStore,
  request: HttpRequest,
): Promise<HttpResponseInit> {
  const state = STATES.find((known) => known === request.query.get('state'));
  if (!state)
    return problem({
      status: 400,
      title: 'The state is missing or not known.',
      detail: `It is one of ${STATES.join(', ')}.`,
    });
  const paging = readPaging(request.query);
  if (!paging.ok) return problem(paging.problem);
  const [tenant, { size, next: after }] = [request.query.get('tenant'), paging];
  const page = store.pageByState(state, size, {
    ...(after ? { next: after } : {}),
    ...(tenant === null ? {} : { tenant }),
  });
  return answerPage(page, ({ conversations, next }) => ({
    jsonBody: { conversations, ...(next ? { next } : {}) },
  }));
}
