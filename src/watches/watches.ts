/** Puts the feature together from what the composition root gives: what people can say, its deliveries and its functions. */
import { createOrchestrations } from '../azure/durableClient';
import type { StorageAccount } from '../azure/storageAccount';
import type { Clock } from '../clock';
import type { ChatCommand } from '../conversations/chatTurn';
import type { PersonalData } from '../conversations/personalData';
import type { DeliveryKind } from '../delivery/deliveryKind';
import type { Outbox } from '../delivery/outbox';
import type { ChatDialog } from '../dialogs/chatDialog';
import type { Outbound } from '../http/outbound';
import type { Log } from '../log';
import { registerWatchFunctions } from './functions';
import { createMonitors } from './monitors';
import { createOwnWatchCommands } from './ownWatchCommands';
import { createWatchCommand } from './watchCommand';
import { createWatchData } from './watchData';
import { createWatchDelivery } from './watchDelivery';
import { type WatchRow, WATCHES_TABLE } from './watchRow';
import type { WatchSettings } from './watchSettings';
import { createWatchQuestions } from './watchQuestions';
import { createWatchStore } from './watchStore';

export interface WatchesGiven {
  settings: WatchSettings;
  storage: Pick<StorageAccount, 'table'>;
  outbound: Outbound;
  outbox: Outbox;
  clock: Clock;
  log: Log;
}

export interface Watches {
  commands: ChatCommand[];
  /** What an alert asks on top of what the person is in the middle of. */
  dialog: ChatDialog;
  delivery: DeliveryKind;
  personalData: PersonalData;
  registerFunctions(): void;
}

/** Makes the feature; nothing is sent or registered before it is asked for. */
export function createWatches(given: WatchesGiven): Watches {
  const store = createWatchStore(given.storage.table<WatchRow>(WATCHES_TABLE));
  const deps = { ...given, store, monitors: createMonitors(createOrchestrations()) };
  const questions = createWatchQuestions(deps);
  return {
    commands: [questions.command, createWatchCommand(deps), ...createOwnWatchCommands(deps)],
    dialog: questions.dialog,
    delivery: createWatchDelivery(store, given.settings, questions),
    personalData: createWatchData(deps),
    registerFunctions: () => registerWatchFunctions(deps),
  };
}
