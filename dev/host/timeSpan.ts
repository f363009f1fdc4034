// Reads .NET time spans, the way in which host.json and timer schedules write durations.

const TIME_SPAN = /^(-)?(?:(\d+)\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?$/;

/**
 * Milliseconds of a .NET time span (`[-][d.]hh:mm[:ss[.fffffff]]`, or whole days as `d`); undefined when the text is none.
 * Fractions below a millisecond are rounded.
 */
export function parseTimeSpan(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^-?\d+$/.test(trimmed)) return Number(trimmed) * 86_400_000;
  const parts = TIME_SPAN.exec(trimmed);
  if (!parts) return undefined;
  const [days, hours, minutes, seconds] = [parts[2], parts[3], parts[4], parts[5]].map((part) =>
    Number(part ?? 0),
  ) as [number, number, number, number];
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const fractionMs = parts[6] ? Math.round(Number(`0.${parts[6]}`) * 1000) : 0;
  const total = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + fractionMs;
  return parts[1] ? -total : total;
}
