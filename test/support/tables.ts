/** The shared Azurite as tests use it: tables of a file's own, operations counted, and failures at a chosen one. */
import { randomBytes } from 'node:crypto';
import { openStorageAccount, type StorageAccount } from '../../src/azure/storageAccount';

/** The connection string of the storage that all tests share. */
export function testStorage(): string {
  const connectionString = process.env.RECADO_TEST_STORAGE;
  if (!connectionString) throw new Error('RECADO_TEST_STORAGE is not set: run the tests through jest.');
  return connectionString;
}

/** A prefix under which no other test has tables or queues. */
export function newPrefix(): string {
  return `t${randomBytes(6).toString('hex')}`;
}

/** The shared storage with tables and queues that belong to this caller alone. */
export function openTestAccount(prefix = newPrefix()): StorageAccount {
  return openStorageAccount({ kind: 'connection-string', connectionString: testStorage() }, prefix);
}

/** Storage at an address where nothing listens, as it is when Azurite has stopped. */
export function openAbsentAccount(): StorageAccount {
  const connectionString = testStorage().replace(/:\d+(?=\/devstoreaccount1)/g, ':1');
  return openStorageAccount({ kind: 'connection-string', connectionString });
}

/** The process ended in the middle of an operation. */
export class Crash extends Error {
  constructor(operation: string) {
    super(`crashed at ${operation}`);
    this.name = 'Crash';
  }
}

/** Counts the operations of all that it watches; ends the "process" at one of them. */
export class Operations {
  readonly names: string[] = [];
  private crashAt: { count: number; side: 'before' | 'after' } | undefined;

  /** From now on the operation of this number (from 1) crashes, before or after it took effect. */
  crash(count: number, side: 'before' | 'after'): void {
    this.names.length = 0;
    this.crashAt = { count, side };
  }

  /** The next process does not crash. */
  restart(): void {
    this.names.length = 0;
    this.crashAt = undefined;
  }

  /** The same object, every method call counted. */
  watch<T extends object>(target: T, label: string): T {
    return new Proxy(target, {
      get: (object, property, receiver) => {
        const value: unknown = Reflect.get(object, property, receiver);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) =>
          this.call(`${label}.${String(property)}`, () => value.apply(object, args));
      },
    });
  }

  private call(name: string, run: () => unknown): unknown {
    const count = this.names.push(name);
    const { crashAt } = this;
    const isOver = crashAt !== undefined && count > crashAt.count;
    if (isOver) return failed(name, new Crash(`${name}, after the end`));
    if (crashAt?.count !== count) return run();
    if (crashAt.side === 'before') return failed(name, new Crash(`before ${name}`));
    const error = new Crash(`after ${name}`);
    if (name.endsWith(QUERY)) return failed(name, error);
    return Promise.resolve(run()).then(() => {
      throw error;
    });
  }
}

const QUERY = '.query';

/** The failure in the form in which the operation answers: rows, or a promise. */
function failed(name: string, error: Error): unknown {
  if (!name.endsWith(QUERY)) return Promise.reject(error);
  return {
    [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }),
  };
}
