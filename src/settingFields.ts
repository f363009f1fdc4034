/** The kinds of settings that there are, as schemas of their text. An empty text is the same as none. */
import { z } from 'zod';

/** Any text. */
export const optionalText = z
  .string()
  .trim()
  .optional()
  .transform((text) => (text === '' ? undefined : text));

export const optionalGuid = optionalText.refine(
  (text) => text === undefined || z.guid().safeParse(text).success,
  'is not a GUID',
);

export const optionalHttpsUrl = optionalText.refine(
  (text) => text === undefined || /^https:\/\/[^\s]+$/.test(text),
  'is not an https:// address',
);

/** A whole number within bounds, as text: `numberOf` reads it. */
export const wholeNumber = (from: number, to: number) =>
  optionalText.refine(
    (text) => text === undefined || isWithin(text, from, to),
    `is not a whole number from ${from} to ${to}`,
  );

export const numberOf = (text: string | undefined, usual: number): number =>
  text === undefined ? usual : Number(text);

const isWithin = (text: string, from: number, to: number): boolean =>
  /^\d{1,9}$/.test(text) && Number(text) >= from && Number(text) <= to;
