// The latest activities between bot and channel, both ways, for the page's activities pane.
import type { Posted } from '../channel/outbox';
import type { ConnectorCall } from '../connector/connectorCalls';
import type { TrafficEntry } from './pageProtocol';

/** The latest exchanges, oldest first. */
export interface Traffic {
  readonly entries: readonly TrafficEntry[];
  addPosted(posted: Posted, atMs: number, path: string): void;
  addCall(call: ConnectorCall): void;
}

/** Creates a log of the latest `keep` exchanges; `onEntry` hears of each. */
export function createTraffic(keep: number, onEntry: (entry: TrafficEntry) => void): Traffic {
  const entries: TrafficEntry[] = [];
  let lastSeq = 0;
  const add = (entry: Omit<TrafficEntry, 'seq'>) => {
    const added = { ...entry, seq: ++lastSeq };
    entries.push(added);
    if (entries.length > keep) entries.shift();
    onEntry(added);
  };
  return {
    entries,
    addPosted({ activity, answer, tookMs }, atMs, path) {
      const title = activity.name ? `${activity.type} ${activity.name}` : activity.type;
      const { status, body: received = answer.detail } = answer;
      add({
        atMs,
        direction: 'toBot',
        title,
        method: 'POST',
        path,
        status,
        tookMs,
        sent: activity,
        received,
      });
    },
    addCall({ atMs, method, path, operation, activity, body, fault, reply }) {
      const title = activity?.type ? `${activity.type} · ${operation}` : (operation ?? 'unknown');
      const outcome = reply?.reset ? {} : { status: reply?.status, received: reply?.body };
      add({ atMs, direction: 'fromBot', title, method, path, fault, sent: body, ...outcome });
    },
  };
}
