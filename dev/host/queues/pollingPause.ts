// The pause between two polls of an empty queue: grows from 100 ms to the longest allowed, and can be cut short.

const SHORTEST_MS = 100;

/** Grows with each pause in a row; one at a time. */
export class PollingPause {
  #nextMs = SHORTEST_MS;
  #isWoken = false;
  #end: (() => void) | undefined;

  constructor(private readonly longestMs: number) {}

  /** The next pause is the shortest again. */
  reset(): void {
    this.#nextMs = SHORTEST_MS;
  }

  /** Ends the pause now, or else skips the next one. */
  wake(): void {
    this.reset();
    this.#isWoken = true;
    this.#end?.();
  }

  async take(): Promise<void> {
    if (!this.#isWoken) {
      const ms = Math.min(this.#nextMs, this.longestMs);
      this.#nextMs = ms * 2;
      await this.#wait(ms);
    }
    this.#isWoken = false;
  }

  #wait(ms: number): Promise<void> {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#end = () => {
        clearTimeout(timer);
        resolve();
      };
    }).then(() => {
      this.#end = undefined;
    });
  }
}
