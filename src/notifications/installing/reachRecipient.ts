/** Leads a recipient to its conversation; where the app is being installed for them, not before that has ended. */
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../clock';
import { personKeyByAad } from '../../conversations/conversationKeys';
import type { Loaded } from '../../delivery/deliveryKind';
import type { Reached } from '../addressing/addressing';
import type { Recipient } from '../recipient';
import { cancelRecipient, hearingOf } from '../sending/recordOutcome';
import type { SendingDeps } from '../sending/sendingDeps';
import type { Installer } from '../../conversations/installer';
import { nameInGraph } from './installMissing';

export type Way = { recipient: Recipient; reached: Reached } | { waits: Loaded };

type Deps = Pick<SendingDeps, 'recipients' | 'conversations' | 'conversationOf' | 'installer'>;
type Installing = Recipient & { installation: string };

/** Looked at again after this, and after ever longer; an installation for one takes some seconds. */
const FIRST_LOOK_MS = 2 * SECOND_MS;
const LAST_LOOK_MS = 5 * MINUTE_MS;
/** An installation ends before this. */
const GIVE_UP_MS = DAY_MS;
/** So long Teams may take to tell the bot of an installation; who is met by that is greeted before anything is said. */
const TOLD_WITHIN_MS = 20 * SECOND_MS;

export async function reachRecipient(
  deps: Deps,
  recipient: Recipient,
  isBulk: boolean,
  now: number,
): Promise<Way> {
  const { installation } = recipient;
  const { installer } = deps;
  if (!installation || !installer || (await isMet(deps, recipient))) return reach(deps, recipient, isBulk);
  return reachInstalled({ ...deps, installer }, { ...recipient, installation }, isBulk, now);
}

async function reach({ conversationOf }: Deps, recipient: Recipient, isBulk: boolean): Promise<Way> {
  return { recipient, reached: await conversationOf({ ...recipient, isBulk }) };
}

async function isMet({ conversations }: Deps, { tenant, person }: Recipient): Promise<boolean> {
  return person !== undefined && Boolean((await conversations.findPerson(tenant, person))?.personalKey);
}

async function reachInstalled(
  deps: Deps & { installer: Installer },
  recipient: Installing,
  isBulk: boolean,
  now: number,
): Promise<Way> {
  const name = nameInGraph(recipient.tenant, recipient) ?? '';
  const progress = await deps.installer.progress(recipient.tenant, recipient.installation, name);
  switch (progress.state) {
    case 'open':
      if (now > recipient.at + GIVE_UP_MS)
        return refused(recipient, 'not-installed: the installation has not ended in a day');
      return lookAgain(now + Math.min(Math.max((now - recipient.at) / 2, FIRST_LOOK_MS), LAST_LOOK_MS));
    case 'failed':
      return orElse(await reach(deps, recipient, isBulk), recipient, progress.reason);
    case 'unknown':
      return orElse(
        await reach(deps, recipient, isBulk),
        recipient,
        'not-installed: their installation is not known any more',
      );
    case 'same-person':
      return notTwice(deps, recipient, now);
    case 'installed':
      return reachMet(deps, recipient, { ...progress, isBulk }, now);
  }
}

/** Where the app is there all the same, they are reached all the same. */
function orElse(way: Way, recipient: Recipient, reason: string): Way {
  return 'reached' in way && 'refused' in way.reached ? refused(recipient, reason) : way;
}

const refused = (recipient: Recipient, reason: string): Way => ({ recipient, reached: { refused: reason } });

const lookAgain = (tryAt: number): Way => ({ waits: { state: 'not-ready', tryAt: Math.round(tryAt) } });

async function notTwice({ recipients }: Deps, recipient: Recipient, now: number): Promise<Way> {
  const reason = 'same-person: another name of this notification means the same person';
  if (!(await cancelRecipient(recipients, recipient, reason, now))) return lookAgain(now + SECOND_MS);
  return { waits: { state: 'unwanted', reason } };
}

/** The app is there: by now they have an object id, whatever they were named by. */
async function reachMet(
  deps: Deps,
  recipient: Installing,
  { person: objectId, at, isBulk }: { person: string; at: number; isBulk: boolean },
  now: number,
): Promise<Way> {
  const person = personKeyByAad(objectId);
  const known = recipient.person === person ? recipient : await nowKnown(deps, recipient, person);
  if (known === 'twice') return notTwice(deps, recipient, now);
  if (known === 'changed') return lookAgain(now + SECOND_MS);
  if (!(await isMet(deps, known)) && now < at + TOLD_WITHIN_MS) return lookAgain(now + FIRST_LOOK_MS);
  const way = await reach(deps, known, isBulk);
  if ('waits' in way || !('refused' in way.reached)) return way;
  // Teams takes a moment until what Graph has installed can be reached.
  const reason = `installed, but ${way.reached.refused}`;
  const hearing = hearingOf(deps.recipients, known, now);
  return {
    waits: { state: 'failed', outcome: { kind: 'transient', isAmbiguous: false, reason }, ...hearing },
  };
}

/** Whose choices count, and who may press: the person, and not the address. */
async function nowKnown(
  { recipients }: Deps,
  recipient: Installing,
  person: string,
): Promise<Recipient | 'twice' | 'changed'> {
  const { tenant, notification } = recipient;
  if (await recipients.find({ tenant, notification, key: person })) return 'twice';
  if (!(await recipients.change(recipient, { person }))) return 'changed';
  return (await recipients.find(recipient)) ?? 'changed';
}
