/** Ends an installation: what has come to no end is failed with the reason, so that every target has a named end. */
import type { Clock } from '../clock';
import { LANES, type Target } from './installation';
import type { ConcludeInput } from './installApp';
import type { InstallationStore } from './installationStore';

const AT_ONCE = 100;

export async function conclude(
  { store, clock }: { store: InstallationStore; clock: Clock },
  { reason, ...name }: ConcludeInput,
): Promise<void> {
  const fail = async (read: () => Promise<Target[]>): Promise<void> => {
    for (let left = await read(); left.length > 0; left = await read())
      await store.change(
        name,
        left.map(({ key }) => ({ key, change: { state: 'failed' as const, reason, at: clock() } })),
      );
  };
  await fail(() => store.named(name, AT_ONCE));
  for (let lane = 0; lane < LANES; lane += 1) await fail(() => store.unfinished(name, lane, AT_ONCE));
  await store.finish(name, clock());
}
