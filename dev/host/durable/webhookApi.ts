// The Durable management API over HTTP: who may call, which endpoint a path means, and starting orchestrations.
import { setTimeout as delay } from 'node:timers/promises';
import { UnknownFunctionError } from './functionNames';
import type { InstanceControl, StartResult } from './instanceControl';
import { isJson, type InstanceEndpoints } from './instanceEndpoints';
import { authorise, type AuthorisedRequest, type WebhookRequest } from './webhookRequest';
import { emptyReply, errorReply, jsonReply, type WebhookReply } from './webhookReply';
import type { WebhookUrls } from './webhookUrls';

const RETRY_START_SECONDS = 10;
/** As a text: the client makes its error of it. */
const NO_REWIND = 'The embedded host does not rewind orchestrations. Start a new one.';

export interface WebhookApiOptions {
  control: InstanceControl;
  instances: InstanceEndpoints;
  urls: WebhookUrls;
  systemKey: string;
  hubName: string;
}

export class WebhookApi {
  constructor(private readonly options: WebhookApiOptions) {}

  /** Answers a request; 401 without the secret, 404 where there is nothing. */
  async handle(request: WebhookRequest): Promise<WebhookReply> {
    const { hubName, systemKey } = this.options;
    const authorised = authorise(request, systemKey);
    if (!authorised)
      return errorReply(401, 'The address lacks its key: take it from the client binding, with its code=….');
    const otherHub = authorised.query.text('taskHub');
    if (otherHub !== undefined && otherHub.toLowerCase() !== hubName.toLowerCase()) {
      return errorReply(
        400,
        `The embedded host has the one task hub "${hubName}"; "${otherHub}" is not reachable from it.`,
      );
    }
    try {
      return await this.#route(authorised);
    } catch (error) {
      if (error instanceof UnknownFunctionError) return errorReply(400, error.message);
      throw error;
    }
  }

  #route(request: AuthorisedRequest): Promise<WebhookReply> | WebhookReply {
    const [collection, ...rest] = request.segments;
    switch (collection?.toLowerCase()) {
      case 'orchestrators':
        return this.#routeStart(request, rest);
      case 'instances':
        return rest.length === 0 ? this.#routeInstances(request) : this.#routeInstance(request, rest);
      case 'entities':
        return errorReply(
          501,
          'The embedded host does not do entities. Azure Functions Core Tools (func start) does.',
        );
      default:
        return emptyReply(404);
    }
  }

  #routeStart(
    request: AuthorisedRequest,
    [functionName, instanceId, ...more]: string[],
  ): Promise<WebhookReply> | WebhookReply {
    if (functionName === undefined || more.length > 0 || request.method !== 'POST') return emptyReply(404);
    const input = request.body.trim() === '' ? '""' : request.body;
    if (!isJson(input)) return errorReply(400, 'Invalid JSON content');
    const version = request.query.text('version') ?? '';
    return this.#answerStart(
      request,
      this.options.control.start({ functionName, instanceId, input, version }),
    );
  }

  #routeInstances(request: AuthorisedRequest): WebhookReply {
    const { instances } = this.options;
    if (request.method === 'GET') return instances.list(request);
    return request.method === 'DELETE' ? instances.purgeMany(request) : emptyReply(404);
  }

  #routeInstance(request: AuthorisedRequest, path: string[]): Promise<WebhookReply> | WebhookReply {
    const { instances } = this.options;
    const [id = '', operation, eventName] = path;
    if (path.length === 1 && request.method === 'GET') return instances.status(request, id);
    if (path.length === 1 && request.method === 'DELETE') return instances.purge(id);
    if (request.method !== 'POST') return emptyReply(404);
    const name = operation?.toLowerCase();
    if (path.length === 3 && name === 'raiseevent' && eventName)
      return instances.raise(request, id, eventName);
    if (path.length !== 2) return emptyReply(404);
    if (name === 'terminate' || name === 'suspend' || name === 'resume')
      return instances.command(name, request, id);
    if (name === 'restart') return this.#restart(request, id);
    return name === 'rewind' ? jsonReply(501, NO_REWIND) : emptyReply(404);
  }

  #restart(request: AuthorisedRequest, id: string): Promise<WebhookReply> | WebhookReply {
    const result = this.options.control.restart(id, request.query.flag('restartWithNewInstanceId') ?? true);
    if (result === 'notFound')
      return errorReply(400, 'InstanceId does not match a valid orchestration instance.');
    return this.#answerStart(request, result);
  }

  #answerStart(request: AuthorisedRequest, result: StartResult): Promise<WebhookReply> | WebhookReply {
    if (result.outcome === 'exists') {
      return errorReply(409, 'An orchestration with this instance id is already under way.');
    }
    if (result.outcome === 'invalid') return errorReply(400, result.problem);
    const timeoutS = request.query.number('timeout');
    const pollingS = request.query.number('pollingInterval');
    if (timeoutS === undefined || pollingS === undefined) return this.#accepted(result.instanceId);
    return this.#waitForEnd(request, result.instanceId, timeoutS * 1000, pollingS * 1000);
  }

  async #waitForEnd(
    request: AuthorisedRequest,
    id: string,
    timeoutMs: number,
    pollingMs: number,
  ): Promise<WebhookReply> {
    if (pollingMs > timeoutMs || pollingMs <= 0) {
      return errorReply(
        400,
        'The polling interval must be more than nothing and no longer than the timeout.',
      );
    }
    const until = performance.now() + timeoutMs;
    for (;;) {
      const status = this.options.instances.status(request, id);
      if (status.status !== 202) return outputOf(status);
      const leftMs = until - performance.now();
      if (leftMs <= 0) return this.#accepted(id);
      await delay(Math.min(leftMs, pollingMs));
    }
  }

  #accepted(instanceId: string): WebhookReply {
    const { rewindPostUri: _notHere, ...urls } = this.options.urls.managementUrls(instanceId);
    return jsonReply(202, urls, {
      Location: urls.statusQueryGetUri,
      'Retry-After': String(RETRY_START_SECONDS),
    });
  }
}

/** Of a completed instance only its output is wanted; otherwise its whole state. */
function outputOf(reply: WebhookReply): WebhookReply {
  const state = JSON.parse(reply.body) as { runtimeStatus: string; output: unknown };
  return state.runtimeStatus === 'Completed' ? jsonReply(200, state.output) : reply;
}
