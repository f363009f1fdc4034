/** The stage on which callers try to get in, and the tokens that they try it with. */
import { channelClaims } from './callers';
import { type Claims, signed, type SigningKey } from './tokenAuthority';

/** What a case is made of. */
export interface Stage {
  serviceUrl: string;
  nowMs: number;
  /** The keys that are published: Teams', Web Chat's (named so), one that names no channel, and an elliptic one. */
  teams: SigningKey;
  webChat: SigningKey;
  unendorsed: SigningKey;
  elliptic: SigningKey;
}

/** The headers of a request, and what its activity says otherwise than an ordinary Teams message. */
export interface Attempt {
  authorization: string[];
  activity?: Claims;
}

export type Case = (stage: Stage) => Attempt;

export const bearer = (token: string, activity?: Claims): Attempt => ({
  authorization: [`Bearer ${token}`],
  ...(activity ? { activity } : {}),
});
export const good = ({ teams, serviceUrl, nowMs }: Stage): string =>
  signed(teams, channelClaims(serviceUrl, nowMs));
/** A token that is right but for these claims. */
export const claiming =
  (change: (stage: Stage, now: number) => Claims): Case =>
  (stage) =>
    bearer(
      signed(stage.teams, {
        ...channelClaims(stage.serviceUrl, stage.nowMs),
        ...change(stage, Math.floor(stage.nowMs / 1000)),
      }),
    );
/** A token that is right but for its header. */
export const headed =
  (change: (stage: Stage) => Claims): Case =>
  (stage) =>
    bearer(signed(stage.teams, channelClaims(stage.serviceUrl, stage.nowMs), change(stage)));
export const signedWith =
  (key: (stage: Stage) => SigningKey, header: Claims = {}, activity?: Claims): Case =>
  (stage) =>
    bearer(signed(key(stage), channelClaims(stage.serviceUrl, stage.nowMs), header), activity);
