// The Disposable of @azure/functions-core: what a registration returns so that it can be undone.

interface DisposableLike {
  dispose(): unknown;
}

/** Calls back once when it is disposed. */
export class Disposable implements DisposableLike {
  #onDispose: (() => unknown) | undefined;

  constructor(onDispose: () => unknown) {
    this.#onDispose = onDispose;
  }

  /** One disposable for many. */
  static from(...members: DisposableLike[]): Disposable {
    return new Disposable(() => {
      for (const member of members) member.dispose();
    });
  }

  dispose(): unknown {
    const onDispose = this.#onDispose;
    this.#onDispose = undefined;
    return onDispose?.();
  }
}
