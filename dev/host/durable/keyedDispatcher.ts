// Runs the work of many keys side by side, never two runs of one key at once: episodes by instance.

export interface KeyedDispatcherOptions {
  /** How many keys are worked on at once. */
  limit: number;
  /** Does the next piece of work of a key; must not reject. */
  work: (key: string) => Promise<void>;
}

/** Remembers which keys have work and gives each its turn, in the order in which they were woken. */
export class KeyedDispatcher {
  readonly #ready = new Set<string>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #wokenAgain = new Set<string>();
  #nextTurn: NodeJS.Immediate | undefined;
  #isStopped = false;

  constructor(private readonly options: KeyedDispatcherOptions) {}

  /** Whether nothing runs and nothing waits for its turn. */
  get isIdle(): boolean {
    return this.#running.size === 0 && this.#ready.size === 0;
  }

  /** There is work for this key; while it is being worked on, it gets another turn afterwards. */
  wake(key: string): void {
    if (this.#running.has(key)) this.#wokenAgain.add(key);
    else this.#ready.add(key);
    this.#scheduleTurn();
  }

  /** Starts nothing more; resolves when what runs has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearImmediate(this.#nextTurn);
    await Promise.all(this.#running.values());
  }

  /** Each turn begins in a fresh round of the event loop, so that I/O is served between episodes. */
  #scheduleTurn(): void {
    if (this.#isStopped || this.#nextTurn) return;
    this.#nextTurn = setImmediate(() => {
      this.#nextTurn = undefined;
      this.#turn();
    });
  }

  #turn(): void {
    for (const key of this.#ready) {
      if (this.#running.size >= this.options.limit) return;
      this.#ready.delete(key);
      this.#running.set(key, this.#run(key));
    }
  }

  async #run(key: string): Promise<void> {
    await this.options.work(key);
    this.#running.delete(key);
    if (this.#wokenAgain.delete(key)) this.#ready.add(key);
    if (this.#ready.size > 0) this.#scheduleTurn();
  }
}
