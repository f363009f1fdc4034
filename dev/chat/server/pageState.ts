// Takes the page's first state from the stage, and turns each of its changes into a live event.
import type { LocalConnector } from '../connector/localConnector';
import { KEPT_ITEMS } from '../directory/keptDirectory';
import type { LiveEvent, PageClock, PageState, TrafficEntry } from './pageProtocol';

/** Takes the state as it is now. */
export function takePageState(
  { directory }: LocalConnector,
  clock: PageClock,
  traffic: readonly TrafficEntry[],
): PageState {
  return { directory: directory.snapshot(KEPT_ITEMS), clock, traffic };
}

/** Tells all that changes on the stage, until the returned function is called. */
export function watchStage(connector: LocalConnector, tell: (event: LiveEvent) => void): () => void {
  const { directory } = connector;
  const stopDirectory = directory.subscribe((change) => {
    tell(
      change.kind === 'roster'
        ? { kind: 'roster', people: directory.people(), chats: directory.chats() }
        : change,
    );
  });
  const stopSignals = connector.subscribe((signal) => {
    if (signal.kind === 'typing') tell(signal);
  });
  return () => {
    stopDirectory();
    stopSignals();
  };
}
