/** Watches what is written, recorded and said, and counts what must never be: answers read by the wrong dialog, lost steps, lost messages. */
import { createHash } from 'node:crypto';
import type { StackedDialog } from '../../../src/dialogs/dialogStore';
import { FORM, formOf, type FormState } from './formDialog';

/** Something that a person said. */
export interface Said {
  id: string;
  text: string;
  /** The question that they saw and meant to answer. */
  meant?: string;
  /** A button of this question. */
  pressed?: string;
}

export class Judge {
  readonly faults: string[] = [];
  readonly counts = { answers: 0, steps: 0, notifications: 0, messages: 0, crashes: 0 };
  private readonly said = new Map<string, Said>();
  private readonly heard = new Set<string>();
  private readonly forms = new Map<string, string[]>();
  private readonly finished = new Set<string>();
  /** The messages that changed a dialog. */
  private readonly taken = new Set<string>();
  /** Forms that were dropped, and by what; and what the person read of that. */
  private readonly dropped = new Map<string, string>();
  private readonly told: string[] = [];
  private open: ReadonlySet<string> = new Set();
  private openUntil = 0;

  says(key: string, said: Said): void {
    this.counts.messages += 1;
    this.said.set(hashed(key), said);
  }

  /** The message was answered in words. */
  answered(id: string): void {
    this.heard.add(id);
  }

  /** A form was completed; repeatable. */
  formDone(state: FormState): void {
    this.checkForm(state);
    this.finished.add(state.form);
  }

  /** A question's answer was given to its feature. */
  choiceMade(question: string, activityKey: string, isLate: boolean): void {
    this.counts.answers += 1;
    if (!isLate) this.taken.add(activityKey);
    const said = this.said.get(activityKey);
    if (said && (said.meant === question || said.pressed === question)) return;
    this.faults.push(`${question} was answered by “${said?.text}”, which was meant for ${said?.meant}`);
  }

  /** The state of the place was written. `by`: what did it. */
  written(row: object, by: string, now: number): void {
    const { stack, expiresAt } = row as { stack?: string; expiresAt?: Date };
    if (stack === undefined) return;
    const forms = (JSON.parse(stack) as StackedDialog[]).filter(({ id }) => id === FORM);
    for (const { state } of forms) this.checkForm(formOf(state));
    const there = new Set(forms.map(({ state }) => formOf(state).form));
    for (const form of this.open)
      if (!there.has(form) && !this.mayGo(form, by, now)) this.dropped.set(form, by);
    this.open = there;
    this.openUntil = expiresAt?.getTime() ?? 0;
  }

  /** The person reads this. */
  reads(text: string): void {
    if (text.includes('I have dropped')) this.told.push(text);
  }

  /** The person sees this question: what it rests on is kept. */
  shows(tag: string): void {
    const [form = '', step] = tag.split('/');
    if (step === undefined) return;
    const kept = this.forms.get(form)?.length ?? 0;
    if (Number(step) - 1 > kept) this.faults.push(`${tag} was asked with ${kept} answers kept`);
  }

  /** Whoever said something was told what became of it. */
  end(notSent: readonly string[]): void {
    for (const [key, { id, text }] of this.said)
      if (this.taken.has(key) && !this.heard.has(id)) this.faults.push(`“${text}” (${id}) had no answer`);
    for (const [form, by] of this.dropped)
      if (!this.told.some((text) => text.includes(form))) this.faults.push(`${form} was lost by ${by}`);
    for (const each of notSent) this.faults.push(`${each} was never sent`);
  }

  private checkForm({ form, answers }: FormState): void {
    const known = this.forms.get(form) ?? [];
    if (answers.length < known.length) this.faults.push(`${form} went back to ${answers.length} answers`);
    for (const [index, key] of answers.entries()) {
      if (known[index] === key) continue;
      this.counts.steps += 1;
      this.taken.add(key);
      const said = this.said.get(key);
      const tag = `${form}/${index + 1}`;
      if (said?.meant !== tag) this.faults.push(`${tag} read “${said?.text}”, meant for ${said?.meant}`);
    }
    this.forms.set(form, answers);
  }

  /** It ended for a reason that its person knows. */
  private mayGo(form: string, by: string, now: number): boolean {
    return this.finished.has(form) || this.openUntil <= now || ['say cancel', 'say form'].includes(by);
  }
}

const hashed = (text: string): string => createHash('sha256').update(text).digest('hex');
