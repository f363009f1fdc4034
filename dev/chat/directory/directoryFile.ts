// Keeps the directory in one JSON file, so that messages survive a page reload and a restart of the local stage.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DirectoryState, ItemDelivery } from './directoryState';
import { isRecord } from './wireActivity';

/** Where a directory is kept. */
export interface DirectoryStore {
  /** The state that was kept, or undefined at the first start. Throws when what was kept cannot be read. */
  load(): DirectoryState | undefined;
  save(state: DirectoryState): Promise<void>;
}

/** Keeps the state in `chat.json` of a folder; each save replaces the file as a whole. */
export function createDirectoryFile(folder: string): DirectoryStore {
  const file = join(folder, 'chat.json');
  return {
    load() {
      if (!existsSync(file)) return undefined;
      return withInterrupted(parseState(readFileSync(file, 'utf8'), file));
    },
    async save(state) {
      mkdirSync(folder, { recursive: true });
      await writeFile(`${file}.tmp`, JSON.stringify(state));
      await rename(`${file}.tmp`, file);
    },
  };
}

function parseState(text: string, file: string): DirectoryState {
  const cure = `Delete ${file} (the chat's messages are lost) and start again.`;
  let state: unknown;
  try {
    state = JSON.parse(text);
  } catch (cause) {
    throw new Error(`The kept chat cannot be read. ${cure}`, { cause });
  }
  if (!isRecord(state) || state['version'] !== 1)
    throw new Error(`The kept chat is of another version. ${cure}`);
  return state as unknown as DirectoryState;
}

/** What was still on its way to the bot when the chat ended can be sent again. */
function withInterrupted(state: DirectoryState): DirectoryState {
  const delivery: ItemDelivery = { state: 'failed', detail: 'The chat ended before it had.' };
  const timeline = Object.entries(state.timeline).map(([id, items]) => [
    id,
    items.map((item) => (item.delivery?.state === 'sending' ? { ...item, delivery } : item)),
  ]);
  return { ...state, timeline: Object.fromEntries(timeline) as DirectoryState['timeline'] };
}
