/** Drives a batch of random programs, in the host and in the model, stimulus by stimulus, and compares what can be seen. */
import { differenceFromModel } from './differenceFromModel';
import { EVENT_NAMES, ORCHESTRATOR_NAME } from './program';
import { ProgramModel } from './programModel';
import { KilledError, type ProvenHost } from './provenHost';
import { randomProgram } from './randomProgram';
import { randomSource, type RandomSource } from './randomSource';

const MAX_ROUNDS = 2000;
const MAX_DEPTH = 2;
const MAX_LEAP_MS = 1_800_000;

export interface BatchOptions {
  host: ProvenHost;
  seed: number;
  programs: number;
  /** How many times the process is killed, at random moments. */
  kills: number;
  /** When the clock begins; it never goes back. */
  now: number;
}

/** A program that did not do what the model says. */
export interface Mismatch {
  seed: number;
  instanceId: string;
  what: string;
}

export interface BatchResult {
  mismatches: Mismatch[];
  /** How many ended in each state. */
  ends: Record<string, number>;
  stimuli: number;
  kills: number;
  now: number;
}

/** Where the proof's clock begins, epoch ms. */
export const firstNow = Date.UTC(2026, 0, 5, 9);

/** Starts the programs of a seed and drives them to their ends. The host process must be running. */
export function proveBatch(options: BatchOptions): Promise<BatchResult> {
  return new Batch(options).run();
}

class Batch {
  readonly #random: RandomSource;
  readonly #models = new Map<string, ProgramModel>();
  readonly #ends = new Map<string, ReturnType<ProgramModel['endActivity']>>();
  readonly #mismatches: Mismatch[] = [];
  readonly #endCounts: Record<string, number> = {};
  #now: number;
  #stimuli = 0;
  #kills = 0;
  #raised = 0;

  constructor(private readonly options: BatchOptions) {
    this.#random = randomSource(options.seed);
    this.#now = options.now;
  }

  async run(): Promise<BatchResult> {
    for (let index = 0; index < this.options.programs; index += 1)
      await this.#start(`p${this.options.seed}-${index}`);
    await this.#settleAndCompare();
    for (let round = 0; this.#live.length > 0; round += 1) {
      if (round === MAX_ROUNDS) {
        for (const model of this.#live)
          this.#note(
            model,
            `did not end: ${JSON.stringify({ ...model.state, open: model.openLabels, inMs: (model.nextFireAt ?? NaN) - this.#now })}`,
          );
        break;
      }
      await this.#round();
      await this.#settleAndCompare();
    }
    return {
      mismatches: this.#mismatches,
      ends: this.#endCounts,
      stimuli: this.#stimuli,
      kills: this.#kills,
      now: this.#now,
    };
  }

  /** Where several timers may fire at once, the children of one parent could end in an order that nothing decides: none then. */
  get #maxDepth(): number {
    return this.#leapsMs > 0 ? 0 : MAX_DEPTH;
  }

  get #leapsMs(): number {
    return this.options.seed % 2 === 0 ? MAX_LEAP_MS : 0;
  }

  get #live(): ProgramModel[] {
    return [...this.#models.values()].filter(({ isFinal }) => !isFinal);
  }

  async #start(instanceId: string): Promise<void> {
    const program = randomProgram(this.#random, this.#maxDepth);
    const model = new ProgramModel(instanceId, program, this.#now);
    const start = () =>
      this.options.host.request('POST', `orchestrators/${ORCHESTRATOR_NAME}/${instanceId}`, model.input);
    if (this.#random.chance(this.#killChance)) {
      // Killed before the answer: the start may have been stored or not, and is repeated when it was not.
      const unanswered = start().catch((error: unknown) => {
        if (!(error instanceof KilledError)) throw error;
      });
      await this.#kill();
      await unanswered;
      if ((await this.options.host.request('GET', `instances/${instanceId}`)).status === 404) await start();
    } else {
      await start();
    }
    this.#models.set(instanceId, model);
  }

  /** A stimulus for some of the programs, or a step of the clock for all. */
  async #round(): Promise<void> {
    const isIdle = this.#live.every(({ openLabels }) => openLabels.length === 0);
    if (this.#random.chance(isIdle ? 0.5 : 0.25)) await this.#moveClock();
    else for (const model of this.#live) if (this.#random.chance(0.7)) await this.#stimulate(model);
    if (this.#random.chance(this.#killChance)) await this.#kill();
  }

  async #moveClock(): Promise<void> {
    const times = this.#live.map(({ nextFireAt }) => nextFireAt).filter((time) => time !== undefined);
    this.#now = (times.length > 0 ? Math.min(...times) : this.#now) + this.#random.between(0, this.#leapsMs);
    this.#stimuli += 1;
    for (const model of this.#models.values()) model.moveClock(this.#now);
    await this.options.host.call('setClock', this.#now);
  }

  async #stimulate(model: ProgramModel): Promise<void> {
    const random = this.#random;
    const { instanceId, openLabels } = model;
    this.#stimuli += 1;
    if (model.state.status === 'Suspended') {
      if (random.chance(0.4)) return this.#command(model, 'resume');
    } else if (random.chance(0.06)) return this.#command(model, 'suspend');
    if (random.chance(0.001)) return this.#command(model, 'terminate');
    if (openLabels.length > 0 && random.chance(0.7)) {
      const label = random.pick(openLabels);
      const outcome = model.endActivity(label);
      this.#ends.set(label, outcome);
      return this.options.host.endActivity(label, outcome);
    }
    const name = random.pick(EVENT_NAMES);
    const value = `event ${(this.#raised += 1)}`;
    model.raise(name, value);
    await this.options.host.request('POST', `instances/${instanceId}/raiseEvent/${name}`, value);
  }

  async #command(model: ProgramModel, command: 'suspend' | 'resume' | 'terminate'): Promise<void> {
    if (command === 'terminate') model.terminate('enough');
    else model[command]();
    await this.options.host.request('POST', `instances/${model.instanceId}/${command}?reason=enough`);
  }

  get #killChance(): number {
    return this.#kills < this.options.kills ? 0.15 : 0;
  }

  /** After the restart the activities that had been let go are let go again: whether their results were stored is not known. */
  async #kill(): Promise<void> {
    this.#kills += 1;
    const { host } = this.options;
    await host.killAndRestart(this.#now);
    const open = new Set([...this.#models.values()].flatMap(({ openLabels }) => openLabels));
    for (const [label, outcome] of this.#ends) if (!open.has(label)) await host.endActivity(label, outcome);
  }

  async #settleAndCompare(): Promise<void> {
    const waiting = await this.options.host.call('settle');
    this.#ends.clear();
    for (const model of this.#models.values()) {
      const difference = await differenceFromModel(this.options.host, model, waiting);
      if (difference !== undefined) this.#note(model, difference);
      else if (!model.isFinal) continue;
      else this.#endCounts[model.state.status] = (this.#endCounts[model.state.status] ?? 0) + 1;
      this.#models.delete(model.instanceId);
    }
  }

  #note({ instanceId }: ProgramModel, what: string): void {
    this.#mismatches.push({ seed: this.options.seed, instanceId, what });
  }
}
