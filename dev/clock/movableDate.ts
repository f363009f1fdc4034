// The clock that the local stage can move: replaces this process's Date by one that is shifted by an offset.

/** The process's movable clock. Only Date moves; setTimeout and performance.now() stay real. */
export interface MovableDate {
  /** What is added to the real time now, in milliseconds; may be negative. */
  readonly offsetMs: number;
  /** Moves the clock and then calls every listener, in the order in which they were added. Throws a RangeError when `ms` is not finite. */
  setOffset(ms: number): void;
  /** Calls the listener after each change of the offset; returns what ends it. */
  onChange(listener: () => void): () => void;
}

/** Shared by every bundle in the process, so that each sees the same clock. */
const REGISTRY_KEY = Symbol.for('recado.movableDate');

type Registry = typeof globalThis & { [REGISTRY_KEY]?: MovableDate };

/** Replaces globalThis.Date once in a process; later calls, from any bundle, return the same clock. */
export function installMovableDate(): MovableDate {
  const registry: Registry = globalThis;
  registry[REGISTRY_KEY] ??= createMovableDate();
  return registry[REGISTRY_KEY];
}

function createMovableDate(): MovableDate {
  const NativeDate = globalThis.Date;
  const listeners = new Set<() => void>();
  let offsetMs = 0;
  globalThis.Date = shiftedDate(NativeDate, () => NativeDate.now() + offsetMs);
  return {
    get offsetMs() {
      return offsetMs;
    },
    setOffset(ms) {
      if (!Number.isFinite(ms))
        throw new RangeError(`The clock's offset must be a finite number of milliseconds, not ${ms}.`);
      if (ms === offsetMs) return;
      offsetMs = ms;
      for (const listener of [...listeners]) listener();
    },
    onChange(listener) {
      const entry = () => listener();
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
  };
}

/**
 * A constructor with Date's own prototype: so `instanceof` holds for dates made before the replacement, by structuredClone
 * or by Node itself, and `date.constructor === Date` stays true.
 */
function shiftedDate(NativeDate: DateConstructor, now: () => number): DateConstructor {
  function ShiftedDate(...parts: unknown[]): Date | string {
    if (new.target === undefined) return new NativeDate(now()).toString();
    return Reflect.construct(NativeDate, parts.length === 0 ? [now()] : parts, new.target) as Date;
  }
  const statics = Object.getOwnPropertyDescriptors(NativeDate);
  Object.defineProperties(ShiftedDate, { ...statics, now: { ...statics.now, value: now } });
  Object.defineProperty(NativeDate.prototype, 'constructor', {
    value: ShiftedDate,
    writable: true,
    enumerable: false,
    configurable: true,
  });
  return ShiftedDate as unknown as DateConstructor;
}
