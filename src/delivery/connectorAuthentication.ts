/**
 * The Bot Framework's authentication with a gate before its incoming side, and two changes to its outgoing side: the SDK's
 * hidden retries are off (one send is one POST, and delivery decides what to try again), and every call is bounded in time.
 */
import {
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import { AuthenticationConstants } from 'botframework-connector';
import type {
  AuthenticateRequestResult,
  ClaimsIdentity,
  ConnectorClient,
  ConnectorFactory,
  UserTokenClient,
} from 'botframework-connector';
import { type Activity, CallerIdConstants } from 'botframework-schema';
import type { Pipeline } from '@azure/core-rest-pipeline';
import type { BotIdentity } from '../config';
import { SECOND_MS } from '../clock';
import { boundCalls } from './boundCalls';
import { type CallerGate, createCallerGate, metadataUrlOf } from './callerGate';

/** How long one call to the Bot Connector may take. */
export const CONNECTOR_TIMEOUT_MS = 15 * SECOND_MS;
/** How long it may take to get a token for it; the next try finds one that came later. */
const TOKEN_WITHIN_MS = 10 * SECOND_MS;
/** How many service addresses are kept with their clients; a bot meets a few. */
const MAX_CLIENTS = 50;

/** Authentication for this bot; without an identity every caller is accepted, as on a developer's machine. */
export class ConnectorAuthentication extends ConfigurationBotFrameworkAuthentication {
  private readonly clients = new Map<string, Promise<ConnectorClient>>();
  private readonly userTokenClients = new Map<string, Promise<UserTokenClient>>();
  private readonly gate: CallerGate | undefined;

  /** @param timeoutMs - how long one call to the Bot Connector may take. */
  constructor(
    identity: BotIdentity | undefined,
    private readonly timeoutMs = CONNECTOR_TIMEOUT_MS,
  ) {
    const credentials = new ConfigurationServiceClientCredentialFactory(settingsOf(identity));
    super(identity ? publicCloud(metadataUrlOf(identity)) : {}, credentials);
    this.gate = identity && createCallerGate(identity);
  }

  override async authenticateRequest(
    activity: Activity,
    authHeader: string,
  ): Promise<AuthenticateRequestResult> {
    const verify = (): Promise<AuthenticateRequestResult> => super.authenticateRequest(activity, authHeader);
    const result = await (this.gate ? this.gate(activity, authHeader, verify) : verify());
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
        withoutRetries(await factory.create(serviceUrl, audience), this.timeoutMs),
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

/** The public cloud in full: the SDK takes one such setting as a sign that it is given all of them. */
function publicCloud(metadataUrl: string): Record<string, string> {
  return {
    ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
    ToBotFromChannelTokenIssuer: AuthenticationConstants.ToBotFromChannelTokenIssuer,
    ToBotFromEmulatorOpenIdMetadataUrl: AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl,
    ToChannelFromBotLoginUrl: AuthenticationConstants.ToChannelFromBotLoginUrl,
    ToChannelFromBotOAuthScope: AuthenticationConstants.ToChannelFromBotOAuthScope,
    OAuthUrl: AuthenticationConstants.OAuthUrl,
    CallerId: CallerIdConstants.PublicAzureChannel,
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
function withoutRetries(client: ConnectorClient, timeoutMs: number): ConnectorClient {
  const { pipeline } = (client as unknown as { client: { pipeline: Pipeline } }).client;
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  boundCalls(pipeline, timeoutMs, Math.min(TOKEN_WITHIN_MS, timeoutMs));
  return client;
}
