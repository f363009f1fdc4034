/** The routes that the app has registered, as the host tells them. */
import type { FunctionSummary } from '../host/functionSummary';

export interface Route {
  name: string;
  method: string;
  /** With something in the place of each parameter. */
  path: string;
}

/** @param parameter - gives what stands for a route's parameter. */
export function routesOf(
  functions: readonly FunctionSummary[],
  parameter: (name: string) => string,
): Route[] {
  return functions.flatMap(({ name, route, methods = [] }) =>
    route === undefined
      ? []
      : methods.map((method) => ({
          ...{ name, method },
          path: `/${route.replace(/\{(\w+)[^}]*\}/g, (_whole, part: string) => encodeURIComponent(parameter(part)))}`,
        })),
  );
}
