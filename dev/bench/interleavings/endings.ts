/** Holds that a dialog ends only by its answer, by its person's own words, by its time, or by a message that says so. */
import type { StackedDialog } from '../../../src/dialogs/dialogStore';
import type { Fault } from './faults';
import { FORM, formOf } from './formDialog';
import type { Said } from './judge';

/** What a message of another says of the dialogs that it has ended. */
const DROPPED = /I have dropped (.+?) for this message/;
/** What is answered to the person's own words that leave a dialog. */
const LEFT = { cancel: /All right/, form: /I have dropped the question/ };

/** The dialog by the name that messages give it: the form's own, or the item that put the question. */
export const nameOf = ({ id, state }: StackedDialog): string =>
  id === FORM ? formOf(state).form : (state as { about: string }).about;

/** The name of the dialog whose question is marked so. */
export const dialogOfTag = (tag: string): string => tag.split('/')[0]?.replace(/^q-/, '') ?? '';

/** Who has written the state of a place, and when. */
interface Writing {
  /** The message by whose turn it was written; undefined where a delivery did. */
  said: Said | undefined;
  by: string;
  now: number;
  /** A message that ends what is open is on its way. */
  isDropping: boolean;
}

export class Endings {
  private stack: readonly string[] = [];
  private openUntil = 0;
  private isDropping = false;
  private readonly answered = new Set<string>();
  /** Dialogs that were told to have ended, since their question was seen last. */
  private readonly told = new Set<string>();
  /** Dialogs that a message has ended, and must be told of. */
  private readonly dropped = new Map<string, string>();
  /** Words that left a dialog. */
  private readonly left = new Map<string, Said>();

  /** The dialog has its last answer. */
  ended(dialog: string): void {
    this.answered.add(dialog);
  }

  isAnswered(dialog: string): boolean {
    return this.answered.has(dialog);
  }

  open(now: number): readonly string[] {
    return this.openUntil > now ? this.stack : [];
  }

  written(
    stack: readonly StackedDialog[],
    expiresAt: number,
    { said, by, now, isDropping }: Writing,
  ): Fault[] {
    const names = stack.map(nameOf);
    const gone = this.stack.filter((name) => !names.includes(name) && !this.answered.has(name));
    const isDrop = this.isDropping && !isDropping;
    const faults =
      this.openUntil <= now ? [] : gone.flatMap((name) => this.goes(name, isDrop ? undefined : said, by));
    [this.stack, this.openUntil, this.isDropping] = [names, expiresAt, isDropping];
    return faults;
  }

  private goes(dialog: string, said: Said | undefined, by: string): Fault[] {
    if (said?.text !== 'cancel' && said?.text !== 'form') {
      this.dropped.set(dialog, by);
      return [];
    }
    this.left.set(dialog, said);
    // What begins anew takes the place of whatever is open by then, and says so: it means no question. “cancel” does.
    const isMeant = said.text === 'form' || !said.saw || dialogOfTag(said.saw) === dialog;
    const what = `${dialog} was left by “${said.text}” (${said.id}), said at ${said.saw}`;
    return isMeant ? [] : [{ kind: 'wrong-dialog', what }];
  }

  reads(text: string): void {
    for (const name of DROPPED.exec(text)?.[1]?.split(' and ') ?? []) this.told.add(name);
  }

  /** What is asked again has not ended. */
  shows(tag: string): void {
    this.told.delete(dialogOfTag(tag));
  }

  /** @param answersTo - what the message of this id was answered. */
  end(answersTo: (id: string) => readonly string[]): Fault[] {
    const untold = [...this.dropped].filter(([dialog]) => !this.told.has(dialog));
    const unsaid = [...this.left].filter(([, { id, text }]) => {
      const words = LEFT[text as keyof typeof LEFT];
      return !answersTo(id).some((answer) => words.test(answer));
    });
    return [
      ...untold.map(([dialog, by]) => fault(`${dialog} was lost by ${by}`)),
      ...unsaid.map(([dialog, { id, text }]) =>
        fault(`${dialog} was left by “${text}” (${id}) without a word`),
      ),
    ];
  }
}

const fault = (what: string): Fault => ({ kind: 'lost-dialog', what });
