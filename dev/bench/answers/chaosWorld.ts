/** The world of the chaos run: people who ask and a system that answers, whatever becomes of the host meanwhile. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stage } from '../../stage/stage';
import type { RandomSource } from '../durable/randomSource';

const WORKERS = 8;
/** Channels send again what was not acknowledged after 15 s: the turn that died has lost its lease then. */
const RESEND_AFTER_MS = 16_000;
const PEOPLE = 200;

interface Listed {
  items: { id: string; question: string }[];
  next?: string;
}

export interface Status {
  state: string;
  messages: { message: string; state: string }[];
}

export class ChaosWorld {
  /** Resolves when the host runs. */
  private up = Promise.resolve();
  kills = 0;

  constructor(
    readonly stage: Stage,
    private readonly random: RandomSource,
  ) {}

  /** Does the work for each number, several at a time, while the host is killed so many times; each until it has succeeded. */
  async during(
    kills: number,
    numbers: readonly number[],
    work: (number: number) => Promise<boolean>,
  ): Promise<void> {
    const waiting = [...numbers];
    const perKill = Math.max(1, Math.floor(numbers.length / (kills + 1)));
    let done = 0;
    let killed = 0;
    const worker = async (): Promise<void> => {
      for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
        await this.until(number, work);
        done += 1;
        if (killed < kills && done >= (killed + 1) * perKill) {
          killed += 1;
          this.up = this.crash();
        }
      }
    };
    await Promise.all(Array.from({ length: WORKERS }, worker));
    await this.up;
  }

  private async until(number: number, work: (number: number) => Promise<boolean>): Promise<void> {
    for (;;) {
      await this.up;
      // A host that is killed answers nothing: whatever was asked of it is asked again.
      if (await work(number).catch(() => false)) return;
      await sleep(20);
    }
  }

  /** At a random moment of what is under way. */
  private async crash(): Promise<void> {
    await sleep(this.random.between(0, 400));
    this.kills += 1;
    await this.stage.killHost('SIGKILL');
    await this.stage.clock.advance(RESEND_AFTER_MS);
    await this.stage.startHost();
  }

  /** True when the channel's message was acknowledged. */
  async ask(number: number): Promise<boolean> {
    const person = `person-${number % PEOPLE}`;
    const activity = {
      ...{
        type: 'message',
        channelId: 'chaos',
        id: `activity-${number}`,
        text: `ask question number ${number}.`,
      },
      ...{ serviceUrl: this.stage.serviceUrl, from: { id: person, name: person }, recipient: { id: 'bot' } },
      conversation: { id: `chat-of-${person}`, conversationType: 'personal' },
    };
    return (await this.post(this.stage.messagesUrl, activity)) === 200;
  }

  /** True when the answer was taken, now or before. */
  async answer(id: string, number: number): Promise<boolean> {
    const url = `${this.stage.hostUrl}/api/answers/${id}`;
    return (await this.post(url, { text: `answer number ${number}.` })) === 202;
  }

  private async post(url: string, body: object): Promise<number> {
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(20_000) };
    return (await fetch(url, init)).status;
  }

  /** The ids of all open questions, by their number. */
  async openQuestions(): Promise<Map<number, string[]>> {
    const found = new Map<number, string[]>();
    let next: string | undefined;
    do {
      const query = next ? `&next=${next}` : '';
      const page = (await (
        await fetch(`${this.stage.hostUrl}/api/answers?state=open${query}`)
      ).json()) as Listed;
      for (const { id, question } of page.items) {
        const number = Number(/number (\d+)\./.exec(question)?.[1]);
        found.set(number, [...(found.get(number) ?? []), id]);
      }
      ({ next } = page);
    } while (next !== undefined);
    return found;
  }

  async status(id: string): Promise<Status> {
    return (await (await fetch(`${this.stage.hostUrl}/api/answers/${id}`)).json()) as Status;
  }

  /** How many times each answer has arrived at the channel. */
  arrivals(): Map<number, number> {
    const counts = new Map<number, number>();
    for (const { activity, tookEffect } of this.stage.connector.calls) {
      const number = /answer number (\d+)\./.exec(activity?.text ?? '')?.[1];
      if (tookEffect && number) counts.set(Number(number), (counts.get(Number(number)) ?? 0) + 1);
    }
    return counts;
  }
}
