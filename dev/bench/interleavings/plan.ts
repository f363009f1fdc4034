/** What happens in one interleaving, as fast-check draws and shrinks it; and how it is played. */
import fc from 'fast-check';
import type { StorageAccount } from '../../../src/azure/storageAccount';
import { HOUR_MS, MINUTE_MS } from '../../../src/clock';
import type { InterruptionPolicy } from '../../../src/delivery/interruption';
import { seededRandom } from '../randomNumbers';
import type { Judge } from './judge';
import type { Failure } from './news';
import { answerAll } from './answerAll';
import { World } from './world';

type What =
  | { kind: 'say'; what: 'form' | 'answer' | 'ping' | 'cancel' | 'press' }
  | { kind: 'notify'; policy: InterruptionPolicy; failure: Failure }
  | { kind: 'crash'; side: 'before' | 'after' }
  | { kind: 'pass'; ms: number };

export interface Happening {
  what: What;
  /** The process that it comes to. */
  on: number;
  /** So many operations take place before the next happens. */
  steps: number;
}

export interface Plan {
  instances: number;
  /** Decides which operation is next. */
  order: number;
  happenings: Happening[];
}

const say = (what: 'form' | 'answer' | 'ping' | 'cancel' | 'press') =>
  fc.constant({ kind: 'say' as const, what });

const what: fc.Arbitrary<What> = fc.oneof(
  { arbitrary: say('form'), weight: 3 },
  { arbitrary: say('answer'), weight: 9 },
  { arbitrary: say('press'), weight: 3 },
  { arbitrary: say('ping'), weight: 1 },
  { arbitrary: say('cancel'), weight: 1 },
  {
    arbitrary: fc.record({
      kind: fc.constant('notify' as const),
      policy: fc.constantFrom('inject', 'wait', 'wait', 'cancel', 'interrupt', 'interrupt', 'interrupt'),
      failure: fc.constantFrom('none', 'none', 'none', 'none', 'throttled', 'shown', 'unseen'),
    }) as fc.Arbitrary<What>,
    weight: 6,
  },
  {
    arbitrary: fc.record({ kind: fc.constant('crash' as const), side: fc.constantFrom('before', 'after') }),
    weight: 3,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      ms: fc.oneof(fc.nat(5000), fc.nat(5000), fc.nat(MINUTE_MS), fc.nat(40 * MINUTE_MS)),
    }),
    weight: 3,
  },
);

export const plans: fc.Arbitrary<Plan> = fc.record({
  instances: fc.constantFrom(1, 2),
  order: fc.nat(),
  happenings: fc.array(
    fc.record({
      what,
      on: fc.nat(1),
      steps: fc.oneof(fc.nat(4), fc.nat(25), fc.nat(25), fc.constant(200), fc.constant(200)),
    }),
    { minLength: 4, maxLength: 22 },
  ),
});

/**
 * Plays the plan to its end, when every question that is open was answered, and nothing is due or on its way any more.
 *
 * @param tell - is given a line for whatever is said, seen and written.
 */
export async function play(
  account: StorageAccount,
  tenant: string,
  plan: Plan,
  tell: (line: string) => void = () => undefined,
): Promise<Judge> {
  const world = new World(account, tenant, seededRandom(plan.order), plan.instances, tell);
  await happens(world, { kind: 'say', what: 'form' }, 0);
  for (const { what: each, on, steps } of plan.happenings) {
    await happens(world, each, on);
    await world.steps(steps);
  }
  await answerAll(world);
  await world.pass(3 * HOUR_MS);
  world.judge.end(world.news.unseen(), world.unheard());
  return world.judge;
}

async function happens(world: World, happening: What, on: number): Promise<void> {
  switch (happening.kind) {
    case 'say':
      return void world.say(happening.what, on);
    case 'notify':
      return world.notify(happening.policy, happening.failure, on);
    case 'crash':
      return world.crash(on, happening.side);
    case 'pass':
      return world.pass(happening.ms);
  }
}
