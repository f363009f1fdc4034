/** Runs the sample price feed beside the app, and lets watches reach that one address of this machine. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readLocalSettings } from '../host/appSettings';
import { drain, endOf } from './hostChild';
import type { StartContext } from './startContext';
import { StartError } from './startError';

/** What the host is told, and where people can move the price. */
export interface SamplePriceFeed {
  /** Settings for the host's environment. */
  settings: Record<string, string>;
  /** Without a slash at its end. */
  url: string;
}

/** Starts it, its price kept in the data folder. Throws StartError when it cannot. */
export async function providePriceFeed({
  root,
  dataFolder,
  env,
  options,
  parts,
}: StartContext): Promise<SamplePriceFeed> {
  const folder = join(dataFolder, 'price-feed');
  mkdirSync(folder, { recursive: true });
  const child = fork(join(root, 'samples/price-feed/server.mjs'), {
    env: { ...env, PORT: `${options.feedPort}`, DATA_FILE: join(folder, 'price.json') },
    execArgv: [],
  });
  const ended = endOf(child);
  const port = await Promise.race([
    once(child, 'message').then(([ready]) => (ready as { port: number }).port),
    ended.then((how) => Promise.reject(new StartError(`The sample price feed ${how}.`))),
  ]);
  parts.add({ name: 'sample price feed', stop: () => drain(child, ended), ended });
  return {
    settings: settingsFor(port, { ...readLocalSettings(root), ...env }),
    url: `http://localhost:${port}`,
  };
}

/** The developer's own settings stay; whoever tries a watch does not want to wait for minutes. */
function settingsFor(
  port: number,
  own: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const hosts = [own['OUTBOUND_PRIVATE_HOSTS']?.trim(), `localhost:${port}`, `127.0.0.1:${port}`].filter(
    Boolean,
  );
  return {
    OUTBOUND_PRIVATE_HOSTS: hosts.join(','),
    ...(own['WATCH_MIN_INTERVAL']?.trim() ? {} : { WATCH_MIN_INTERVAL: '10s' }),
  };
}
