// Rings at an instant of the wall clock, however far away it is, also after the machine has slept.

/** Timers longer than this drift while a machine sleeps, and Node has none beyond 2³¹−1 ms: longer waits are cut up. */
const LONGEST_WAIT_MS = 60_000;

/** An alarm that can be switched off. */
export interface Alarm {
  cancel(): void;
}

/** Calls `ring` once, when `now()` has reached `dueMs` (both epoch ms); at the earliest in the next turn of the event loop. */
export function setAlarm(dueMs: number, now: () => number, ring: () => void): Alarm {
  let timer: NodeJS.Timeout;
  const wait = () => {
    const leftMs = dueMs - now();
    timer = setTimeout(
      () => (now() >= dueMs ? ring() : wait()),
      Math.min(Math.max(leftMs, 1), LONGEST_WAIT_MS),
    );
  };
  wait();
  return { cancel: () => clearTimeout(timer) };
}
