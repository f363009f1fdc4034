/** Why `npm start` could not go on: words for the person at the keyboard, and what to do about it. */

/** The message says what is wrong and what to type; no stack is shown with it. */
export class StartError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'StartError';
  }
}
