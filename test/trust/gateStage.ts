/** The stage of the token tests: a token authority, a channel that hears the answers, the bot's identity, and a set date. */
import { type ConnectorServer, startConnectorServer } from '../../dev/chat/connector/connectorServer';
import type { Stage } from './attempts';
import { anIdentity, channelClaims } from './callers';
import { aGuardedBot, type GuardedBot } from './guardedBot';
import { startIdentityEndpoint } from './identityEndpoint';
import { aKey, type Claims, signed, startTokenAuthority, type TokenAuthority } from './tokenAuthority';

export interface GateStage extends Stage {
  authority: TokenAuthority;
  channel: ConnectorServer;
  /** A bot with storage of its own, which has not asked for keys yet. */
  newBot(): GuardedBot;
  /** An Authorization header that is right, but for what is given. */
  authorization(claims?: Claims, header?: Claims): string;
  /** Publishes the usual keys again. */
  reset(): void;
  stop(): Promise<void>;
}

/** Starts the stage; its tokens are good at this time (ms). */
export async function startGateStage(nowMs: number): Promise<GateStage> {
  const [authority, channel, identity] = await Promise.all([
    startTokenAuthority(),
    startConnectorServer(),
    startIdentityEndpoint(),
  ]);
  const teams = aKey('teams', ['msteams', 'skypeforbusiness']);
  const webChat = aKey('webchat', ['webchat']);
  const unendorsed = aKey('unendorsed');
  const elliptic = aKey('elliptic', ['msteams'], 'ec');
  const { serviceUrl } = channel;
  return {
    ...{ authority, channel, serviceUrl, nowMs, teams, webChat, unendorsed, elliptic },
    newBot: () => aGuardedBot(anIdentity(authority.newMetadataUrl())),
    authorization: (claims = {}, header = {}) =>
      `Bearer ${signed(teams, { ...channelClaims(serviceUrl, nowMs), ...claims }, header)}`,
    reset() {
      authority.keys = [teams, webChat, unendorsed, elliptic];
      authority.answers = 'keys';
    },
    stop: async () => void (await Promise.all([authority.stop(), channel.stop(), identity.stop()])),
  };
}

const TIMERS = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

/** Sets the date, which then stands still; timers stay real but for those that are named. */
export function setDate(nowMs: number, ...faked: (typeof TIMERS)[number][]): void {
  jest.useFakeTimers({ now: nowMs, doNotFake: TIMERS.filter((name) => !faked.includes(name)) });
}
