/** Finds the error codes in a Bot Connector's failure, in whichever of its shapes they come. */

const MAX_DEPTH = 6;
const CODE_FIELDS = new Set(['code', 'subcode', 'errorcode']);
const NESTED_FIELDS = new Set([
  'error',
  'errors',
  'cause',
  'innererror',
  'innerhttperror',
  'body',
  'details',
  'message',
  'bodyastext',
  'response',
  'parsedbody',
]);
/** Codes that stand somewhere in a text, and what channels say in words where they name no code. */
const SAID: readonly (readonly [RegExp, string])[] = [
  [/\bConversationBlockedByUser\b|\bblocked the conversation\b/i, 'ConversationBlockedByUser'],
  [/\bBotDisabledByAdmin\b|\badmin(istrator)? (has )?disabled th(is|e) bot\b/i, 'BotDisabledByAdmin'],
  [
    /\bMessageWritesBlocked\b|\bConversationWriteNotAllowed\b|\bwrites (are )?blocked\b/i,
    'MessageWritesBlocked',
  ],
  [
    /\bBotNotInConversationRoster\b|(?:\bnot|n['’]t) (a )?part of the conversation roster\b/i,
    'BotNotInConversationRoster',
  ],
  [/\bBotNotInstalled\b|\bbot (is not|isn['’]t) installed in\b/i, 'BotNotInstalled'],
  [/\bUserFromDifferentRegion\b|\bfrom (a )?different region\b/i, 'UserFromDifferentRegion'],
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
  if (Array.isArray(value)) return value.forEach((item) => collect(item, codes, depth + 1));
  const fields = Object.entries(withOwnWords(value));
  for (const [name, code] of fields)
    if (CODE_FIELDS.has(name.toLowerCase()) && typeof code === 'string' && code) codes.push(code);
  for (const [name, nested] of fields)
    if (NESTED_FIELDS.has(name.toLowerCase())) collect(nested, codes, depth + 1);
}

/** Also what errors hold without listing it. */
function withOwnWords(value: object): object {
  const { message, cause, errors, response } = value as Record<string, unknown>;
  return { ...value, message, cause, errors, response };
}

function collectFromText(text: string, codes: string[], depth: number): void {
  const aad = /AADSTS\d+/.exec(text);
  if (aad) codes.push(aad[0]);
  const start = text.indexOf('{');
  if (start >= 0) collectFromJson(text.slice(start, text.lastIndexOf('}') + 1), codes, depth);
  codes.push(...SAID.flatMap(([words, code]) => (words.test(text) ? [code] : [])));
}

function collectFromJson(text: string, codes: string[], depth: number): void {
  try {
    collect(JSON.parse(text), codes, depth + 1);
  } catch {
    // Not JSON after all: only its words may name a code.
  }
}
