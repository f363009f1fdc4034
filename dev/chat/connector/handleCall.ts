// One REST call of the bot, from its arrival to its answer: recorded, delayed, failed by script, or carried out.
import { isRecord, type WireActivity } from '../directory/wireActivity';
import type { CallLog, ConnectorCall } from './connectorCalls';
import { badSyntax, refusal, type ConnectorReply } from './connectorReply';
import type { createConnectorRoutes, OperationName, RouteMatch } from './connectorRoutes';
import { faultName, faultReply } from './faultKinds';
import type { Faults } from './faults';
import { deleteActivity, updateActivity } from './operations/changeActivity';
import { createConversation } from './operations/createConversation';
import type { Operation, Stage } from './operations/operation';
import {
  getMember,
  getTeam,
  listChannels,
  listConversations,
  listMembers,
  listPagedMembers,
} from './operations/roster';
import { sendActivity } from './operations/sendActivity';

/** A call as it came over HTTP: `url` is path and query, still encoded. */
export interface ConnectorRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: ConnectorCall['headers'];
  readonly body: string;
}

/** What a call is carried out with. */
export interface CallContext {
  readonly stage: Stage;
  readonly log: CallLog;
  readonly faults: Faults;
  readonly findRoute: ReturnType<typeof createConnectorRoutes>;
  readonly latencyMs: number;
  wait(ms: number): Promise<unknown>;
}

const OPERATIONS: Record<OperationName, Operation> = {
  listConversations,
  createConversation,
  sendToConversation: sendActivity,
  replyToActivity: sendActivity,
  updateActivity,
  deleteActivity,
  listMembers,
  listPagedMembers,
  getMember,
  listActivityMembers: listMembers,
  getTeam,
  listChannels,
};

/** Carries out one call and records it. */
export async function handleCall(context: CallContext, request: ConnectorRequest): Promise<ConnectorReply> {
  const { stage, log, faults } = context;
  const route = context.findRoute(request.method, request.url);
  const parsed = parseBody(request.body);
  const call = log.begin(describeCall(stage.now(), request, route, parsed.body));
  if (context.latencyMs > 0) await context.wait(context.latencyMs);
  const fault = faults.choose(call);
  const kind = fault?.kind;
  if (typeof kind === 'object' && kind.name === 'slow') await context.wait(kind.ms);
  const failure = kind && faultReply(kind);
  const named = kind && { fault: faultName(kind) };
  if (failure && !fault?.afterEffect) {
    log.end(call, { ...named, tookEffect: false, reply: failure });
    return failure;
  }
  const result = parsed.isJson
    ? carryOut(stage, request, route, parsed.body)
    : { reply: badSyntax('The body is not valid JSON.'), tookEffect: false };
  const reply = failure ?? result.reply;
  log.end(call, { ...result, ...named, reply });
  return reply;
}

function carryOut(stage: Stage, request: ConnectorRequest, route: RouteMatch, body: unknown) {
  if (!route.operation) return { reply: noRoute(request, route.allow), tookEffect: false };
  const { params, query } = route;
  return OPERATIONS[route.operation](stage, {
    params,
    query,
    body,
    bodyBytes: Buffer.byteLength(request.body),
  });
}

function noRoute({ method, url }: ConnectorRequest, allow: readonly string[]): ConnectorReply {
  if (allow.length === 0) return refusal(404, 'NotFound', `There is nothing at ${url}.`);
  const reply = refusal(405, 'MethodNotAllowed', `${method} is not allowed here.`);
  return { ...reply, headers: { allow: allow.join(', ') } };
}

function describeCall(
  atMs: number,
  { method, url, headers }: ConnectorRequest,
  route: RouteMatch,
  body: unknown,
): Omit<ConnectorCall, 'seq'> {
  const path = url.split('?', 1)[0] ?? url;
  if (!route.operation) return { atMs, method, path, headers, body };
  const { conversationId, activityId } = route.params;
  const activity = route.operation === 'createConversation' && isRecord(body) ? body['activity'] : body;
  const hasActivity = isRecord(activity) && method !== 'GET';
  return {
    atMs,
    method,
    path,
    operation: route.operation,
    headers,
    body,
    ...(conversationId !== undefined && { conversationId }),
    ...(activityId !== undefined && { activityId }),
    ...(hasActivity && { activity: activity as unknown as WireActivity }),
  };
}

function parseBody(text: string): { readonly isJson: boolean; readonly body?: unknown } {
  if (text === '') return { isJson: true };
  try {
    return { isJson: true, body: JSON.parse(text) as unknown };
  } catch {
    return { isJson: false };
  }
}
