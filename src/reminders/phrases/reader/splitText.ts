/** Cuts a text into request, time phrase and message: the phrase stands at the start, at the end, or at both. */
import { connectorAt, skipSeparators } from './connectors';
import type { Frame, ReadText } from './frame';
import type { FoundPhrase } from './phraseSearch';
import { beforeClosing, isQuestion, requestAt, skipGreeting } from './request';
import type { Split } from './split';
import { splitAtHead } from './splitAtHead';
import { splitAtTail } from './splitAtTail';

/** Undefined when the text asks for anything but a reminder ("don't remind me", "list my reminders"). */
export function splitText(text: ReadText): Split | undefined {
  const { tokens, search } = text;
  const limit = tokens.length;
  const greeted = skipGreeting(search, tokens, 0, limit);
  if (search.rule('refusal', greeted, limit)) return undefined;
  const request = requestAt(search, tokens, greeted, limit);
  const start = request?.end ?? greeted;
  const end = beforeClosing(
    search,
    tokens,
    start,
    limit,
    request !== undefined && isQuestion(tokens, greeted, request),
  );
  const frame: Frame = { ...text, start, end, ...(request && { request }) };
  const head = headOf(frame);
  if (head) return doubted(splitAtHead(frame, head), text);
  const isGreetingPart = !request && tokens[greeted - 1]?.norm !== ',' && tokens[greeted - 1]?.norm !== '!';
  return doubted(splitAtTail({ ...frame, start: isGreetingPart && greeted < end ? 0 : start }), text);
}

/** The time phrase right after the request: "remind me TOMORROW …", "set a reminder FOR FRIDAY …". */
function headOf({ tokens, search, start, end, request, languages }: Frame): FoundPhrase | undefined {
  const at = skipSeparators(tokens, start);
  const direct = search.from(at, end);
  if (!request) return direct;
  const lead = connectorAt(tokens, start, languages, true);
  const isFor = lead?.isWord && lead.end - at === 1 && ['for', 'para'].includes(tokens[at]?.norm ?? '');
  const led = isFor ? search.from(lead.end, end) : undefined;
  return led && (!direct || led.end >= direct.end) ? led : direct;
}

/** A question that asks for no reminder may want an answer instead. */
function doubted(split: Split, { tokens }: ReadText): Split {
  const isAsking = split.request === undefined && tokens.at(-1)?.norm === '?';
  return isAsking && split.doubt === undefined ? { ...split, doubt: 'ambiguous' } : split;
}
