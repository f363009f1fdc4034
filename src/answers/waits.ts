/**
 * Waits for external events that lose none. A wait that lost a race stays open in the library and takes a later event of
 * its name, silently: so all waits are remembered, and each round asks whether any of them was met meanwhile.
 */
import type { OrchestrationContext, Task } from 'durable-functions';

export interface Waits {
  /** New waits, one for each event, to race against something else. A wait is never raced twice: that would swallow events. */
  more(): Task[];
  /** Whether an event was raised since the last call, in a race or outside of one. */
  takeRaised(): boolean;
}

/** Waits for these events of the orchestration. */
export function createWaits({ df }: OrchestrationContext, events: readonly string[]): Waits {
  let open: Task[] = [];
  return {
    more() {
      const fresh = events.map((event) => df.waitForExternalEvent(event));
      open.push(...fresh);
      return fresh;
    },
    takeRaised() {
      const before = open.length;
      open = open.filter((wait) => !wait.isCompleted);
      return open.length < before;
    },
  };
}
