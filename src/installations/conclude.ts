/** Ends an installation: what has come to no end is failed with the reason, so that every target has a named end. Who was named meanwhile has another go. */
import type { Clock } from '../clock';
import { LANES, type Target } from './installation';
import { type ConcludeInput, NOT_TRIED } from './installApp';
import type { InstallationName, InstallationStore } from './installationStore';

const AT_ONCE = 100;

export async function conclude(
  { store, clock }: { store: InstallationStore; clock: Clock },
  { reason, ...name }: ConcludeInput,
): Promise<void> {
  // It stays open: the repair lets it run again, and nothing that has ended is done twice.
  if (reason === NOT_TRIED && (await isAnyLeft(store, name))) return;
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

/** Its steps were done when somebody was still named: a step of a notification that is repeated names them once more. */
async function isAnyLeft(store: InstallationStore, name: InstallationName): Promise<boolean> {
  if ((await store.named(name, 1)).length > 0) return true;
  for (let lane = 0; lane < LANES; lane += 1)
    if ((await store.unfinished(name, lane, 1)).length > 0) return true;
  return false;
}
