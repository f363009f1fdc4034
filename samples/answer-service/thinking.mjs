// What the sample knows: how long to think about a question, and what to say then.

const DEFAULT_MS = 20_000;
const LONGEST_MS = 30 * 24 * 3600 * 1000;
const UNITS_MS = [
  [/^(?:s|secs?|seconds?|segundos?)$/i, 1000],
  [/^(?:m|mins?|minutes?|minutos?)$/i, 60_000],
  [/^(?:h|hours?|horas?)$/i, 3_600_000],
  [/^(?:d|days?|d[ií]as?)$/i, 86_400_000],
];
const DELAY = /\b(?:in|en)\s+(\d{1,5}|an?|una?)\s*([a-zí]+)\b/i;

/** How long to think, in ms: what the question says ("in 2 minutes", "en una hora"), or 20 seconds. */
export function delayOf(question) {
  const [, count = '', unit = ''] = DELAY.exec(question) ?? [];
  const [, unitMs] = UNITS_MS.find(([pattern]) => pattern.test(unit)) ?? [];
  if (unitMs === undefined) return DEFAULT_MS;
  return Math.min(LONGEST_MS, (/^\d/.test(count) ? Number(count) : 1) * unitMs);
}

/** The answer, in the asker's language. */
export function answerTo({ question, locale = 'en', delayMs }) {
  const seconds = delayMs / 1000;
  return locale.toLowerCase().startsWith('es')
    ? `He pensado ${seconds} s en «${question}» y la respuesta es 42. (Soy el servicio de respuestas de ejemplo.)`
    : `I have thought about “${question}” for ${seconds} s, and the answer is 42. (I am the sample answer service.)`;
}
