/** The log as the rooms take it: structured, with ids only; never message texts, names or tokens. */

export type LogFields = Record<string, string | number | boolean | undefined>;

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** A log line as one text: the event, then its fields in their order, those that are undefined left out. */
export function logLine(event: string, fields: LogFields = {}): string {
  const parts = Object.entries(fields).filter(([, value]) => value !== undefined);
  return [event, ...parts.map(([key, value]) => `${key}=${JSON.stringify(value)}`)].join(' ');
}

/** What may be said of a fault in a log: its kind, code and message, without the request that caused it. */
export function faultFields(fault: unknown): LogFields {
  if (!(fault instanceof Error)) return { fault: typeof fault };
  const { code, statusCode } = fault as { code?: string | number; statusCode?: number };
  return { fault: fault.name, code, statusCode, detail: detailOf(fault)?.split('\n', 1)[0]?.slice(0, 200) };
}

/** The same in a few words, for a row that operators see. */
export function faultText(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault).slice(0, 300);
  return [fault.name, detailOf(fault)].filter(Boolean).join(': ').slice(0, 300);
}

/** What JSON.parse says quotes what it read. */
const detailOf = (fault: Error): string | undefined =>
  fault instanceof SyntaxError ? undefined : fault.message;
