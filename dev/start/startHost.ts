/** Starts the host that runs the app: `func` where it is installed, the embedded one otherwise. */
import { join } from 'node:path';
import { startCoreTools } from './coreToolsHost';
import { startEmbeddedHost } from './embeddedHost';
import type { HostChild } from './hostChild';
import type { StartContext } from './startContext';

/** Where the embedded host keeps its data. */
export function hostFolder({ dataFolder }: Pick<StartContext, 'dataFolder'>): string {
  return join(dataFolder, 'host');
}

/** Starts the host with these settings on top of the environment, and adds it to the parts. */
export async function startHost(
  context: StartContext,
  coreTools: string | undefined,
  settings: Record<string, string>,
): Promise<HostChild> {
  const { root, options, parts } = context;
  const env = { ...context.env, ...settings };
  const host = coreTools
    ? await startCoreTools({ root, port: options.port, env }, coreTools)
    : await startEmbeddedHost({
        root,
        port: options.port,
        dataFolder: hostFolder(context),
        enforceKeys: options.enforceKeys,
        env,
        output: 'inherit',
      });
  parts.add({ name: 'host', stop: () => host.stop(), kill: () => host.kill(), ended: host.ended });
  return host;
}
