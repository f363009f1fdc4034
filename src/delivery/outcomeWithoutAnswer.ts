/** What became of a send that the channel did not answer: no token, no connection, a connection that broke, or a mistake of ours. */
import type { ChannelError } from './channelError';
import type { Outcome } from './outcome';

/** As the identity libraries name what they throw: there was no token, so nothing was sent. */
const TOKEN_FAULTS = new Set([
  'AuthError',
  'ServerError',
  'ClientAuthError',
  'ClientConfigurationError',
  'InteractionRequiredAuthError',
  'AuthenticationError',
  'AuthenticationRequiredError',
  'AggregateAuthenticationError',
  'CredentialUnavailableError',
]);
/** Nothing was sent on a connection that was never made. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const INTERRUPTED = new Set(['AbortError', 'TimeoutError', 'RestError']);
/** What the SDK throws where the identity library gave it no token. */
const NO_TOKEN = /^Authentication: No (access token|response or error) received from MSAL/;
/** All that fetch says itself; why stands in its cause, if anywhere. */
const FETCH_FAILED = 'fetch failed';
/** How Node names what is wrong with what it was given, such as an address that is none. */
const MISTAKE = /^ERR_(INVALID|HTTP_INVALID|UNESCAPED)/;
const MAX_DEPTH = 4;

/** Whether the error is about the bot's token and not from the channel, whatever status it has. */
export const isTokenFault = ({ name, message }: ChannelError): boolean =>
  TOKEN_FAULTS.has(name ?? '') || (typeof message === 'string' && NO_TOKEN.test(message));

/** The SDK's own have no name but their words. */
const tokenFaultName = ({ name, message }: ChannelError): string | undefined =>
  TOKEN_FAULTS.has(name ?? '') ? name : message;

/** The outcome of an error that no answer of the channel is in. */
export function outcomeWithoutAnswer(fault: ChannelError): Outcome {
  const reason = String(textOf(fault.code) ?? fault.name ?? 'unknown');
  if (isTokenFault(fault))
    return {
      kind: 'unauthorised',
      reason: [tokenFaultName(fault), textOf(fault.errorCode)].filter(Boolean).join(' '),
    };
  const interruptions = interruptionsOf(fault, 0);
  const [first] = interruptions;
  if (first === undefined)
    return { kind: 'dead', reason: `${reason}: ${String(fault.message ?? '').slice(0, 200)}` };
  const isAmbiguous = !interruptions.every((name) => NOT_CONNECTED.has(name));
  return { kind: 'transient', isAmbiguous, reason: first };
}

/** What interrupted the call, as the error, or what caused it, names it; several where several addresses were tried. */
function interruptionsOf(error: unknown, depth: number): string[] {
  if (typeof error !== 'object' || error === null || depth > MAX_DEPTH) return [];
  const { code, name, message, cause, errors } = error as ChannelError;
  const named = textOf(code);
  if (named && named !== 'REQUEST_SEND_ERROR') return MISTAKE.test(named) ? [] : [named];
  const within = [cause, ...(Array.isArray(errors) ? (errors as unknown[]) : [])];
  const found = within.flatMap((inner) => interruptionsOf(inner, depth + 1));
  if (found.length > 0) return found;
  if (named) return [named];
  if (message === FETCH_FAILED) return [message];
  return name !== undefined && INTERRUPTED.has(name) ? [name] : [];
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
