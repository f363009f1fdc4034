// What a tab remembers over a reload: whose page it is, and which conversation is open.

/** What is remembered. */
export interface Remembered {
  readonly me?: string;
  readonly open?: string;
}

const KEY = 'recado-chat';

/** Reads and keeps it in a storage of the browser. */
export function createRemembered(storage: Storage): {
  read(): Remembered;
  keep(remembered: Remembered): void;
} {
  return {
    read: () => JSON.parse(storage.getItem(KEY) ?? '{}') as Remembered,
    keep: (remembered) => {
      storage.setItem(KEY, JSON.stringify(remembered));
    },
  };
}
