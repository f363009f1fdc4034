// The addresses of the Durable management API: what the client binding holds and what is handed out for an instance.
import type { DurableHostServices } from '../durableSeam';

/** The path below which the host hands requests to the extension. */
export const WEBHOOK_PATH = '/runtime/webhooks/durabletask';

const CONNECTION = 'AzureWebJobsStorage';
const ID_PLACEHOLDER = 'INSTANCEID';

/** The host's address and hub; read at each use, because the port may be known late. */
export type WebhookPlace = Pick<DurableHostServices, 'baseUrl' | 'hubName'>;

/** The addresses of one instance, ready to be called (`{eventName}` and `{text}` are for the caller to fill in). */
export interface ManagementUrls {
  id: string;
  statusQueryGetUri: string;
  sendEventPostUri: string;
  terminatePostUri: string;
  rewindPostUri: string;
  purgeHistoryDeleteUri: string;
  restartPostUri: string;
  suspendPostUri: string;
  resumePostUri: string;
}

export class WebhookUrls {
  /** `systemKey` is the secret that signs the addresses. */
  constructor(
    private readonly place: WebhookPlace,
    private readonly systemKey: string,
  ) {}

  /** `idInPath` is the id as it stands in the addresses. */
  managementUrls(id: string, idInPath = encodeURIComponent(id)): ManagementUrls {
    const { hubName } = this.place;
    const instance = `${this.#root}/instances/${idInPath}`;
    const query = `taskHub=${encodeURIComponent(hubName)}&connection=${CONNECTION}&${this.#code}`;
    return {
      id,
      statusQueryGetUri: `${instance}?${query}`,
      sendEventPostUri: `${instance}/raiseEvent/{eventName}?${query}`,
      terminatePostUri: `${instance}/terminate?reason={text}&${query}`,
      rewindPostUri: `${instance}/rewind?reason={text}&${query}`,
      purgeHistoryDeleteUri: `${instance}?${query}`,
      restartPostUri: `${instance}/restart?${query}`,
      suspendPostUri: `${instance}/suspend?reason={text}&${query}`,
      resumePostUri: `${instance}/resume?reason={text}&${query}`,
    };
  }

  /** The JSON of the `durableClient` binding. Its rpcBaseUrl carries the secret in its path: the client adds no query of its own. */
  clientBinding(): Record<string, unknown> {
    const start = `${this.#root}/orchestrators/{functionName}[/{instanceId}]`;
    return {
      taskHubName: this.place.hubName,
      creationUrls: {
        createNewInstancePostUri: `${start}?${this.#code}`,
        createAndWaitOnNewInstancePostUri: `${start}?timeout={timeoutInSeconds}&pollingInterval={intervalInSeconds}&${this.#code}`,
      },
      managementUrls: this.managementUrls(ID_PLACEHOLDER),
      baseUrl: this.#root,
      requiredQueryStringParameters: this.#code,
      rpcBaseUrl: `${this.#root}/rpc/${this.systemKey}/`,
    };
  }

  get #root(): string {
    return `${this.place.baseUrl}${WEBHOOK_PATH}`;
  }

  get #code(): string {
    return `code=${this.systemKey}`;
  }
}
