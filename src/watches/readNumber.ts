/** Reads a number or a price out of a text, by the customs of a language: `1.299,00 €`, `$1,299.00`, `1 299,00`. */

/** Signs and letters of money, in front or behind; what else is around a number makes it a sentence, which is fine too. */
const SPACES = /[\s\u00a0\u2007\u2009\u202f]/gu;
/** Digits with what people put between them: points, commas, spaces, apostrophes. */
const NUMBER =
  /(?<![\p{L}\d.,])[-−+]?\s?[^\p{L}\d\s.,'’]{0,3}\s?(\d(?:[\d]|[.,'’](?=\d)| (?=\d{3}(?!\d)))*)/gu;
const MAX_TEXT = 2000;

/**
 * The one number that the text holds; undefined for none, for several, and for one that cannot be read in any way.
 *
 * @param locale - BCP 47; says whether `1.299` is more than a thousand. A time or a date is not one number.
 */
export function readNumber(text: string, locale: string | undefined): number | undefined {
  const line = text.slice(0, MAX_TEXT).replace(SPACES, ' ');
  const found = [...line.matchAll(NUMBER)];
  const [only] = found;
  if (!only || found.length > 1) return undefined;
  const [whole, digits = ''] = only;
  const value = valueOf(digits, decimalPointOf(locale));
  return value === undefined
    ? undefined
    : /[-−]/.test(whole.slice(0, whole.indexOf(digits)))
      ? -value
      : value;
}

function valueOf(typed: string, decimalPoint: string): number | undefined {
  const text = typed.replace(/[’' ](?=\d{3}(?!\d))/g, '');
  if (/[’' ]/.test(text)) return undefined;
  const separators: string[] = text.match(/[.,]/g) ?? [];
  const last = separators.at(-1);
  if (last === undefined) return Number(text);
  const isMixed = separators.some((separator) => separator !== last);
  if (isMixed) return separators.indexOf(last) === separators.length - 1 ? grouped(text, last) : undefined;
  if (separators.length > 1) return isGrouped(text, last) ? Number(text.replaceAll(last, '')) : undefined;
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

const isGrouped = (text: string, between: string): boolean =>
  between === '.' ? /^\d{1,3}(?:\.\d{3})+$/.test(text) : /^\d{1,3}(?:,\d{3})+$/.test(text);

/** A locale comes from elsewhere and may be none at all. */
function decimalPointOf(locale: string | undefined): string {
  try {
    const parts = new Intl.NumberFormat(locale ?? 'en').formatToParts(1.5);
    return parts.find(({ type }) => type === 'decimal')?.value ?? '.';
  } catch {
    return '.'; // the RangeError is the answer
  }
}
