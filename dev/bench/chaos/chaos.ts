/** Sets reminders, kills the host at random operations while channel and storage fail, starts it again, and counts what came of it. */
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDeliveryStage, type DeliveryStage } from '../delivery/deliveryStage';
import { messageBody, postBody } from '../load';
import { seededRandom } from '../randomNumbers';
import { armKill, playFaults, stopFaults } from './faultPlay';
import { type Expected, type Kill, reminderText, tally, type Tally } from './tally';

export interface ChaosOptions {
  kills: number;
  seed: number;
  /** Messages that the host works on at a time. */
  concurrency?: number;
  /** Ends with the kills that there were after so many minutes; unless it is given, after all of them. */
  minutes?: number;
  /** Reminders that are set before each kill. */
  remindersPerKill?: number;
  say?(line: string): void;
}

const MINUTE_MS = 60_000;
/** A turn that died is taken over after this time; channels send again after it. */
const RESEND_AFTER_MS = 15_500;
/** Retries of the schedule reach into hours where several fail in a row. */
const DRAIN_ROUNDS = 120;
const LATENCY_MS = 30;
/** Nothing is under way when the app asks storage for nothing for so long. */
const QUIET_MS = 250;
const QUIET_WITHIN_MS = 10_000;

interface Run extends Required<Omit<ChaosOptions, 'concurrency'>> {
  stage: DeliveryStage;
  agent: Agent;
  random(): number;
  expected: Expected[];
  killed: Kill[];
  /** Settings that a kill interrupted: they go on in the next life. */
  unfinished: Promise<unknown>[];
}

/** One whole run; the seed decides the kills and the faults, though not how the threads of the machine interleave. */
export async function runChaos(options: ChaosOptions): Promise<Tally> {
  const { concurrency, ...rest } = options;
  const stage = await startDeliveryStage({
    latencyMs: LATENCY_MS,
    ...(concurrency === undefined ? {} : { concurrency }),
  });
  const run: Run = {
    ...{ remindersPerKill: 12, minutes: Infinity, say: () => undefined, ...rest },
    ...{ stage, agent: new Agent({ keepAlive: true }), random: seededRandom(rest.seed) },
    ...{ expected: [], killed: [], unfinished: [] },
  };
  try {
    playFaults(stage, rest.seed);
    const until = Date.now() + run.minutes * MINUTE_MS;
    for (let cycle = 0; cycle < rest.kills && Date.now() < until; cycle += 1) await liveOnce(run, cycle);
    stopFaults(stage);
    await stage.startHosts();
    await Promise.all(run.unfinished);
    await drain(run);
    return tally(run.expected, stage.connector.calls, run.killed);
  } finally {
    run.agent.destroy();
    await stage.stop();
  }
}

/** One life of the host: reminders are set, come due, and somewhere on the way it is killed. */
async function liveOnce(run: Run, cycle: number): Promise<void> {
  const { stage, random } = run;
  const kill = armKill(stage, random, run.remindersPerKill);
  await stage.startHosts().catch((fault: unknown) => {
    if (!kill.isDone()) throw fault; // else it was killed while it started, which is a life too
  });
  const dueAt = Math.ceil((stage.clock.now() + 20_000) / MINUTE_MS) * MINUTE_MS;
  const set = Array.from({ length: run.remindersPerKill }, (_, index) =>
    setReminder(run, `c${cycle}-${index}`, dueAt),
  );
  const isSet = Promise.all(set);
  // All but those that the kill interrupts are set before they are due.
  await Promise.race([isSet, kill.happened]);
  if (!kill.isDone()) {
    await untilQuiet(stage);
    const left = dueAt - stage.clock.now() - 500;
    if (left > 0 && !kill.isDone()) await stage.clock.advance(left).catch(() => undefined); // the host may be killed just then
    await Promise.race([kill.happened, allCame(run), sleep(2500)]);
  }
  run.killed.push(kill.now());
  await stage.hosts[0]?.stop('SIGKILL');
  await stage.clock.advance(RESEND_AFTER_MS);
  run.unfinished.push(isSet);
  if (cycle % 10 === 9) run.say(`${cycle + 1} kills, ${run.expected.length} occurrences`);
}

/** Sends the message as a channel does, again and again until it is taken; it counts once it is. */
async function setReminder(run: Run, text: string, dueAt: number): Promise<void> {
  const { stage, agent } = run;
  const time = new Date(dueAt).toISOString().slice(11, 16);
  const person = `${Number(text.split('-')[1]) + 1}`;
  const atMs = stage.clock.now();
  const body = messageBody(stage.serviceUrl, person, `remind me at ${time} UTC to ${text}`, {
    id: text,
    atMs,
  });
  // Once its time has come the bot asks what was meant: then it was never promised.
  while (stage.clock.now() < dueAt) {
    const isTaken = await postBody(`${stage.hosts[0]?.url}/api/messages`, agent, body).then(
      () => true,
      () => false,
    );
    if (isTaken && isConfirmed(stage, text)) return void run.expected.push({ text, dueAt });
    await sleep(200); // while the host is down the clock jumps as far as channels wait
  }
}

/** The person has read that it is set: from then on it must come. */
function isConfirmed({ connector }: DeliveryStage, text: string): boolean {
  return connector.calls.some(({ activity, tookEffect }) => {
    const said = JSON.stringify(activity ?? {});
    return (
      tookEffect === true && said.includes('I will remind you') && new RegExp(`\\b${text}\\b`).test(said)
    );
  });
}

async function allCame(run: Run): Promise<void> {
  while (missing(run).length > 0) await sleep(50);
}

function missing({ expected, stage }: Run): Expected[] {
  const came = new Set(stage.connector.calls.map(reminderText));
  return expected.filter(({ text }) => !came.has(text));
}

/** Lets the time pass until all has come, or would have had every chance to. */
async function drain(run: Run): Promise<void> {
  for (let round = 0; round < DRAIN_ROUNDS && missing(run).length > 0; round += 1) {
    await run.stage.clock.advance(round < 20 ? MINUTE_MS : 10 * MINUTE_MS);
    await sleep(500);
    await untilQuiet(run.stage);
  }
  // What is doubled comes after what was missing: leases end, and pointers that were in hand come back.
  for (let round = 0; round < 14; round += 1) {
    await run.stage.clock.advance(MINUTE_MS);
    await sleep(300);
    await untilQuiet(run.stage);
  }
}

/** The clock is not moved over what is under way: that would be a process that hangs for as long, and outlives its leases. */
async function untilQuiet({ proxy, connector }: DeliveryStage): Promise<void> {
  const since = Date.now();
  const isQuiet = (): boolean =>
    proxy.idleMs() >= QUIET_MS && connector.calls.slice(-100).every(({ reply }) => reply !== undefined);
  while (!isQuiet() && Date.now() - since < QUIET_WITHIN_MS) await sleep(25);
}
