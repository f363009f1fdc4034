/**
 * The Bot Framework's authentication with two changes to its outgoing side: the SDK's hidden retries are off (one send is
 * one POST, and delivery decides what to try again), and every call is bounded in time.
 */
import {
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import type {
  AuthenticateRequestResult,
  ClaimsIdentity,
  ConnectorClient,
  ConnectorFactory,
  UserTokenClient,
} from 'botframework-connector';
import type { Activity } from 'botframework-schema';
import type { Pipeline } from '@azure/core-rest-pipeline';
import type { BotIdentity } from '../config';
import { SECOND_MS } from '../clock';

/** How long one call to the Bot Connector may take. */
export const CONNECTOR_TIMEOUT_MS = 15 * SECOND_MS;
/** How many service addresses are kept with their clients; a bot meets a few. */
const MAX_CLIENTS = 50;

/** Authentication for this bot; without an identity every caller is accepted, as on a developer's machine. */
export class ConnectorAuthentication extends ConfigurationBotFrameworkAuthentication {
  private readonly clients = new Map<string, Promise<ConnectorClient>>();
  private readonly userTokenClients = new Map<string, Promise<UserTokenClient>>();

  constructor(identity: BotIdentity | undefined) {
    const settings = settingsOf(identity);
    super(settings, new ConfigurationServiceClientCredentialFactory(settings));
  }

  override async authenticateRequest(
    activity: Activity,
    authHeader: string,
  ): Promise<AuthenticateRequestResult> {
    const result = await super.authenticateRequest(activity, authHeader);
    const { connectorFactory } = result;
    return connectorFactory
      ? { ...result, connectorFactory: this.bound(connectorFactory, result.claimsIdentity) }
      : result;
  }

  override createConnectorFactory(claimsIdentity: ClaimsIdentity): ConnectorFactory {
    return this.bound(super.createConnectorFactory(claimsIdentity), claimsIdentity);
  }

  override createUserTokenClient(claimsIdentity: ClaimsIdentity): Promise<UserTokenClient> {
    return kept(this.userTokenClients, identityKey(claimsIdentity), () =>
      super.createUserTokenClient(claimsIdentity),
    );
  }

  /** The factory whose clients are kept for a service address and audience, make one POST a send, and end in time. */
  private bound(factory: ConnectorFactory, claimsIdentity: ClaimsIdentity): ConnectorFactory {
    const create = (serviceUrl: string, audience: string): Promise<ConnectorClient> =>
      kept(this.clients, [serviceUrl, audience, identityKey(claimsIdentity)].join(' '), async () =>
        withoutRetries(await factory.create(serviceUrl, audience)),
      );
    return { create };
  }
}

function settingsOf(identity: BotIdentity | undefined): Record<string, string> {
  if (!identity) return {};
  return {
    MicrosoftAppId: identity.appId,
    MicrosoftAppType: identity.appType,
    MicrosoftAppTenantId: identity.tenantId ?? '',
    MicrosoftAppPassword: identity.password ?? '',
  };
}

function identityKey(claimsIdentity: ClaimsIdentity): string {
  return claimsIdentity.getClaimValue('aud') ?? claimsIdentity.getClaimValue('appid') ?? '';
}

/** Keeps what was made for a key while it is good; the oldest goes when there are many. */
function kept<T>(cache: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = cache.get(key);
  if (known) return known;
  const [oldest] = cache.keys();
  if (cache.size >= MAX_CLIENTS && oldest !== undefined) cache.delete(oldest);
  const made = make();
  cache.set(key, made);
  made.catch(() => cache.delete(key));
  return made;
}

/** No option of botbuilder 4.23 turns its retries off: the policy is taken out of the client's own pipeline (a test counts the POSTs). */
function withoutRetries(client: ConnectorClient): ConnectorClient {
  const { pipeline } = (client as unknown as { client: { pipeline: Pipeline } }).client;
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.addPolicy({
    name: 'recadoConnectorTimeout',
    sendRequest(request, next) {
      request.timeout = CONNECTOR_TIMEOUT_MS;
      return next(request);
    },
  });
  return client;
}
