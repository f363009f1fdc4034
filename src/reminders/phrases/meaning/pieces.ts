/** What the pieces of a time phrase mean, whatever language they were said in: the values of the rules. */

/** A part of the day; each has a customary hour. */
export type PartOfDay =
  | 'madrugada' // the hours before dawn; Spanish has a word for them
  | 'morning'
  | 'first' // first thing
  | 'noon'
  | 'lunch'
  | 'afternoon'
  | 'evening'
  | 'night'
  | 'eod'
  | 'daytime'; // "las 12 del día": settles noon, means no hour by itself

/** A time of day as said: `minus` is "ten TO five"; `isExact` is said as on a 24-hour clock. */
export interface TimeSpec {
  hour: number;
  minute?: number;
  minus?: number;
  second?: number;
  meridiem?: 'am' | 'pm';
  part?: PartOfDay;
  named?: 'noon' | 'midnight';
  isExact?: boolean;
}

export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/** One amount of a duration: `plus` is "and a half", `minutes` the 30 of "1h30". */
export interface Span {
  n: number;
  unit: Unit;
  plus?: number;
  minutes?: number;
}

/** `which`: `nearest` "this Friday", `coming` "el próximo viernes", `next`, `last`, `week` "… of next week" (with `weeks`), else as it comes. */
export interface WeekdayPiece {
  dow: number;
  which?: 'nearest' | 'coming' | 'next' | 'last' | 'week' | 'week-after' | 'after-next';
  weeks?: number;
}

/** A date in words, or in digits whose order is still open (`first`, `second`); `plus` is added to the day. */
export interface DatePiece {
  day?: number;
  plus?: number;
  month?: number;
  year?: number;
  first?: number;
  second?: number;
}

/** A day of this month or of one `month` months ahead. */
export interface MonthdayPiece {
  day: number;
  /** "The 3rd …" may be the third of something. */
  isLoose?: boolean;
  plus?: number;
  month?: number;
}

/** The end or start of a week, month or year, `offset` ahead, or of a named month. */
export interface EdgePiece {
  edge: 'end' | 'start' | 'workday';
  unit: 'week' | 'month' | 'year';
  offset?: number;
  month?: number;
  year?: number;
}

/** "Next week", "the weekend": not a day by itself. */
export interface PeriodPiece {
  unit: 'week' | 'weekend' | 'month' | 'quarter' | 'year';
  offset?: number;
  month?: number;
}

/** "Second Tuesday", "last working day"; `month` is the month meant (offset or number), absent when not said. */
export interface NthPiece {
  nths: { nth: number }[];
  dow?: number;
  isWorkday?: boolean;
  offset?: number;
  month?: number;
  year?: number;
}

/** One way of naming a day. */
export interface Moment {
  day?: { offset: number };
  weekday?: WeekdayPiece;
  date?: DatePiece;
  monthday?: MonthdayPiece;
  edge?: EdgePiece;
  period?: PeriodPiece;
  nth?: NthPiece;
}

/** What repeats; exactly one of unit, spans, weekdays, range, nth, days and date is the frame. */
export interface EveryPiece {
  unit?: Unit;
  n?: number;
  spans?: Span[];
  /** ISO weekdays. */
  weekdays?: (number | { dow: number })[];
  /** "Monday to Thursday". */
  range?: { from: number; to: number };
  nth?: NthPiece;
  /** "Every second Friday" without its month: fortnightly for some. */
  isBareNth?: boolean;
  days?: { day: number; plus?: number }[];
  date?: DatePiece;
  part?: PartOfDay;
  /** "Every hour AT HALF PAST". */
  minute?: number;
  /** How often a day ("three times a day"), to be met by as many times. */
  per?: number;
  /** "Monday and Friday": two days, or a rule. */
  isPlainList?: boolean;
  /** "Daily", "weekly": as often an adjective of the message ("daily stand-up"). */
  isAdverb?: boolean;
  /** "Semanal": always describes the word before it. */
  isAdjective?: boolean;
  /** Said in a way that people read differently ("biweekly"). */
  isUnclear?: boolean;
}

/** Every piece by its rule's name, in the order in which they are tried at one place. */
export interface Pieces {
  every: EveryPiece;
  after: { spans?: Span[]; minutes?: number; isBare?: boolean; isLoose?: boolean };
  shift: { spans: Span[]; anchor: Moment };
  until: Moment & { clock?: TimeSpec };
  starting: Moment & { clock?: TimeSpec };
  count: { count: number };
  lasting: { spans: Span[] };
  except: { weekdays: { dow?: number; weekend?: boolean; weekday?: boolean }[] };
  window: { from: TimeSpec; to: TimeSpec };
  event: object;
  deadline: object;
  vague: object;
  gone: object;
  day: { offset: number };
  weekday: WeekdayPiece;
  date: DatePiece;
  monthday: MonthdayPiece;
  edge: EdgePiece;
  nth: NthPiece;
  period: PeriodPiece;
  part: { part: PartOfDay; day?: number };
  clock: { times?: TimeSpec[]; first?: TimeSpec; second?: TimeSpec; isBare?: boolean; isAt?: boolean };
  zone: { zone?: string; candidates?: readonly string[]; unknown?: string; isLocal?: boolean };
}

export type PieceKind = keyof Pieces;

/** A piece that needs others beside it to mean a time at all: "sat", "3/4", a bare "9". */
export interface Weakness {
  isWeak?: boolean;
}

export const PIECE_KINDS: readonly PieceKind[] = [
  'every',
  'after',
  'shift',
  'until',
  'starting',
  'count',
  'lasting',
  'except',
  'window',
  'event',
  'deadline',
  'vague',
  'gone',
  'day',
  'weekday',
  'date',
  'monthday',
  'edge',
  'nth',
  'period',
  'part',
  'clock',
  'zone',
];
