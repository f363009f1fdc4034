/** Registers the bot's HTTP endpoint, to which channels post their activities. */
import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import type { InvokeResponse } from 'botbuilder';
import { AuthenticationError } from 'botframework-connector';
import type { Activity } from 'botframework-schema';
import { durableClientInput } from '../azure/durableClient';
import { SECOND_MS } from '../clock';
import type { ChannelAdapter } from '../delivery/channelAdapter';
import { problem } from '../http/problem';
import { readCapped } from '../http/readCapped';
import { isLoopback } from '../http/serviceAddress';
import { faultFields, type Log } from '../log';
import { handleTurn, type TurnDeps } from './handleTurn';
import { isJson, MAX_BODY_BYTES, readActivity } from './readActivity';

export const MESSAGES_FUNCTION = 'messages';
export const PURGE_ACTIVITIES_FUNCTION = 'purgeActivities';
const EARLY_EACH_DAY = '0 17 3 * * *';
/** Rows that one run removes at most; the next day's run goes on. */
const PURGE_LIMIT = 100_000;
/** Channels wait 15 s: a turn that takes longer is acknowledged and goes on. */
const ANSWER_WITHIN_MS = 12 * SECOND_MS;

const REFUSALS: Readonly<Record<number, string>> = {
  403: 'The bot does not serve this tenant.',
  503: 'Who the caller is cannot be checked now.',
};

const TOO_LARGE = problem({
  status: 413,
  title: 'The body is too large.',
  detail: `At most ${MAX_BODY_BYTES} bytes.`,
});

export interface MessagesDeps extends TurnDeps {
  adapter: ChannelAdapter;
  /** With an identity callers are authenticated; without one only this machine is spoken to. */
  hasIdentity: boolean;
  /** After this time the activity is acknowledged and its turn goes on, ms; 12 s unless it is given. */
  answerWithinMs?: number;
}

export function registerBotFunctions(deps: MessagesDeps): void {
  app.http(MESSAGES_FUNCTION, {
    route: 'messages',
    methods: ['POST'],
    authLevel: 'anonymous', // the Bot Connector's token is checked by the adapter
    extraInputs: [durableClientInput], // what people say starts and wakes orchestrations
    handler: (request) => receive(deps, request),
  });
  app.timer(PURGE_ACTIVITIES_FUNCTION, {
    schedule: EARLY_EACH_DAY,
    handler: async () =>
      deps.log.info('activities.purged', { count: await deps.activities.purge(PURGE_LIMIT) }),
  });
}

/** One activity: 200 once it is handled, an invoke's own response, or a problem that says what is wrong. */
export async function receive(deps: MessagesDeps, request: HttpRequest): Promise<HttpResponseInit> {
  if (!isJson(request.headers.get('content-type')))
    return problem({ status: 415, title: 'The content type is not JSON.', detail: 'Send application/json.' });
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) return TOO_LARGE;
  const body = await readCapped(request.body as AsyncIterable<Uint8Array> | null, MAX_BODY_BYTES);
  if (body === undefined) return TOO_LARGE;
  const read = readActivity(body);
  if (!read.ok) return problem(read.problem);
  if (!deps.hasIdentity && !isLoopback(read.activity.serviceUrl)) {
    return problem({
      status: 403,
      title: 'The service address is not on this machine.',
      detail: 'Without an app id the bot speaks to loopback addresses only.',
    });
  }
  return answerInTime(deps, request.headers.get('authorization') ?? '', read.activity);
}

async function answerInTime(
  deps: MessagesDeps,
  authorization: string,
  activity: Activity,
): Promise<HttpResponseInit> {
  const turn = runTurn(deps, authorization, activity);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<HttpResponseInit>((resolve) => {
    timer = setTimeout(() => resolve({ status: 202 }), deps.answerWithinMs ?? ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([turn, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function runTurn(
  deps: MessagesDeps,
  authorization: string,
  activity: Activity,
): Promise<HttpResponseInit> {
  try {
    return responseOf(
      await deps.adapter.receive(authorization, activity, (context) => handleTurn(deps, context)),
    );
  } catch (error) {
    if (error instanceof AuthenticationError) return refusal(deps.log, activity.channelId, error);
    deps.log.error('messages.failed', faultFields(error));
    return problem({ status: 500, title: 'The activity could not be handled.' });
  }
}

/** What the caller is told: never why, which would only help who is not the Bot Framework. */
function refusal(log: Log, channel: string, { statusCode, message }: AuthenticationError): HttpResponseInit {
  log.warn('messages.refused', { channel: channel.slice(0, 40), statusCode, reason: message.slice(0, 120) });
  return problem({
    status: statusCode,
    title: REFUSALS[statusCode] ?? 'The caller is not the Bot Framework.',
  });
}

function responseOf(invoke: InvokeResponse | undefined): HttpResponseInit {
  if (!invoke) return { status: 200 };
  return invoke.body === undefined
    ? { status: invoke.status }
    : { status: invoke.status, jsonBody: invoke.body as unknown };
}
