/** The next part of the targets, as many as one step takes: many that are named, or a page of an audience. */
import { SECOND_MS } from '../../clock';
import type { Clock } from '../../clock';
import type { Failure } from '../../delivery/deliveryKind';
import type { Addressed, AddressedPage, Addressing } from '../addressing/addressing';
import { eachAtOnce } from '../addressing/eachAtOnce';
import { refusedTarget } from '../addressing/refused';
import type { Expansion, Notification, Target } from '../notification';
import { isAudience } from './bulk';

export interface Part {
  addressed: Addressed[];
  /** Where the next step begins; beyond the last target when there is none. */
  checkpoint: Expansion['checkpoint'];
}

interface PartDeps {
  addressing: Addressing;
  clock: Clock;
  /** About so many recipients are made in one step; 500 unless it is given. */
  stepSize?: number;
}

const STEP_SIZE = 500;
/** A step begins no further page after this time: it ends well within its lease. */
const STEP_MS = 15 * SECOND_MS;
/** Named targets that are looked up at one time. */
const NAMED_AT_ONCE = 100;
/** After so many tries a roster that says that the bot is not there is believed: channels say it wrongly for a moment. */
const BELIEVED_AFTER = 3;

/** @param attempt - tries of this step, this one included. @returns a failure when nothing can be read now. */
export async function takePart(
  deps: PartDeps,
  { tenant, to, expansion }: Notification,
  attempt: number,
  now: number,
): Promise<Part | Failure> {
  const { stepSize = STEP_SIZE } = deps;
  const part: Part = { addressed: [], checkpoint: expansion.checkpoint };
  while (part.checkpoint.target < to.length && part.addressed.length < stepSize) {
    if (deps.clock() > now + STEP_MS) break;
    const taken = await takeNext(deps, tenant, to, part.checkpoint, attempt);
    // What is there already is kept; the next step meets the failure again.
    if ('kind' in taken) return part.addressed.length > 0 ? part : taken;
    part.addressed.push(...taken.addressed);
    part.checkpoint = taken.checkpoint;
  }
  return part;
}

async function takeNext(
  deps: PartDeps,
  tenant: string,
  to: readonly Target[],
  { target: index, next }: Expansion['checkpoint'],
  attempt: number,
): Promise<Part | Failure> {
  const target = to[index] as Target;
  if (!isAudience(target)) return takeNamed(deps, tenant, to, index);
  const page = await deps.addressing.page(tenant, target, next);
  const known = 'kind' in page ? givenUp(target, page, attempt) : page;
  if ('kind' in known) return known;
  const checkpoint = known.next === undefined ? { target: index + 1 } : { target: index, next: known.next };
  return { addressed: known.addressed, checkpoint };
}

/** Those that are named, up to the next audience. */
async function takeNamed(
  { addressing }: PartDeps,
  tenant: string,
  to: readonly Target[],
  from: number,
): Promise<Part | Failure> {
  const rest = to.slice(from, from + NAMED_AT_ONCE);
  const end = rest.findIndex(isAudience);
  const named = end < 0 ? rest : rest.slice(0, end);
  const pages = await eachAtOnce(named, (target) => addressing.page(tenant, target));
  const failure = pages.find((page): page is Failure => 'kind' in page);
  if (failure) return failure;
  const addressed = (pages as AddressedPage[]).flatMap((page) => page.addressed);
  return { addressed, checkpoint: { target: from + named.length } };
}

/** A roster that will not be read is one failed recipient in the place of all whom it would have named. */
function givenUp(target: Target, failure: Failure, attempt: number): AddressedPage | Failure {
  const isRefusal =
    failure.kind === 'conversationGone' || failure.kind === 'conversationBlocked' || failure.kind === 'dead';
  if (!isRefusal) return failure;
  if (failure.kind !== 'dead' && attempt < BELIEVED_AFTER)
    return { kind: 'transient', isAmbiguous: false, reason: failure.reason };
  return { addressed: [refusedTarget(target, `team-unreachable: ${failure.reason}`)] };
}
