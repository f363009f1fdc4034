// The orchestrators and activities that the app registered: names are found whatever their case, as in Azure Functions.
import { unknownFunction } from './failureTexts';

export type DurableFunctionKind = 'orchestrator' | 'activity';

/** A function was named that the app did not register. */
export class UnknownFunctionError extends Error {
  override readonly name = 'UnknownFunctionError';
}

export class FunctionNames {
  readonly #byKind: Record<DurableFunctionKind, Map<string, string>>;

  constructor({
    orchestrators,
    activities,
  }: {
    orchestrators: readonly string[];
    activities: readonly string[];
  }) {
    const byLowerCase = (names: readonly string[]) =>
      new Map(names.map((name) => [name.toLowerCase(), name]));
    this.#byKind = { orchestrator: byLowerCase(orchestrators), activity: byLowerCase(activities) };
  }

  /** The name as registered; throws an UnknownFunctionError that lists the known ones. */
  resolve(kind: DurableFunctionKind, name: string): string {
    const registered = this.#byKind[kind].get(name.toLowerCase());
    if (registered === undefined)
      throw new UnknownFunctionError(unknownFunction(name, kind, [...this.#byKind[kind].values()]));
    return registered;
  }
}
