/** For how long a sender holds a due row. */
import { MINUTE_MS } from '../clock';

/** Longer than the connector's timeout: while it lasts nobody else sends this row. */
export const LEASE_MS = MINUTE_MS;
