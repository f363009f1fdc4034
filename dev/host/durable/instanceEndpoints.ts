// The management API's endpoints for instances: states, lists, purges and commands.
import type { DurableStore } from './durableStore';
import type { HistoryEvent } from './historyEvents';
import type { CommandResult, InstanceControl } from './instanceControl';
import { findInstances, type InstanceFilter } from './instanceQuery';
import { isFinal, type Instance } from './instanceTable';
import { statusPayload } from './statusPayload';
import { emptyReply, errorReply, jsonReply, type WebhookReply } from './webhookReply';
import type { AuthorisedRequest, WebhookQuery } from './webhookRequest';

const CONTINUATION_HEADER = 'x-ms-continuation-token';
const DEFAULT_PAGE_SIZE = 100;
const RETRY_STATUS_SECONDS = 5;
const REPLY_TO_COMMAND: Readonly<Record<CommandResult, number>> = { done: 202, notFound: 404, gone: 410 };

export class InstanceEndpoints {
  constructor(
    private readonly store: DurableStore,
    private readonly control: InstanceControl,
  ) {}

  /** `GET instances/{id}`: 202 while it goes on, 200 when it has ended. */
  status({ query, url }: AuthorisedRequest, instanceId: string): WebhookReply {
    const instance = this.store.instances.find(instanceId);
    if (!instance) return emptyReply(404);
    const payload = statusPayload(instance, this.#shownHistory(instance, query), {
      input: query.flag('showInput') ?? true,
      historyOutput: query.flag('showHistoryOutput') ?? false,
    });
    if (!isFinal(instance.status)) {
      return jsonReply(202, payload, { Location: url.href, 'Retry-After': String(RETRY_STATUS_SECONDS) });
    }
    const isServerError =
      instance.status === 'Failed' && query.flag('returnInternalServerErrorOnFailure') === true;
    return jsonReply(isServerError ? 500 : 200, payload);
  }

  /** `GET instances/`: a page of what the filter finds; the continuation header asks for the next and tells of one. */
  list({ headers, query }: AuthorisedRequest): WebhookReply {
    const size = Math.max(1, Math.floor(query.number('top') ?? DEFAULT_PAGE_SIZE));
    const token = headers[CONTINUATION_HEADER];
    const afterId = token ? Buffer.from(token, 'base64url').toString() : undefined;
    const found = findInstances(this.store.database, filterOf(query), { afterId, size: size + 1 });
    const page = found.slice(0, size);
    const last = found.length > size ? page.at(-1) : undefined;
    const shown = { input: query.flag('showInput') ?? true, historyOutput: false };
    return jsonReply(
      200,
      page.map((instance) => statusPayload(instance, undefined, shown)),
      last ? { [CONTINUATION_HEADER]: Buffer.from(last.instanceId).toString('base64url') } : {},
    );
  }

  /** `DELETE instances/{id}`. */
  purge(instanceId: string): WebhookReply {
    const instancesDeleted = this.control.purge(instanceId);
    return instancesDeleted === 0 ? emptyReply(404) : jsonReply(200, { instancesDeleted });
  }

  /** `DELETE instances/?createdTimeFrom=…`: purges those that have ended. */
  purgeMany({ query }: AuthorisedRequest): WebhookReply {
    const filter = filterOf(query);
    if (filter.createdFrom === undefined) {
      return errorReply(400, "Please provide value for 'createdTimeFrom' parameter.");
    }
    const instancesDeleted = this.control.purgeEnded(filter);
    return instancesDeleted === 0 ? emptyReply(404) : jsonReply(200, { instancesDeleted });
  }

  /** `POST instances/{id}/terminate|suspend|resume`. */
  command(
    operation: 'terminate' | 'suspend' | 'resume',
    { query }: AuthorisedRequest,
    instanceId: string,
  ): WebhookReply {
    return emptyReply(REPLY_TO_COMMAND[this.control[operation](instanceId, query.text('reason') ?? '')]);
  }

  /** `POST instances/{id}/raiseEvent/{name}`: the body is the event's JSON. */
  raise({ body, headers }: AuthorisedRequest, instanceId: string, eventName: string): WebhookReply {
    const instance = this.store.instances.find(instanceId);
    if (!instance) return emptyReply(404);
    if (isFinal(instance.status)) return emptyReply(410);
    const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
    if (mediaType !== 'application/json')
      return errorReply(400, 'Only application/json request content is supported');
    const input = body.trim() === '' ? 'null' : body;
    if (!isJson(input)) return errorReply(400, 'Invalid JSON content');
    return emptyReply(REPLY_TO_COMMAND[this.control.raise(instanceId, eventName, input)]);
  }

  #shownHistory({ instanceId, status }: Instance, query: WebhookQuery): HistoryEvent[] | undefined {
    if (query.flag('showHistory') !== true) return undefined;
    return status === 'Pending' ? [] : this.store.history.read(instanceId);
  }
}

/** Whether a text is JSON. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // The question was whether it is.
  }
}

function filterOf(query: WebhookQuery): InstanceFilter {
  return {
    createdFrom: query.time('createdTimeFrom'),
    createdTo: query.time('createdTimeTo'),
    statuses: query.list('runtimeStatus'),
    idPrefix: query.text('instanceIdPrefix'),
  };
}
