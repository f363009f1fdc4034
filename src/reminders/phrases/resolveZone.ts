/** Understands the name of a time zone as people write it: "Madrid", "ET", "hora de Nueva York", "UTC+2". */
import { tokenize } from './grammar/tokens';
import { matchPlace } from './zones/zoneInText';
import type { ZoneChoice } from './zones/zoneNames';
import { ianaZone } from './zones/zoneNames';

const AROUND = new Set(
  'time zone timezone standard daylight summer the in of hora zona horaria huso horario de del la el los en my mi'.split(
    ' ',
  ),
);

/**
 * One IANA zone (or an offset such as `+05:30`), or several to choose from ("US", "IST"); undefined when the
 * name is not known. Nothing else may stand in the text but words like "time" and "hora de".
 */
export function resolveZone(text: string): ZoneChoice | undefined {
  const trimmed = text.trim();
  const iana = trimmed.includes('/') ? ianaZone(trimmed.replaceAll(' ', '_')) : undefined;
  if (iana) return { zone: iana };
  const written = trimmed.length > 3 ? trimmed : trimmed.toUpperCase();
  const tokens = tokenize(written.slice(0, 100));
  for (let start = 0; start < tokens.length; start++) {
    for (const { end, value } of matchPlace(tokens, written, start)) {
      const isWhole = tokens.slice(end).every(({ norm, kind }) => AROUND.has(norm) || kind === 'symbol');
      if (isWhole && !('unknown' in (value as object))) return value as ZoneChoice;
    }
    if (!AROUND.has(tokens[start]?.norm ?? '')) return undefined;
  }
  return undefined;
}
