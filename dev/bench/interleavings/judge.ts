/** Watches what is written, recorded and said, and finds what must never be: answers read by the wrong dialog, lost steps, lost messages. */
import { createHash } from 'node:crypto';
import type { DialogContent } from '../../../src/dialogs/dialogRow';
import type { StackedDialog } from '../../../src/dialogs/dialogStore';
import type { Waiting } from '../../../src/dialogs/waiting';
import { Endings } from './endings';
import type { Fault, FaultKind } from './faults';
import { FORM, formOf, formTag, type FormState } from './formDialog';
import { OrderOfWaits } from './orderOfWaits';

/** Something that a person said. */
export interface Said {
  id: string;
  text: string;
  /** The question that they saw and meant to answer. */
  meant?: string;
  /** A button of this question. */
  pressed?: string;
  /** The question that they saw when they left it, or began something else. */
  saw?: string;
}

export class Judge {
  readonly faults: Fault[] = [];
  readonly counts = { answers: 0, steps: 0, notifications: 0, messages: 0, crashes: 0, inOrder: 0 };
  readonly order = new OrderOfWaits();
  private readonly endings = new Endings();
  private readonly said = new Map<string, Said>();
  /** What each message was answered, by its id. */
  private readonly answers = new Map<string, string[]>();
  /** The answers of each form, in order. */
  private readonly forms = new Map<string, string[]>();
  /** Messages that a dialog has read. */
  private readonly read = new Set<string>();

  says(key: string, said: Said): void {
    this.counts.messages += 1;
    this.said.set(hashed(key), said);
    this.answers.set(said.id, []);
  }

  /** The message was answered in these words. */
  answered(id: string, text: string): void {
    this.answers.get(id)?.push(text);
  }

  isRead(id: string): boolean {
    return this.read.has(id);
  }

  /** The dialogs that are open, by their names; the one on top last. */
  open(now: number): readonly string[] {
    return this.endings.open(now);
  }

  /** A form was completed; repeatable. */
  formDone(state: FormState): void {
    this.checkForm(state);
    this.endings.ended(state.form);
  }

  /** A question's answer was given to its feature. */
  choiceMade(question: string, activityKey: string, isLate: boolean): void {
    this.counts.answers += 1;
    const said = this.said.get(activityKey);
    if (said) this.read.add(said.id);
    if (!isLate) this.endings.ended(question.replace(/^q-/, ''));
    if (said && (said.meant === question || said.pressed === question)) return;
    this.fault(
      'wrong-dialog',
      `${question} was answered by “${said?.text}”, which was meant for ${said?.meant}`,
    );
  }

  /** A row of the place was written. `by`: the id of the message or the item whose work wrote it. */
  written(row: object, by: string, now: number): void {
    const { stack, expiresAt, waiting, rowKey, more } = row as {
      [name in 'stack' | 'waiting' | 'rowKey' | 'more']?: string;
    } & { expiresAt?: Date };
    if (waiting !== undefined) this.order.stored(rowKey ?? '', JSON.parse(waiting) as Waiting, now);
    if (stack === undefined) return;
    const dialogs = JSON.parse(stack) as StackedDialog[];
    for (const { id, state } of dialogs) if (id === FORM) this.checkForm(formOf(state));
    const said = [...this.said.values()].find(({ id }) => id === by);
    const { arriving } = JSON.parse(more ?? '{}') as Partial<DialogContent>;
    const isDropping = arriving?.change.kind === 'drop';
    this.faults.push(
      ...this.endings.written(dialogs, expiresAt?.getTime() ?? 0, { said, by, now, isDropping }),
    );
  }

  /** The person reads this. */
  reads(text: string): void {
    this.endings.reads(text);
  }

  /** The person sees this question: what it rests on is kept. Where the same words say that it is open no more, it is not asked again. */
  shows(tag: string, isAsked: boolean): void {
    if (isAsked) this.endings.shows(tag);
    const [form = '', step] = tag.split('/');
    if (step === undefined) return;
    const kept = this.forms.get(form)?.length ?? 0;
    if (Number(step) - 1 > kept) this.fault('lost-step', `${tag} was asked with ${kept} answers kept`);
  }

  /** The person sees this item for the first time. */
  comes(item: string, now: number, isDisturbed: (item: string) => boolean): void {
    for (const earlier of this.order.comes(item, now, isDisturbed))
      this.fault('out-of-order', `${item} came before ${earlier}`);
  }

  /**
   * @param unsent - items that the person never saw.
   * @param unheard - messages that no process lived to answer, as often as the channel sent them.
   */
  end(unsent: readonly string[], unheard: readonly string[]): void {
    this.counts.inOrder = this.order.pairs;
    for (const { id, text } of this.said.values())
      if (this.answers.get(id)?.length === 0 && !unheard.includes(id))
        this.fault('unanswered', `“${text}” (${id}) had no answer`);
    this.faults.push(...this.endings.end((id) => this.answers.get(id) ?? []));
    for (const each of unsent) this.fault('lost-notification', `${each} was never sent`);
  }

  fault(kind: FaultKind, what: string): void {
    this.faults.push({ kind, what });
  }

  private checkForm(state: FormState): void {
    const { form, answers } = state;
    const known = this.forms.get(form) ?? [];
    // Its last answer is recorded before the dialog goes: where the process ends between the two, it is recorded again.
    if (answers.length < known.length && this.endings.isAnswered(form)) return;
    if (answers.length < known.length)
      this.fault('lost-step', `${form} went back to ${answers.length} answers`);
    for (const [index, key] of answers.entries()) {
      if (known[index] === key) continue;
      this.counts.steps += 1;
      const said = this.said.get(key);
      if (said) this.read.add(said.id);
      const tag = formTag({ form, answers: answers.slice(0, index) });
      if (said?.meant !== tag)
        this.fault('wrong-dialog', `${tag} read “${said?.text}”, meant for ${said?.meant}`);
    }
    this.forms.set(form, answers);
  }
}

const hashed = (text: string): string => createHash('sha256').update(text).digest('hex');
