/** The routes that the app has registered, as the host tells them. */
import type { FunctionSummary } from '../host/functionSummary';

export interface Route {
  /** Of the function behind it. */
  name: string;
  method: string;
  /** With something in the place of each parameter. */
  path: string;
}

/** These only begin what their address names: no body is asked for, and none is read. */
const WITHOUT_BODY: ReadonlySet<string> = new Set(['retryDelivery', 'retryDeliveries', 'retryNotification']);

/** Whether the route reads what is sent to it. */
export const readsBody = ({ name, method }: Route): boolean =>
  (method === 'POST' || method === 'PUT') && !WITHOUT_BODY.has(name);

/** @param parameter - gives what stands for a route's parameter, by the route as it is registered. */
export function routesOf(
  functions: readonly FunctionSummary[],
  parameter: (route: string) => string,
): Route[] {
  return functions.flatMap(({ name, route, methods = [] }) =>
    route === undefined
      ? []
      : methods.map((method) => ({
          ...{ name, method },
          path: `/${route.replace(/\{\w+[^}]*\}/g, () => encodeURIComponent(parameter(route)))}`,
        })),
  );
}
