/** Lets a turn begin only for a channel: looks at the token, the endorsements of its key, and then has the SDK verify it. */
import { AuthenticationConstants, AuthenticationError } from 'botframework-connector';
import { OpenIdMetadata } from 'botframework-connector/lib/auth/openIdMetadata';
import type { Activity } from 'botframework-schema';
import { SECOND_MS } from '../clock';
import type { BotIdentity } from '../config';
import { teamsData } from '../conversations/inboundActivity';
import { readKeyId, refused } from './channelToken';

/** Shorter than the time after which a slow turn is acknowledged: an unchecked caller is never told that it went well. */
const CHECKED_WITHIN_MS = 8 * SECOND_MS;
/** The channels whose keys the Bot Framework publishes without naming any channel. */
const CHANNELS_WITHOUT_ENDORSEMENT: readonly string[] = ['webchat', 'directline'];
/** What the SDK's JWT library throws for a token that does not hold. */
const TOKEN_FAULTS: readonly string[] = [
  'JsonWebTokenError',
  'NotBeforeError',
  'TokenExpiredError',
  'SyntaxError',
];

/** Runs the SDK's own check of the caller when the first look found nothing wrong. */
export type CallerGate = <T>(
  activity: Activity,
  authorization: string,
  verify: () => Promise<T>,
) => Promise<T>;

/**
 * The gate for this bot. It rejects with an AuthenticationError: 401 when the caller is not a channel, 403 when the channel
 * speaks for a tenant that is not the bot's, 503 when the caller cannot be checked now.
 */
export function createCallerGate(identity: BotIdentity): CallerGate {
  const keys = new OpenIdMetadata(metadataUrlOf(identity));
  return async (activity, authorization, verify) => {
    const checkFirst = async (): Promise<void> => {
      const keyId = readKeyId(authorization, identity.appId, activity.serviceUrl);
      await checkEndorsement(keys, keyId, activity.channelId);
    };
    const checked = checkFirst().then(verify);
    const caller = await inTime(checked.catch((fault: unknown) => Promise.reject(refusalOf(fault))));
    checkTenant(identity, activity);
    return caller;
  };
}

/** Where the keys of the callers' tokens are published. */
export function metadataUrlOf({ openIdMetadataUrl }: BotIdentity): string {
  return openIdMetadataUrl ?? AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl;
}

/** The SDK takes a key that names no channels for every channel; here it speaks for those only that are published so. */
async function checkEndorsement(keys: OpenIdMetadata, keyId: string, channelId: string): Promise<void> {
  const key = await keys.getKey(keyId).catch((cause: unknown) => Promise.reject(unknowable(cause)));
  if (!key) throw refused('the key is not known');
  const endorsed = key.endorsements ?? [];
  const isEndorsed =
    endorsed.length === 0 ? CHANNELS_WITHOUT_ENDORSEMENT.includes(channelId) : endorsed.includes(channelId);
  if (!isEndorsed) throw refused('the key is not endorsed for the channel');
}

/** A bot of one tenant can be installed in another by whoever knows its id; it does not answer there. */
function checkTenant({ appType, tenantId }: BotIdentity, activity: Activity): void {
  if (appType === 'MultiTenant' || !tenantId) return;
  const { tenantId: host } = activity.conversation as { tenantId?: unknown };
  const isForeign = (tenant: unknown): boolean =>
    typeof tenant === 'string' && tenant !== '' && tenant.toLowerCase() !== tenantId.toLowerCase();
  if (isForeign(host) || isForeign(teamsData(activity).tenant?.id))
    throw new AuthenticationError('the tenant is not the one of the bot', 403);
}

function refusalOf(fault: unknown): unknown {
  if (fault instanceof AuthenticationError) return fault.statusCode >= 500 ? unknowable(fault) : fault;
  if (!(fault instanceof Error)) return fault;
  if (TOKEN_FAULTS.includes(fault.name)) return refused(`the token does not hold: ${fault.message}`);
  return fault.name === 'FetchError' ? unknowable(fault) : fault;
}

function unknowable(cause: unknown): AuthenticationError {
  if (cause instanceof AuthenticationError && cause.statusCode === 503) return cause;
  return Object.assign(new AuthenticationError('the keys of the Bot Framework cannot be had', 503), {
    cause,
  });
}

async function inTime<T>(check: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(unknowable(`no answer within ${CHECKED_WITHIN_MS} ms`)),
      CHECKED_WITHIN_MS,
    );
  });
  try {
    return await Promise.race([check, late]);
  } finally {
    clearTimeout(timer);
  }
}
