/** What a person can choose on the command line of `npm start`. */
import { parseArgs } from 'node:util';
import type { ServicePorts } from '../storage/protocol';
import { StartError } from './startError';

export interface StartOptions {
  /** The Functions app's port; 0 for a free one, as with every port here. */
  port: number;
  /** The chat page's port. */
  chatPort: number;
  /** The sample price feed's port. */
  feedPort: number;
  /** The first of three ports, for blobs, queues and tables. */
  storagePort: number;
  /** Forget all that is kept in the data folder. */
  fresh: boolean;
  /** Use the embedded host even where Azure Functions Core Tools are installed. */
  embedded: boolean;
  /** Ask for function keys, as Azure does. */
  enforceKeys: boolean;
  help: boolean;
}

export const HELP = `Usage: npm start -- [options]

  --port <n>          port of the bot's Functions app      (7071)
  --chat-port <n>     port of the chat page                (7072)
  --feed-port <n>     port of the sample price feed        (7074)
  --storage-port <n>  first of three ports of the storage: blobs n, queues n+1, tables n+2  (10000)
                      0 picks free ports and prints them, for each of the four options
  --fresh             start with nothing: forget reminders, conversations and chats
  --embedded          use the project's own host even where func is installed
  --enforce-keys      ask for function keys as Azure does, with the project's own host
  --help              show this
`;

const HIGHEST_PORT = 65_535;
const SEE_HELP = 'npm start -- --help lists what there is.';

/** Reads the arguments after `npm start --`. Throws StartError for what it does not know. */
export function readOptions(args: readonly string[]): StartOptions {
  const values = parse(args);
  return {
    port: portOf('--port', values.port ?? '7071'),
    chatPort: portOf('--chat-port', values['chat-port'] ?? '7072'),
    feedPort: portOf('--feed-port', values['feed-port'] ?? '7074'),
    storagePort: portOf('--storage-port', values['storage-port'] ?? '10000', 2),
    fresh: values.fresh ?? false,
    embedded: values.embedded ?? false,
    enforceKeys: values['enforce-keys'] ?? false,
    help: values.help ?? false,
  };
}

/** The ports of the services that the host needs; `func` keeps its locks in blobs, the embedded host needs none. */
export function storagePorts(first: number, needsBlobs: boolean): ServicePorts {
  const at = (offset: number): number => (first === 0 ? 0 : first + offset);
  return { ...(needsBlobs ? { blob: at(0) } : {}), queue: at(1), table: at(2) };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        'chat-port': { type: 'string' },
        'feed-port': { type: 'string' },
        'storage-port': { type: 'string' },
        fresh: { type: 'boolean' },
        embedded: { type: 'boolean' },
        'enforce-keys': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    const firstSentence = (error as Error).message.split(/[.\n]/)[0];
    throw new StartError(`${firstSentence}. ${SEE_HELP}`, { cause: error });
  }
}

function portOf(option: string, text: string, room = 0): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 0 && port + room <= HIGHEST_PORT) return port;
  throw new StartError(`${option} takes a port from 0 to ${HIGHEST_PORT - room}, not "${text}". ${SEE_HELP}`);
}
