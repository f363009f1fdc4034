// Which HTTP function answers a request: routes and methods in the real host's order (by function name), first match wins.
import type { FunctionOf } from '../functionTable';
import { messageOf } from '../hostError';
import { compileRoute, type RouteMatcher } from './routeTemplate';

/** A function that answers, with the values of its route's parameters. */
export interface RouteMatch {
  fn: FunctionOf<'http'>;
  params: Record<string, string>;
}

interface MappedRoute {
  fn: FunctionOf<'http'>;
  /** As the function gives it, without the prefix. */
  route: string;
  match: RouteMatcher;
}

const RESERVED = /^(admin|runtime)/i;

/** The mapped routes, and why some functions have none. */
export class RouteTable {
  /** Functions that are not served, by name, with the reason; the others are. */
  readonly refused = new Map<string, string>();
  readonly #routes: MappedRoute[] = [];

  /** @param functions sorted by name @param routePrefix without slashes at its ends, may be empty */
  constructor(
    functions: FunctionOf<'http'>[],
    private readonly routePrefix: string,
  ) {
    for (const fn of functions) this.#map(fn);
  }

  /** The whole path template of a function, such as `api/messages`. */
  pathOf(fn: FunctionOf<'http'>): string {
    return [this.routePrefix, routeOf(fn)].filter((part) => part !== '').join('/');
  }

  /** The function for a decoded path without a slash at either end; undefined when no route or no method fits (the real host says 404 to both). */
  match(method: string, path: string): RouteMatch | undefined {
    for (const { fn, match } of this.#routes) {
      if (!fn.trigger.methods.includes(method)) continue;
      const params = match(path);
      if (params) return { fn, params };
    }
    return undefined;
  }

  #map(fn: FunctionOf<'http'>): void {
    const route = routeOf(fn);
    const other = this.#routes.find((mapped) => conflicts(mapped, fn, route));
    if (RESERVED.test(route)) {
      this.refused.set(fn.name, 'The specified route conflicts with one or more built in routes.');
    } else if (other) {
      this.refused.set(
        fn.name,
        `The route specified conflicts with the route defined by function '${other.fn.name}'.`,
      );
    } else {
      this.#compile(fn, route);
    }
  }

  #compile(fn: FunctionOf<'http'>, route: string): void {
    try {
      this.#routes.push({ fn, route, match: compileRoute(this.pathOf(fn)) });
    } catch (error) {
      this.refused.set(fn.name, `The route template "${route}" is not valid: ${messageOf(error)}.`);
    }
  }
}

function routeOf(fn: FunctionOf<'http'>): string {
  return (fn.trigger.route.trim() || fn.name).replaceAll(/^\/+|\/+$/g, '');
}

function conflicts(mapped: MappedRoute, fn: FunctionOf<'http'>, route: string): boolean {
  if (mapped.route.toLowerCase() !== route.toLowerCase()) return false;
  return mapped.fn.trigger.methods.some((method) => fn.trigger.methods.includes(method));
}
