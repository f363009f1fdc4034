/** Sets reminders, kills the host at random operations while channel and storage fail, starts it again, and counts what came of it. */
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { dateTimeText } from '../../../src/conversations/timeText';
import { startDeliveryStage, type DeliveryStage } from '../delivery/deliveryStage';
import { messageBody, postBody } from '../load';
import { seededRandom } from '../randomNumbers';
import { type ArmedKill, armKill } from './armedKill';
import { playFaults, stopFaults } from './faultPlay';
import { sendsInFlight } from './inFlight';
import { followReminders, type RemindersSeen } from './reminderCalls';
import { type Expected, type Kill, tally, type Tally } from './tally';

export interface ChaosOptions {
  kills: number;
  seed: number;
  /** Messages that the host works on at a time; host.json's own unless it is given. */
  concurrency?: number;
  /** Sends a second in the tenant: above what the host can do, so that what is in flight is bounded by nothing else. */
  tenantRate?: number;
  /** Ends with the kills that there were after so many minutes; unless it is given, after all of them. */
  minutes?: number;
  /** Reminders that are set in each life of the host; as many as it sends at a time, and 12 at least, unless it is given. */
  remindersPerKill?: number;
  say?(line: string): void;
}

const MINUTE_MS = 60_000;
/** A turn that died is taken over after this time; channels send again after it. */
const RESEND_AFTER_MS = 15_500;
/** Retries of the schedule reach into hours where several fail in a row. */
const DRAIN_ROUNDS = 120;
const LATENCY_MS = 30;
/** Nothing is under way when the app asks storage for nothing for so long, also on a busy machine. */
const QUIET = { forMs: 500, withinMs: 20_000 };
/** The local queue is slow to give what a backlog has left on it: at the end all of that comes before the clock moves. */
const DRAINED = { forMs: 4000, withinMs: 180_000 };
const COME_WITHIN_MS = 2500;

/** As the messages of `messageBody` have it. */
const READER = { language: 'en', locale: 'en-US', zone: 'UTC' } as const;

/** About what one reminder costs: its turn, its creation, its delivery. */
const OPERATIONS_PER_REMINDER = 18;
/** What host.json has. */
const USUAL_CONCURRENCY = 24;
const UNLIMITED = 1000;

interface Run extends Required<Omit<ChaosOptions, 'concurrency' | 'tenantRate'>> {
  stage: DeliveryStage;
  agent: Agent;
  random(): number;
  expected: Expected[];
  seen: RemindersSeen;
  killed: Kill[];
  /** What the host asks of storage and channel in a life that nothing ends too soon, as far as is known. */
  operations: number;
  /** Settings that a kill interrupted: they go on in the next life. */
  unfinished: Promise<unknown>[];
}

/** One whole run; the seed decides the kills and the faults, though not how the threads of the machine interleave. */
export async function runChaos(options: ChaosOptions): Promise<Tally> {
  const { concurrency, tenantRate = UNLIMITED, ...rest } = options;
  const stage = await startDeliveryStage({
    latencyMs: LATENCY_MS,
    hostEnv: { DELIVERY_TENANT_RATE: String(tenantRate) },
    ...(concurrency === undefined ? {} : { concurrency }),
  });
  const remindersPerKill = rest.remindersPerKill ?? Math.max(12, concurrency ?? USUAL_CONCURRENCY);
  const run: Run = {
    ...{ minutes: Infinity, say: () => undefined, ...rest, remindersPerKill },
    ...{ stage, agent: new Agent({ keepAlive: true }), random: seededRandom(rest.seed) },
    seen: followReminders(stage.connector),
    ...{ expected: [], killed: [], unfinished: [], operations: remindersPerKill * OPERATIONS_PER_REMINDER },
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
  const kill = armKill(stage, random, { operations: run.operations, reminders: run.remindersPerKill });
  const firstSeq = stage.connector.calls.at(-1)?.seq ?? 0;
  const isStarted = stage.startHosts().catch((fault: unknown) => {
    if (!kill.isDone()) throw fault; // else it was killed while it started, which is a life too
  });
  await Promise.race([isStarted, kill.happened]);
  const dueAt = Math.ceil((stage.clock.now() + 20_000) / MINUTE_MS) * MINUTE_MS;
  const set = Array.from({ length: run.remindersPerKill }, (_, index) =>
    setReminder(run, `c${cycle}-${index}`, dueAt),
  );
  const isSet = Promise.all(set);
  run.unfinished.push(isSet);
  // All but those that the kill interrupts are set before they are due.
  await Promise.race([isSet, kill.happened]);
  if (!kill.isDone()) await comeDue(run, kill, dueAt);
  if (!kill.isDone()) run.operations = kill.operations();
  kill.strike();
  kill.disarm();
  await stage.hosts[0]?.stop('SIGKILL');
  await untilQuiet(stage); // what it had under way arrives all the same
  const inFlight = await sendsInFlight(stage, firstSeq);
  const answered = [...inFlight].filter((text) => kill.answered.has(text)).length;
  run.killed.push({ afterSeq: stage.connector.calls.at(-1)?.seq ?? 0, inFlight, answered });
  await stage.clock.advance(RESEND_AFTER_MS);
  if (cycle % 10 === 9) run.say(`${cycle + 1} kills, ${run.expected.length} occurrences`);
}

/** Lets the reminders of this life come due, and come, unless it ends before. */
async function comeDue(run: Run, kill: ArmedKill, dueAt: number): Promise<void> {
  const { stage } = run;
  await untilQuiet(stage);
  const left = dueAt - stage.clock.now() - 500;
  if (left > 0 && !kill.isDone()) await stage.clock.advance(left).catch(() => undefined); // the host may be killed just then
  await Promise.race([kill.happened, allCame(run, kill), sleep(COME_WITHIN_MS)]);
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
    const said = isTaken && run.seen.confirmed.get(text);
    // Soon after midnight a time that has just passed is taken for tomorrow's.
    if (said)
      return said.includes(dateTimeText(dueAt, READER)) ? void run.expected.push({ text, dueAt }) : undefined;
    await sleep(200); // while the host is down the clock jumps as far as channels wait
  }
}

/** Resolves when all that was promised has come, or the host is dead. */
async function allCame(run: Run, kill: ArmedKill): Promise<void> {
  while (!kill.isDone() && isMissing(run)) await sleep(50);
}

const isMissing = ({ expected, seen }: Run): boolean => expected.some(({ text }) => !seen.came.has(text));

/** Lets the time pass until all has come, or would have had every chance to. */
async function drain(run: Run): Promise<void> {
  await untilQuiet(run.stage, DRAINED); // what the last life left is sent as soon as the host is there
  for (let round = 0; round < DRAIN_ROUNDS && isMissing(run); round += 1) {
    await run.stage.clock.advance(round < 20 ? MINUTE_MS : 10 * MINUTE_MS);
    await sleep(500);
    await untilQuiet(run.stage, DRAINED);
  }
  // What is doubled comes after what was missing: leases end, and pointers that were in hand come back.
  for (let round = 0; round < 14; round += 1) {
    await run.stage.clock.advance(MINUTE_MS);
    await sleep(300);
    await untilQuiet(run.stage);
  }
}

/** The clock is not moved over what is under way: that would be a process that hangs for as long, and outlives its leases. */
async function untilQuiet({ proxy, connector }: DeliveryStage, { forMs, withinMs } = QUIET): Promise<void> {
  const since = Date.now();
  const isQuiet = (): boolean =>
    proxy.idleMs() >= forMs && connector.calls.slice(-100).every(({ reply }) => reply !== undefined);
  while (!isQuiet() && Date.now() - since < withinMs) await sleep(25);
}
