// What the host tells a developer about a function that it serves.
import type { LoadedFunction } from './functionTable';
import type { RouteTable } from './http/routeTable';

/** A function, as a developer needs it listed. */
export interface FunctionSummary {
  name: string;
  /** The type of its trigger, such as `httpTrigger`. */
  trigger: string;
  /** Of HTTP functions: the path template with its prefix, such as `api/messages`. */
  route?: string;
  methods?: string[];
}

/** Sums a function up. */
export function summaryOf(fn: LoadedFunction, routes: RouteTable): FunctionSummary {
  const { name, trigger } = fn;
  const summary = { name, trigger: `${trigger.kind}Trigger` };
  if (trigger.kind !== 'http') return summary;
  return { ...summary, route: routes.pathOf({ ...fn, trigger }), methods: trigger.methods };
}
