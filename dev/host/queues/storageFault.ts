// Tells the storage answers that matter to a queue listener apart.

interface StorageError {
  statusCode?: number;
  code?: string;
}

/** The queue itself is missing. */
export function isQueueMissing(error: unknown): boolean {
  const { statusCode, code } = error as StorageError;
  return statusCode === 404 && code === 'QueueNotFound';
}

/** Somebody else deleted the message or took it over, so there is nothing left to do with it. */
export function isMessageGone(error: unknown): boolean {
  const { statusCode, code } = error as StorageError;
  return statusCode === 404 || (statusCode === 400 && code === 'PopReceiptMismatch');
}
