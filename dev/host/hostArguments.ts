// Reads the command line of the host process.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { HostError, messageOf } from './hostError';

/** What the command line asks for; folders are absolute. */
export interface HostArguments {
  appFolder: string;
  port: number;
  dataFolder: string;
  enforceKeys: boolean;
  /** Where the clock stands at the start, in ms from the real time. */
  clockOffsetMs: number;
}

/** The call that the process expects. */
export const USAGE =
  'Usage: host --app <folder> --port <number, 0 for a free one> --data <folder> [--enforce-keys] [--clock-offset <ms>]';

/** Parses the arguments; throws a HostError with the usage when one is missing or not valid. */
export function parseHostArguments(args: string[]): HostArguments {
  const { app, port, data, 'enforce-keys': enforceKeys, 'clock-offset': clockOffset } = parse(args);
  if (!app || !data) throw new HostError('badArguments', `--app and --data are needed.\n${USAGE}`);
  const number = Number(port ?? '7071');
  if (!Number.isInteger(number) || number < 0 || number > 65535) {
    throw new HostError('badArguments', `--port must be a number from 0 to 65535, not "${port}".\n${USAGE}`);
  }
  const clockOffsetMs = Number(clockOffset ?? '0');
  if (!Number.isFinite(clockOffsetMs)) {
    throw new HostError(
      'badArguments',
      `--clock-offset must be a number of ms, not "${clockOffset}".\n${USAGE}`,
    );
  }
  return {
    appFolder: resolve(app),
    port: number,
    dataFolder: resolve(data),
    enforceKeys: enforceKeys ?? false,
    clockOffsetMs,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        app: { type: 'string' },
        port: { type: 'string' },
        data: { type: 'string' },
        'enforce-keys': { type: 'boolean' },
        'clock-offset': { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new HostError('badArguments', `${messageOf(error)}\n${USAGE}`, { cause: error });
  }
}
