/** What other rooms ask of this one: the app installed for people who are to be reached and were never met, and how far that is. */
import { createHash } from 'node:crypto';
import type { Installer, InstallProgress } from '../conversations/installer';
import type { Target } from './installation';
import type { InstallationName, NewTarget } from './installationStore';
import { install, type InstallationsApiDeps, isForeign } from './installationsApi';

type InstallerDeps = Pick<
  InstallationsApiDeps,
  'store' | 'start' | 'clock' | 'log' | 'hindrance' | 'ownTenant'
>;

const FOREIGN = 'The bot belongs to another tenant.';

export function createInstaller(deps: InstallerDeps): Installer {
  return {
    async begin(tenant, key, users) {
      if (deps.hindrance) return { hindrance: deps.hindrance };
      if (isForeign(deps, tenant)) return { hindrance: FOREIGN };
      const id = idOf(tenant, key);
      const targets = users.map((name): NewTarget => ({ kind: 'user', name, state: 'named' }));
      await install(deps, { tenant, id }, targets);
      return { id };
    },
    async progress(tenant, id, user) {
      const target = await deps.store.findUser({ tenant, id }, user);
      return target ? progressOf(target) : progressOfNone(deps, { tenant, id });
    },
  };
}

function progressOf({ state, reason, id, at }: Target): InstallProgress {
  if (state === 'failed') return { state, reason: reason ?? 'not-installed' };
  const isThere = state === 'installed' || state === 'present';
  return isThere && id ? { state: 'installed', person: id, at } : { state: 'open' };
}

async function progressOfNone({ store }: InstallerDeps, name: InstallationName): Promise<InstallProgress> {
  const installation = await store.find(name);
  if (!installation) return { state: 'unknown' };
  return { state: installation.state === 'open' ? 'open' : 'same-person' };
}

/** A UUID of a kind of one's own (version 8). */
function idOf(tenant: string, key: string): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([tenant, key]))
    .digest('hex');
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return [...groups, hex.slice(20, 32)].join('-');
}
