// Saves the directory beside the stage's work: shortly after each change, one save at a time.
import type { Directory } from './directory';
import type { DirectoryStore } from './directoryFile';

const SETTLE_MS = 50;
/** The most items of one conversation that are kept. */
export const KEPT_ITEMS = 500;

/**
 * Keeps a directory in a store. A save that fails is reported through `onFailure` and tried again with the next change;
 * `flush` and `stop` reject when theirs fails.
 */
export class KeptDirectory {
  readonly #unsubscribe: () => void;
  #isDirty = false;
  #timer: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(
    private readonly directory: Directory,
    private readonly store: DirectoryStore,
    onFailure: (failure: unknown) => void,
  ) {
    this.#unsubscribe = directory.subscribe(() => {
      this.#isDirty = true;
      this.#timer ??= setTimeout(() => void this.flush().catch(onFailure), SETTLE_MS).unref();
    });
  }

  /** Resolves when everything until now is kept. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const before = this.#saving.catch(() => undefined); // reported by whoever started that save
    this.#saving = before.then(() => this.#save());
    return this.#saving;
  }

  /** Keeps what is unsaved, and no more after it. */
  stop(): Promise<void> {
    this.#unsubscribe();
    return this.flush();
  }

  async #save(): Promise<void> {
    if (!this.#isDirty) return;
    this.#isDirty = false;
    try {
      await this.store.save(this.directory.snapshot(KEPT_ITEMS));
    } catch (failure) {
      this.#isDirty = true;
      throw failure;
    }
  }
}
