// Why the embedded host could not start or would not run a call: faults with a code, for the words on the console.

/** What went wrong, by kind. */
export type HostErrorCode =
  | 'badArguments'
  | 'badHostJson'
  | 'badSettings'
  | 'portTaken'
  | 'appFailed'
  | 'unsupported'
  | 'draining'
  | 'timeout';

/** A fault of the embedded host; the message is meant for the developer's eyes and names the culprit. */
export class HostError extends Error {
  override readonly name = 'HostError';

  constructor(
    readonly code: HostErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** The message of anything thrown, as the language worker words it. */
export function messageOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message;
  if (thrown === undefined || thrown === null) return 'Unknown error';
  return typeof thrown === 'object' ? JSON.stringify(thrown) : String(thrown);
}
