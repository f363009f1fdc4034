// An instance as the management API shows it.
import type { HistoryEvent } from './historyEvents';
import { historyPayload, type HistoryEntry, type ShownParts } from './historyPayload';
import type { Instance } from './instanceTable';

/** The JSON of an instance's state; `history` is undefined when it was not asked for. */
export function statusPayload(
  instance: Instance,
  history: readonly HistoryEvent[] | undefined,
  shown: ShownParts,
): Record<string, unknown> {
  return {
    name: instance.name,
    instanceId: instance.instanceId,
    runtimeStatus: instance.status,
    input: shown.input ? parsed(instance.input) : null,
    customStatus: parsed(instance.customStatus),
    output: parsed(instance.output),
    createdTime: wholeSeconds(instance.createdAt),
    lastUpdatedTime: wholeSeconds(instance.updatedAt),
    ...(history && shownHistory(historyPayload(history, shown))),
  };
}

/** Azure names it `historyEvents`; durable-functions 3.5.0 looks for `history`. */
function shownHistory(entries: HistoryEntry[]): Record<string, unknown> {
  return { historyEvents: entries, history: entries };
}

function parsed(json: string | null): unknown {
  return json === null ? null : JSON.parse(json);
}

/** As in Azure: no fractions of a second. */
function wholeSeconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
