// What the local channel does not let a person do, as an error with a code and words for the person.

export type ChannelRefusalCode =
  | 'NO_SUCH_PERSON'
  | 'NO_SUCH_CONVERSATION'
  | 'NO_SUCH_MESSAGE'
  | 'NO_SUCH_BUTTON'
  | 'NOT_A_MEMBER'
  | 'NOT_YOURS'
  | 'EMPTY_MESSAGE'
  | 'UNSUPPORTED_BUTTON'
  | 'INVALID_REQUEST';

/** Thrown for a deed that the channel refuses before the bot hears of it. */
export class ChannelRefusal extends Error {
  override readonly name = 'ChannelRefusal';
  constructor(
    readonly code: ChannelRefusalCode,
    message: string,
  ) {
    super(message);
  }
}
