/** Reads what is to be said: one message, or one for each language; templates are filled in here. */
import type { AdaptiveCard } from '../../conversations/chatTurn';
import type { Message, MessageBody } from '../notification';
import { Fields, isRecord, pointerTo, type Problems } from './fields';
import { Filling } from './fillTemplate';
import { MAX_SAID_BYTES } from './limits';

const LANGUAGES = ['en', 'es'] as const;

/**
 * Undefined when it is wrong, which is noted. A plain message counts as English: that is what whoever has no message in
 * their own language gets.
 *
 * @param aroundBytes - what goes with the message: buttons, reason, frame.
 */
export function readMessage(fields: Fields, aroundBytes: number): Message | undefined {
  const value = fields.take('message');
  const { problems } = fields;
  const pointer = fields.pointerTo('message');
  if (value === undefined) return problems.add(pointer, 'is missing');
  const isByLanguage = isRecord(value) && LANGUAGES.some((language) => Object.hasOwn(value, language));
  if (!isByLanguage) {
    const body = readBody(value, pointer, problems, aroundBytes);
    return body && { en: body };
  }
  const languages = new Fields(value, pointer, problems);
  const bodies = LANGUAGES.flatMap((language) => {
    const part = languages.take(language);
    const body =
      part === undefined ? undefined : readBody(part, languages.pointerTo(language), problems, aroundBytes);
    return body ? [[language, body] as const] : [];
  });
  languages.refuseOthers();
  return bodies.length > 0 ? (Object.fromEntries(bodies) as Message) : undefined;
}

/** A text alone, `{text}`, `{card}`, or `{template, data}`. */
function readBody(
  value: unknown,
  pointer: string,
  problems: Problems,
  aroundBytes: number,
): MessageBody | undefined {
  const most = MAX_SAID_BYTES - aroundBytes;
  if (typeof value === 'string') return textBody(value, pointer, problems, most);
  if (!isRecord(value))
    return problems.add(pointer, 'must be a text, or an object with text, card or template');
  const fields = new Fields(value, pointer, problems);
  const [text, card, template] = [fields.take('text'), fields.take('card'), fields.take('template')];
  const data = fields.take('data');
  fields.refuseOthers();
  if (data !== undefined && template === undefined)
    problems.add(fields.pointerTo('data'), 'goes with template alone');
  if ([text, card, template].filter((part) => part !== undefined).length !== 1)
    return problems.add(pointer, 'needs exactly one of text, card and template');
  if (text !== undefined) return textBody(text, fields.pointerTo('text'), problems, most);
  if (card !== undefined) return cardBody(card, fields.pointerTo('card'), problems, most);
  return filledIn(fields, template, data ?? {}, most);
}

function filledIn(fields: Fields, template: unknown, data: unknown, most: number): MessageBody | undefined {
  const { problems } = fields;
  const [pointer, dataPointer] = [fields.pointerTo('template'), fields.pointerTo('data')];
  if (!isRecord(data)) return problems.add(dataPointer, 'must be an object');
  const isText = typeof template === 'string';
  const body = isText
    ? textBody(template, pointer, problems, most)
    : cardBody(template, pointer, problems, most);
  if (!body) return undefined;
  const told = problems.list.length;
  const filled = new Filling(data, { template: pointer, data: dataPointer }, problems, most).fill(template);
  if (problems.list.length > told) return undefined;
  return isText ? textBody(filled, pointer, problems, most) : cardBody(filled, pointer, problems, most);
}

function textBody(text: unknown, pointer: string, problems: Problems, most: number): MessageBody | undefined {
  if (typeof text !== 'string' || text.trim() === '')
    return problems.add(pointer, 'must be a text that is not empty');
  if (!text.isWellFormed()) return problems.add(pointer, 'must have no half characters');
  if (Buffer.byteLength(JSON.stringify(text)) > most) return problems.addTooLarge(pointer, tooLarge(most));
  return { text: text.trim() };
}

function cardBody(card: unknown, pointer: string, problems: Problems, most: number): MessageBody | undefined {
  if (!isRecord(card) || card['type'] !== 'AdaptiveCard')
    return problems.add(pointer, 'must be an Adaptive Card: an object of the type AdaptiveCard');
  for (const name of ['body', 'actions'])
    if (card[name] !== undefined && !Array.isArray(card[name]))
      return problems.add(pointerTo(pointer, name), 'must be a list');
  if (Buffer.byteLength(JSON.stringify(card)) > most) return problems.addTooLarge(pointer, tooLarge(most));
  return { card: card as AdaptiveCard };
}

const tooLarge = (most: number): string =>
  `may have at most ${most} bytes: with its buttons and what tells how to stop it, a message has ${MAX_SAID_BYTES}`;
