/** Spares Azurite a rebuild of all indexes of a queue's messages at each operation on the queue. */

/** What is used of a LokiJS collection, in which Azurite keeps messages. */
export interface CollectionClass {
  prototype: { removeBatch(this: object, batch: readonly unknown[]): void };
}

/**
 * Makes the removal of nothing do nothing. Azurite removes the messages that have expired whenever one is received or
 * deleted; none has, as a rule, and LokiJS then filters and indexes everything anew, which takes the longer the more are hidden.
 */
export function skipEmptyRemovals({ prototype }: CollectionClass): void {
  const { removeBatch } = prototype;
  prototype.removeBatch = function (batch) {
    if (batch.length > 0) removeBatch.call(this, batch);
  };
}
