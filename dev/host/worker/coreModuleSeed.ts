// Makes `@azure/functions-core` resolve, although no package of that name exists: the language worker supplies it.
import Module from 'node:module';

const CORE_MODULE = '@azure/functions-core';

type Load = (request: string, ...rest: unknown[]) => unknown;

/** Answers every `require('@azure/functions-core')` of this process with the given module; returns what undoes it. */
export function seedCoreModule(coreModule: Record<string, unknown>): () => void {
  const loader = Module as unknown as { _load: Load };
  const original = loader._load;
  loader._load = function load(this: unknown, request, ...rest) {
    return request === CORE_MODULE ? coreModule : Reflect.apply(original, this, [request, ...rest]);
  };
  return () => {
    loader._load = original;
  };
}
