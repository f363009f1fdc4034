/** What the storage process and the process that started it say to each other over IPC. */

/** Azurite's services, in the order of their default ports. */
export const SERVICES = ['blob', 'queue', 'table'] as const;
export type Service = (typeof SERVICES)[number];

/** A port for each service that runs; 0 in a request means any free one. */
export type ServicePorts = Partial<Record<Service, number>>;

/** The storage process's one argument, as JSON. */
export interface SupervisorOptions {
  /** Where the data lies; absolute. Only one process serves a folder at a time. */
  folder: string;
  ports: ServicePorts;
  /** Empty the folder first, once it is ours. */
  fresh: boolean;
  /** Where its clock starts. */
  clockOffsetMs: number;
  /** Removed when the starter dies; absent for data that is to outlive it. */
  folderToRemoveWhenOrphaned?: string;
}

export type StorageFailure =
  | { code: 'port-taken'; message: string; service: Service; port: number }
  | { code: 'folder-in-use'; message: string }
  | { code: 'storage-failed'; message: string };

export type SupervisorMessage =
  | { type: 'ready'; ports: ServicePorts }
  | { type: 'failed'; failure: StorageFailure }
  | { type: 'clock'; offsetMs: number };

/** A channel that closes without `stop` means that the starter has died. */
export type StorageCommand = { type: 'clock'; offsetMs: number } | { type: 'stop' };

/** What the storage process has to say for itself, in its data folder. */
export const LOG_FILE = 'storage.log';
