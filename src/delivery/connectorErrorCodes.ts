/** Finds the error codes in a Bot Connector's failure, in whichever of its shapes they come. */

const MAX_DEPTH = 6;
const CODE_FIELDS = ['code', 'subCode', 'subcode', 'errorCode'];
const NESTED_FIELDS = [
  'error',
  'innererror',
  'innerHttpError',
  'body',
  'details',
  'message',
  'bodyAsText',
  'response',
  'parsedBody',
];

/** Every code and sub-code that the error names, outermost first: nested objects and JSON inside a message are read too. */
export function connectorErrorCodes(error: unknown): string[] {
  const codes: string[] = [];
  collect(error, codes, 0);
  return [...new Set(codes)];
}

function collect(value: unknown, codes: string[], depth: number): void {
  if (depth > MAX_DEPTH) return;
  if (typeof value === 'string') return collectFromText(value, codes, depth);
  if (typeof value !== 'object' || value === null) return;
  const fields = value as Record<string, unknown>;
  for (const name of CODE_FIELDS) {
    const code = fields[name];
    if (typeof code === 'string' && code) codes.push(code);
  }
  for (const name of NESTED_FIELDS) if (fields[name] !== undefined) collect(fields[name], codes, depth + 1);
}

function collectFromText(text: string, codes: string[], depth: number): void {
  const aad = /AADSTS\d+/.exec(text);
  if (aad) codes.push(aad[0]);
  const start = text.indexOf('{');
  if (start < 0) return;
  try {
    collect(JSON.parse(text.slice(start, text.lastIndexOf('}') + 1)), codes, depth + 1);
  } catch {
    // Not JSON after all: the text names no code.
  }
}
