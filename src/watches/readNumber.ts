/** Reads a number or a price out of a text, by the customs of a language: `1.299,00 €`, `$1,299.00`, `1 299,00`. */

const SPACES = /[\s\u00a0\u2007\u2009\u202f\ufeff]+/gu;
/** Digits with what people put between them: points, commas, spaces, apostrophes; what else is around them makes a sentence, which is fine too. */
const NUMBER =
  /(?<![\p{L}\d.,])(?<digits>\d(?:\d|[.,'’](?=\d)| (?=\d{3}(?!\d)))*)(?<exponent>e[-+]?\d{1,4}(?![\p{L}\d]))?(?<dash>[.,][-–—](?!\d))?/giu;
/** Behind a number it makes another one: a fraction, a power, a minus of bookkeepers, thousands and millions in letters. */
const CHANGES_IT = /^(?:\s?\p{No}|x[\da-fA-F]|-(?![\p{L}\d])|\s?[kKMB](?!\p{L}))/u;
const MANY =
  /^\s?(?:bn|mn|ml[nr]d?|mi[ol]|miles|mill?(?:ones|ón|ion|iones|ions)|thousand|billions?|mrd|tausend|mille)(?!\p{L})/iu;
/** In front of it: a dash for a minus, with or without the money's sign between. */
const MINUS = /(?<before>.?)(?<dash>[-−‐‑﹣－–—])(?<gap>\s?)(?:[A-Z]{0,3}\p{Sc}?\s?)$/u;
const MAX_TEXT = 2000;

/**
 * The one number that the text holds; undefined for none, for several, and for one that cannot be read in any way, or in two.
 *
 * @param locale - BCP 47; says whether `1.299` is more than a thousand. A time or a date is not one number.
 */
export function readNumber(text: string, locale: string | undefined): number | undefined {
  const line = text.replace(SPACES, ' ').trim();
  if (line.length > MAX_TEXT) return undefined;
  const [only, ...others] = line.matchAll(NUMBER);
  if (!only || others.length > 0) return undefined;
  const { digits = '', exponent = '', dash } = only.groups ?? {};
  const rest = line.slice(only.index + only[0].length);
  if (CHANGES_IT.test(rest) || MANY.test(rest)) return undefined;
  const sign = signOf(line.slice(0, only.index));
  const value = valueOf(digits, dash?.charAt(0) ?? decimalPointOf(locale), dash !== undefined);
  if (value === undefined || sign === undefined) return undefined;
  const number = sign * Number(`${value}${exponent}`);
  return Number.isFinite(number) ? number : undefined;
}

/** Undefined where a dash may be a minus or part of the sentence: `room - 120 €`. */
function signOf(before: string): 1 | -1 | undefined {
  const { before: last = '', dash, gap } = MINUS.exec(before)?.groups ?? {};
  if (dash === undefined) return 1;
  if (/[\p{L}\d]/u.test(last)) return isCurrency(before) ? -1 : 1;
  if (gap !== '') return undefined;
  return /[–—]/.test(dash) && last === ' ' ? undefined : -1;
}

/** `CHF-5.00`, but not `Terminal-5`. */
function isCurrency(before: string): boolean {
  const [, code] = /(?:^|[^\p{L}\d])([A-Z]{3})[-−]$/u.exec(before) ?? [];
  return code !== undefined && Intl.supportedValuesOf('currency').includes(code);
}

/** @param isWhole - the decimal point stands behind it: `1.299,-`. */
function valueOf(typed: string, decimalPoint: string, isWhole: boolean): number | undefined {
  const text = typed.replace(/[’' ](?=\d{3}(?!\d))/g, '');
  if (/[’' ]/.test(text)) return undefined;
  const separators: string[] = text.match(/[.,]/g) ?? [];
  const last = separators.at(-1);
  if (last === undefined) return Number(text);
  const isMixed = separators.some((separator) => separator !== last);
  if (isWhole && (isMixed || last === decimalPoint)) return undefined;
  if (isMixed) return separators.indexOf(last) === separators.length - 1 ? grouped(text, last) : undefined;
  if (separators.length > 1 || isWhole)
    return isGrouped(text, last) ? Number(text.replaceAll(last, '')) : undefined;
  // One separator before three digits may be either: the language decides. No group begins with a zero.
  const couldGroup = isGrouped(text, last) && !text.startsWith('0');
  return couldGroup && last !== decimalPoint ? Number(text.replace(last, '')) : grouped(text, last);
}

/** With this as the decimal point, and the other, if there is one, between thousands. */
function grouped(text: string, point: string): number | undefined {
  const at = text.lastIndexOf(point);
  const [whole, fraction] = [text.slice(0, at), text.slice(at + 1)];
  const between = point === '.' ? ',' : '.';
  if (whole.includes(between) && !isGrouped(whole, between)) return undefined;
  return Number(`${whole.replaceAll(between, '')}.${fraction}`);
}

/** In thousands; by commas also as in India, `12,34,567`. */
const isGrouped = (text: string, between: string): boolean =>
  between === '.'
    ? /^\d{1,3}(?:\.\d{3})+$/.test(text)
    : /^(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})$/.test(text);

/** A locale comes from elsewhere and may be none at all. */
function decimalPointOf(locale: string | undefined): string {
  try {
    const parts = new Intl.NumberFormat(locale ?? 'en').formatToParts(1.5);
    return parts.find(({ type }) => type === 'decimal')?.value ?? '.';
  } catch {
    return '.'; // the RangeError is the answer
  }
}
