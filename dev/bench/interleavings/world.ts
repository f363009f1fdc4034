/** A person, their chat and one or two processes of the app: what is said, planned, ended and let pass, one step at a time. */
import { randomUUID } from 'node:crypto';
import type { Activity } from 'botframework-schema';
import type { StorageAccount } from '../../../src/azure/storageAccount';
import { SECOND_MS } from '../../../src/clock';
import { conversationAddressOf, personKeyOf } from '../../../src/conversations/conversationKeys';
import type { DueKey } from '../../../src/delivery/due';
import { DUE_TABLE, type DueRow } from '../../../src/delivery/dueRow';
import { createDueStore } from '../../../src/delivery/dueStore';
import { MalformedDue } from '../../../src/delivery/dueRow';
import { Chat } from './chat';
import { type Instance, startInstance, type Surroundings } from './instance';
import { Judge } from './judge';
import { type Failure, News, NEWS_KIND } from './news';
import type { InterruptionPolicy } from '../../../src/delivery/interruption';
import { Stepping } from './stepping';

/** Channels send what is not acknowledged again after this time. */
const AGAIN_AFTER_MS = 15 * SECOND_MS;
const MAX_SENDINGS = 6;
const BEGAN = Date.UTC(2026, 2, 11, 9, 30);

interface Inbound {
  activity: Activity;
  label: string;
  sendings: number;
  /** Where it is being handled; undefined while it is on its way. */
  at?: Instance;
  againAt: number;
}

export class World {
  readonly judge = new Judge();
  readonly stepping: Stepping;
  readonly chat: Chat;
  readonly news: News;
  private readonly instances: Instance[];
  private readonly inbound: Inbound[] = [];
  private readonly pointers: { key: DueKey; at: number }[] = [];
  private readonly delivering = new Map<string, Instance>();
  private readonly surroundings: Surroundings;
  private count = 0;

  constructor(
    private readonly account: StorageAccount,
    private readonly tenant: string,
    private readonly random: () => number,
    instances: number,
    private readonly tell: (line: string) => void,
  ) {
    this.stepping = new Stepping(random, BEGAN);
    this.chat = new Chat((tag, isAsked) => this.judge.shows(tag, isAsked));
    const address = conversationAddressOf(this.activityOf('', 'x'));
    this.news = new News(address, personKeyOf(this.activityOf('', 'x')));
    this.surroundings = {
      ...{ account, random, stepping: this.stepping, judge: this.judge, news: this.news },
      note: (line) => this.note(line),
      show: (text, card, replyTo) => {
        this.chat.see(text, card);
        this.judge.reads(text);
        for (const item of this.news.read(text))
          this.judge.comes(item, this.stepping.now, (id) => this.news.isDisturbed(id));
        this.note(`bot: ${text.replaceAll('\n', ' / ')}`);
        if (replyTo) this.judge.answered(replyTo, text);
      },
      pointed: (key, at) => void this.pointers.push({ key, at }),
    };
    this.instances = Array.from({ length: instances }, (_, index) =>
      startInstance(this.surroundings, String(index)),
    );
  }

  /** The person says something; what they mean by it depends on what they see. Returns its id, or undefined where there is nothing to say. */
  say(what: 'form' | 'answer' | 'ping' | 'cancel' | 'press', on: number): string | undefined {
    const said = this.chat.say(what, this.random, `m${this.count}`);
    if (!said) return undefined;
    this.count += 1;
    this.note(
      `person: ${said.text} (${said.id}, meant for ${said.pressed ?? said.meant ?? said.saw ?? 'nobody'})`,
    );
    const activity = this.activityOf(said.text, said.id, said.value);
    activity.timestamp = new Date(this.stepping.now);
    this.judge.says(['msteams', activity.conversation.id, said.id].join('\n'), said);
    this.inbound.push({ activity, label: said.id, sendings: 0, againAt: this.stepping.now });
    this.receiveDue(on);
    return said.id;
  }

  /** What the channel has sent as often as it does, and nobody lived to answer. */
  unheard(): string[] {
    return this.inbound.map(({ label }) => label);
  }

  /** Something is to be told to the person now. */
  async notify(policy: InterruptionPolicy, failure: Failure, on: number): Promise<void> {
    const id = `n-${this.count}`;
    this.count += 1;
    this.judge.counts.notifications += 1;
    this.news.items.set(id, { id, policy, failure });
    this.note(`planned: ${id}, ${policy}, ${failure}`);
    const due = { kind: NEWS_KIND, owner: this.tenant, item: id, occurrence: '1', dueAt: this.stepping.now };
    const { dueAt } = due;
    await createDueStore(this.account.table<DueRow>(DUE_TABLE), randomUUID).insert(due, dueAt, dueAt);
    await this.overdue(on);
  }

  /** A process ends, and another takes its place. */
  async crash(on: number, side: 'before' | 'after'): Promise<void> {
    const index = on % this.instances.length;
    const ended = this.instances[index] as Instance;
    this.judge.counts.crashes += 1;
    this.judge.order.crashed(this.stepping.now);
    this.note(`process ${ended.process.name} ends`);
    await this.stepping.end(ended.process, side);
    this.instances[index] = startInstance(this.surroundings, ended.process.name);
    for (const [row, instance] of this.delivering) if (instance === ended) this.delivering.delete(row);
    for (const each of this.inbound) if (each.at === ended) delete each.at;
  }

  async steps(count: number): Promise<void> {
    for (let left = count; left > 0; left -= 1) {
      this.deliverDue();
      if (!(await this.stepping.step())) return;
    }
  }

  /** Everything that can be done now is done, and then time passes. */
  async pass(ms: number): Promise<void> {
    const until = this.stepping.now + ms;
    while (this.stepping.now < until) {
      await this.steps(Infinity);
      if (await this.overdue()) continue;
      const times = [
        this.stepping.nextTimer(),
        ...this.inbound.map(({ againAt }) => againAt),
        ...this.pointers.map(({ at }) => at),
      ];
      const next = Math.min(
        until,
        ...times.filter((at) => at !== undefined && at > this.stepping.now).map(Number),
      );
      await this.stepping.moveTo(Math.max(next, this.stepping.now + 1));
      this.receiveDue();
    }
  }

  private note(line: string): void {
    this.tell(`${((this.stepping.now - BEGAN) / SECOND_MS).toFixed(2)} ${line}`);
  }

  private pick(on?: number): Instance {
    const index = on ?? Math.floor(this.random() * this.instances.length);
    return this.instances[index % this.instances.length] as Instance;
  }

  /** What is on its way, or was not acknowledged in time, comes to some process. */
  private receiveDue(on?: number): void {
    for (const each of this.inbound) {
      if (each.at || each.againAt > this.stepping.now || each.sendings >= MAX_SENDINGS) continue;
      const instance = this.pick(on);
      each.at = instance;
      each.sendings += 1;
      each.againAt = this.stepping.now + AGAIN_AFTER_MS;
      this.stepping.start(each.label, async () => {
        await instance.receive({ ...each.activity });
        if (instance.process.isAlive) this.inbound.splice(this.inbound.indexOf(each), 1);
      });
    }
  }

  private deliverDue(): void {
    const due = this.pointers.filter(({ at }) => at <= this.stepping.now);
    for (const pointer of due) {
      this.pointers.splice(this.pointers.indexOf(pointer), 1);
      this.deliver(pointer.key, this.pick());
    }
  }

  private deliver(key: DueKey, instance: Instance): void {
    const item = key.row.split('|')[2] ?? '';
    this.delivering.set(key.row, instance);
    this.stepping.start(item, async () => {
      await instance.deliver(key).catch(() => undefined);
      if (this.delivering.get(key.row) === instance) this.delivering.delete(key.row);
    });
  }

  /** What is due and nobody works on is pointed to, as the scan of each minute does; false when there is nothing. */
  private async overdue(on?: number): Promise<boolean> {
    const store = createDueStore(this.account.table<DueRow>(DUE_TABLE), randomUUID);
    let found = false;
    for await (const row of store.within('000000000000', '999999999999')) {
      if (row instanceof MalformedDue || row.owner !== this.tenant) continue;
      const at = Math.max(row.tryAt, row.leaseUntil);
      if (this.delivering.has(row.key.row)) continue;
      if (at <= this.stepping.now) {
        this.deliver(row.key, this.pick(on));
        found = true;
      } else if (
        !this.pointers.some(({ key }) => key.row === row.key.row && key.partition === row.key.partition)
      )
        this.pointers.push({ key: row.key, at });
    }
    return found;
  }

  private activityOf(text: string, id: string, value?: unknown): Activity {
    return {
      type: 'message',
      id,
      channelId: 'msteams',
      serviceUrl: 'http://127.0.0.1/',
      timestamp: new Date(BEGAN),
      locale: 'en-GB',
      text,
      from: { id: '29:ana', name: 'Ana', aadObjectId: 'ana' },
      recipient: { id: '28:recado', name: 'Recado' },
      conversation: { id: `a:${this.tenant}`, conversationType: 'personal', tenantId: this.tenant },
      channelData: { tenant: { id: this.tenant } },
      ...(value ? { value } : {}),
    } as unknown as Activity;
  }
}
