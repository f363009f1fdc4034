/** What a time of day as said may mean on the clock. */
import type { PartOfDay, TimeSpec } from '../meaning/pieces';

/**
 * Minutes since midnight. `halves`: twelve-hour time without a half of the day. `midnight`: the night after the
 * day that was named, or the one before; `minutes` past it.
 */
export type TimeOfDay =
  | { kind: 'fixed'; minutes: number; seconds: number }
  | { kind: 'halves'; am: number; pm: number }
  | { kind: 'midnight'; minutes: number }
  | { kind: 'impossible' };

/** Customary hours of the parts of the day; none for those that have no single one. */
export const PART_HOURS: Readonly<Partial<Record<PartOfDay, number>>> = {
  morning: 9,
  noon: 12,
  afternoon: 15,
  evening: 19,
  night: 21,
  eod: 18,
};

/** `part` is the part of the day said elsewhere in the phrase: "tonight … at 8". */
export function timeOfDay(spec: TimeSpec, part?: PartOfDay): TimeOfDay {
  const { hour, minute = 0, minus = 0, second = 0 } = spec;
  if (hour > 24 || minute > 59 || second > 59 || (hour === 24 && minute > 0)) return { kind: 'impossible' };
  if (spec.named === 'noon') return fixed(12 * 60);
  if (spec.named === 'midnight') return { kind: 'midnight', minutes: 0 };
  const within = minute - minus;
  if (spec.meridiem) return withSeconds(withMeridiem(hour, within, spec.meridiem), second);
  if (hour === 24) return { kind: 'midnight', minutes: 0 };
  if (hour === 0 || hour > 12 || spec.isExact) return fixed(hour * 60 + within, second);
  const said = spec.part ?? part;
  if (said) return withSeconds(withPart(hour, within, said), second);
  return halves(hour, within);
}

function fixed(minutes: number, seconds = 0): TimeOfDay {
  return { kind: 'fixed', minutes: (minutes + 1440) % 1440, seconds };
}

function withSeconds(time: TimeOfDay, seconds: number): TimeOfDay {
  return time.kind === 'fixed' ? { ...time, seconds } : time;
}

function halves(hour: number, within: number): TimeOfDay {
  const am = ((((hour % 12) * 60 + within) % 720) + 720) % 720;
  return { kind: 'halves', am, pm: am + 720 };
}

function withMeridiem(hour: number, within: number, meridiem: 'am' | 'pm'): TimeOfDay {
  if (hour > 12) return meridiem === 'pm' && hour < 24 ? fixed(hour * 60 + within) : { kind: 'impossible' };
  if (hour === 0) return meridiem === 'am' ? fixed(within) : { kind: 'impossible' };
  if (meridiem === 'am' && hour === 12 && within === 0) return { kind: 'midnight', minutes: 0 };
  return fixed((hour % 12) * 60 + within + (meridiem === 'pm' ? 720 : 0));
}

/** `hour` is 1–12 here. */
function withPart(hour: number, within: number, part: PartOfDay): TimeOfDay {
  const early = (hour % 12) * 60 + within;
  switch (part) {
    case 'morning':
    case 'first':
      return hour === 12 ? halves(hour, within) : fixed(early);
    case 'madrugada':
      return fixed(early);
    case 'noon':
      return hour === 12 || hour < 4 ? fixed(early + 720) : fixed(early);
    case 'afternoon':
      return fixed(early + 720);
    case 'evening':
    case 'night':
      if (hour === 12) return within < 0 ? fixed(1440 + within) : { kind: 'midnight', minutes: within };
      return part === 'night' && hour < 6 ? { kind: 'midnight', minutes: early } : fixed(early + 720);
    case 'daytime':
      return hour === 12 ? fixed(early + 720) : halves(hour, within);
    case 'eod':
    case 'lunch':
      return halves(hour, within);
  }
}
