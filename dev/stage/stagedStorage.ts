/** Storage on a stage: it can be ended and started again, on the same ports and with the same data. */
import { startStorage, type LocalStorage } from '../storage/storage';
import type { ClockPart } from './stageClock';

export interface StagedStorage extends ClockPart {
  readonly connectionString: string;
  /** Starts it again with its clock at this offset, in ms. */
  start(clockOffsetMs: number): Promise<void>;
  /** Ends it, its data kept; nothing happens when it does not run. */
  stop(): Promise<void>;
}

/** Starts a storage whose data lie in `folder`; when this process dies, `folderToRemoveWhenOrphaned` goes. */
export async function stageStorage(
  folder: string,
  folderToRemoveWhenOrphaned: string,
): Promise<StagedStorage> {
  let running: LocalStorage | undefined = await startStorage({ folder, folderToRemoveWhenOrphaned });
  const { connectionString, ports } = running;
  return {
    connectionString,
    async start(clockOffsetMs) {
      running ??= await startStorage({ folder, folderToRemoveWhenOrphaned, ports, clockOffsetMs });
    },
    async stop() {
      await running?.stop();
      running = undefined;
    },
    setClockOffset: async (offsetMs) => running?.setClockOffset(offsetMs),
  };
}
