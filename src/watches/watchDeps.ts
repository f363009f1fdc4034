/** What the use cases of watches work with. */
import type { Clock } from '../clock';
import type { Outbox } from '../delivery/outbox';
import type { Outbound } from '../http/outbound';
import type { Log } from '../log';
import type { Monitors } from './monitors';
import type { WatchSettings } from './watchSettings';
import type { WatchStore } from './watchStore';

export interface WatchDeps {
  store: WatchStore;
  outbox: Pick<Outbox, 'plan'>;
  outbound: Outbound;
  monitors: Monitors;
  settings: WatchSettings;
  clock: Clock;
  log: Log;
}
