// The hooks that an app registers: around its start and end, each invocation, and each log line.
import { Disposable } from './disposable';
import { UnknownHookError, withReadOnly } from './workerError';

const HOOK_NAMES = ['preInvocation', 'postInvocation', 'appStart', 'appTerminate', 'log'] as const;

/** The hooks that this worker knows. */
export type HookName = (typeof HOOK_NAMES)[number];
type HookCallback = (context: object) => unknown;

/** The app's hooks and the data that they share. */
export class Hooks {
  /** Shared by all hooks of the app. */
  readonly appHookData: Record<string, unknown> = {};
  /** Shared by appStart and appTerminate. */
  readonly appLevelHookData: Record<string, unknown> = {};
  readonly #callbacks = new Map<string, HookCallback[]>(HOOK_NAMES.map((name) => [name, []]));

  /** Adds a hook; throws a RangeError that the library recognises when there is no such hook. */
  register(name: string, callback: HookCallback): Disposable {
    const callbacks = this.#callbacks.get(name);
    if (!callbacks) throw new UnknownHookError(name);
    callbacks.push(callback);
    return new Disposable(() => {
      const index = callbacks.indexOf(callback);
      if (index >= 0) callbacks.splice(index, 1);
    });
  }

  has(name: HookName): boolean {
    return this.#of(name).length > 0;
  }

  /** The context of a hook: the given properties (assignable), and the hook data (not assignable). */
  contextOf<T extends object>(
    changeable: T,
    readOnly: Record<string, unknown> & { hookData: Record<string, unknown> },
  ): T {
    return withReadOnly(changeable, { ...readOnly, appHookData: this.appHookData });
  }

  /** Runs the hooks in the order of their registration; the first one that throws ends it. */
  async run(name: Exclude<HookName, 'log'>, context: object): Promise<void> {
    for (const callback of [...this.#of(name)]) await callback(context);
  }

  /** Runs the log hooks, which cannot wait for anything. */
  runLog(context: object): void {
    for (const callback of [...this.#of('log')]) callback(context);
  }

  #of(name: HookName): HookCallback[] {
    return this.#callbacks.get(name) ?? [];
  }
}
