// The answers of the management API.

/** An answer as the host sends it. */
export interface WebhookReply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** An answer without content. */
export function emptyReply(status: number): WebhookReply {
  return { status, headers: {}, body: '' };
}

export function jsonReply(
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): WebhookReply {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

/** An error with words for the developer. */
export function errorReply(status: number, message: string): WebhookReply {
  return jsonReply(status, { message });
}
