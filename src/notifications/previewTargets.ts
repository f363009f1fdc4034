/** Says who would get a notification and why not, by looking whom its targets mean now: nothing is made or sent. */
import type { Failure } from '../delivery/deliveryKind';
import type { Addressed, AddressedPage, Addressing } from './addressing/addressing';
import type { Target } from './notification';

/** Why somebody who can be reached would not get it all the same: they opted out, for example. */
export type WhyNot = (addressed: Addressed) => Promise<string | undefined>;

export interface PreviewedRecipient {
  key: string;
  target: string;
  wouldGet: boolean;
  /** The app would be installed for them first; whether Microsoft Graph lets it is not asked. */
  isToInstall?: true;
  /** In words for operators, beginning with a code that never changes. */
  reason?: string;
}

export interface PreviewedTarget {
  target: Target;
  /** Of those that were looked at; who is also named by a target before counts there alone. */
  wouldGet: number;
  refused: number;
  /** Whether all that it means were looked at. */
  isComplete: boolean;
}

export interface Preview {
  recipients: PreviewedRecipient[];
  targets: PreviewedTarget[];
}

/** Recipients that are looked at, for one target and for all. */
const MAX_OF_TARGET = 200;
const MAX_OF_ALL = 1000;

export async function previewTargets(
  addressing: Pick<Addressing, 'page'>,
  tenant: string,
  to: readonly Target[],
  whyNot: WhyNot = () => Promise.resolve(undefined),
): Promise<Preview | Failure> {
  const seen = new Set<string>();
  const preview: Preview = { recipients: [], targets: [] };
  for (const target of to) {
    const room = Math.min(MAX_OF_TARGET, MAX_OF_ALL - seen.size);
    const found = await firstOf(addressing, tenant, target, room);
    if ('kind' in found) return found;
    const fresh = found.addressed.filter(({ key }) => !seen.has(key)).slice(0, room);
    for (const { key } of fresh) seen.add(key);
    const told = await Promise.all(fresh.map((one) => previewed(one, whyNot)));
    preview.recipients.push(...told);
    const wouldGet = told.filter((one) => one.wouldGet).length;
    preview.targets.push({ target, wouldGet, refused: told.length - wouldGet, isComplete: found.isComplete });
  }
  return preview;
}

async function previewed(addressed: Addressed, whyNot: WhyNot): Promise<PreviewedRecipient> {
  const { key, target, refused, isToInstall } = addressed;
  const reason = refused ?? (await whyNot(addressed));
  return {
    ...{ key, target, wouldGet: reason === undefined },
    ...(isToInstall ? { isToInstall } : {}),
    ...(reason === undefined ? {} : { reason }),
  };
}

async function firstOf(
  addressing: Pick<Addressing, 'page'>,
  tenant: string,
  target: Target,
  room: number,
): Promise<{ addressed: Addressed[]; isComplete: boolean } | Failure> {
  const addressed: Addressed[] = [];
  let next: string | undefined;
  do {
    if (addressed.length >= room) return { addressed, isComplete: false };
    const page: AddressedPage | Failure = await addressing.page(tenant, target, next);
    if ('kind' in page) return page;
    addressed.push(...page.addressed);
    next = page.next;
  } while (next !== undefined);
  return { addressed, isComplete: addressed.length <= room };
}
