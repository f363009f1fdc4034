/** The message on the queue: it only points to a due row, and may be lost, doubled or late without harm. */

export const DELIVERY_QUEUE = 'deliveries';
export const DELIVERY_POINTER_VERSION = 1;

export interface DeliveryPointer {
  v: typeof DELIVERY_POINTER_VERSION;
  /** Partition and row of the due row. */
  p: string;
  r: string;
}

/** Reads a queue message; undefined when it is no pointer of a known version. */
export function readDeliveryPointer(message: unknown): DeliveryPointer | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { v, p, r } = message as Partial<Record<keyof DeliveryPointer, unknown>>;
  return v === DELIVERY_POINTER_VERSION && typeof p === 'string' && typeof r === 'string'
    ? { v, p, r }
    : undefined;
}
