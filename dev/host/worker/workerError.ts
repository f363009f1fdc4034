// The errors by which the core module tells the programming model that the fault is in how it was called.

/** A misuse of the worker's API; the library recognises it by its mark. */
export class WorkerError extends Error {
  readonly isAzureFunctionsSystemError = true;
}

/** A hook name that this worker does not know; the library turns it into words about the host's version. */
export class UnknownHookError extends RangeError {
  readonly isAzureFunctionsSystemError = true;

  constructor(hookName: string) {
    super(`Unrecognized hook "${hookName}"`);
  }
}

/** An object whose named properties cannot be assigned: doing so throws a TypeError, as in the real worker. */
export function withReadOnly<T extends object, R extends Record<string, unknown>>(
  target: T,
  readOnly: R,
): T & Readonly<R> {
  for (const [name, value] of Object.entries(readOnly)) {
    Object.defineProperty(target, name, {
      enumerable: true,
      get: () => value,
      set: () => {
        throw Object.assign(new TypeError(`Cannot assign to read only property '${name}'`), {
          isAzureFunctionsSystemError: true,
        });
      },
    });
  }
  return target as T & Readonly<R>;
}
