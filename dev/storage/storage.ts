/** Starts the storage process and speaks with it: what `npm start`, tests and benchmarks use. */
import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findProjectRoot } from '../projectRoot';
import {
  LOG_FILE,
  type ServicePorts,
  type StorageCommand,
  type StorageFailure,
  type SupervisorMessage,
  type SupervisorOptions,
} from './protocol';
import { connectionStringOf } from './connectionString';

export interface StorageOptions {
  /** Where the data lies; made if it is not there. One storage process serves it at a time; a later one waits. */
  folder: string;
  /** The services to run and their ports, 0 for a free one. Default: tables and queues on free ports. */
  ports?: ServicePorts;
  /** Start with nothing. */
  fresh?: boolean;
  /** How far its clock is ahead from the start, in ms. */
  clockOffsetMs?: number;
  /** A folder to remove when this process ends without stopping storage: for data that serves a test alone. */
  folderToRemoveWhenOrphaned?: string;
}

/** How the storage process came to its end. */
export interface StorageEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface LocalStorage {
  connectionString: string;
  ports: ServicePorts;
  pid: number;
  /** Resolves when the process has ended, for whatever reason. */
  ended: Promise<StorageEnd>;
  /** Makes storage believe that it is `offsetMs` later than it is: what is hidden until then appears. */
  setClockOffset(offsetMs: number): Promise<void>;
  /** Lets storage finish, save and end. Throws when it could not save. */
  stop(): Promise<void>;
  /** Sends the process a signal: SIGSTOP makes it hang, SIGCONT goes on, SIGKILL loses what is not saved yet. */
  signal(signal: NodeJS.Signals): void;
}

/** Storage did not start, or ended badly. The message is for people. */
export class StorageError extends Error {
  constructor(readonly failure: StorageFailure) {
    super(failure.message);
    this.name = 'StorageError';
  }

  get code(): StorageFailure['code'] {
    return this.failure.code;
  }
}

const ANY_PORTS: ServicePorts = { queue: 0, table: 0 };
const STOP_MS = 30_000;

/** Resolves once storage answers. Throws StorageError. When this process ends, storage saves and ends too. */
export async function startStorage(options: StorageOptions): Promise<LocalStorage> {
  const folder = resolve(options.folder);
  const child = forkSupervisor({ ports: ANY_PORTS, fresh: false, clockOffsetMs: 0, ...options, folder });
  const ended = endOf(child);
  const died = ended.then((end) => Promise.reject(diedError(folder, end)));
  died.catch(() => undefined);
  const { ports } = await Promise.race([nextMessage(child, 'ready'), died]);
  return {
    connectionString: connectionStringOf(ports),
    ports,
    pid: child.pid as number,
    ended,
    setClockOffset: async (offsetMs) => {
      const moved = nextMessage(child, 'clock');
      await send(child, { type: 'clock', offsetMs });
      await Promise.race([moved, died]);
    },
    stop: () => stop(child, ended, folder),
    signal: (signal) => void child.kill(signal),
  };
}

/** The end of the process and of its channel, so that its last words are heard before its end is. */
async function endOf(child: ChildProcess): Promise<StorageEnd> {
  const disconnected = new Promise<void>((done) => child.once('disconnect', done));
  const exited = new Promise<StorageEnd>((done) =>
    child.once('exit', (code, signal) => done({ code, signal })),
  );
  await disconnected;
  return exited;
}

function forkSupervisor(options: SupervisorOptions): ChildProcess {
  const script = join(findProjectRoot(), 'dist/dev/storage.js');
  if (!existsSync(script))
    throw new StorageError({ code: 'storage-failed', message: `${script} is not there: run npm run build.` });
  mkdirSync(options.folder, { recursive: true });
  const log = openSync(join(options.folder, LOG_FILE), 'a');
  try {
    return fork(script, [JSON.stringify(options)], {
      detached: true,
      execArgv: [],
      stdio: ['ignore', log, log, 'ipc'],
      env: { ...process.env, AZURITE_ACCOUNTS: undefined, AZURITE_DB: undefined },
    });
  } finally {
    closeSync(log);
  }
}

type Message<T> = Extract<SupervisorMessage, { type: T }>;

function nextMessage<T extends SupervisorMessage['type']>(child: ChildProcess, type: T): Promise<Message<T>> {
  return new Promise((done, reject) => {
    const listen = (message: SupervisorMessage): void => {
      if (message.type !== type && message.type !== 'failed') return;
      child.off('message', listen);
      if (message.type === 'failed') reject(new StorageError(message.failure));
      else done(message as Message<T>);
    };
    child.on('message', listen);
  });
}

function send(child: ChildProcess, command: StorageCommand): Promise<void> {
  return new Promise((done, reject) => child.send(command, (error) => (error ? reject(error) : done())));
}

async function stop(child: ChildProcess, ended: Promise<StorageEnd>, folder: string): Promise<void> {
  if (child.connected) await send(child, { type: 'stop' });
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  const end = await ended;
  clearTimeout(timer);
  if (end.code !== 0) throw diedError(folder, end);
}

function diedError(folder: string, { code, signal }: StorageEnd): StorageError {
  const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
  return new StorageError({
    code: 'storage-failed',
    message: `Storage ${how}; see ${join(folder, LOG_FILE)}.`,
  });
}
