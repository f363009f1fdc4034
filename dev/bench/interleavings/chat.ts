/** What a person sees in their chat, and what they say to it: an answer is meant for the question that they saw last. */

export interface Saying {
  id: string;
  text: string;
  meant?: string;
  /** The question that was there when something else was said. */
  saw?: string;
  pressed?: string;
  value?: unknown;
}

interface Button {
  title: string;
  data: { question: string };
}

/** After these words nothing is asked, unless a question follows them. */
const ENDS = /dropped|^done |All right|^noted q|not asking|nothing/;

/** The question that these words follow is open no more. */
const NOTHING_OPEN = 'No question of mine is open now';

export class Chat {
  readonly messages: string[] = [];
  private question: string | undefined;
  private readonly buttons: Button[] = [];

  /** @param shown - is told each question that is seen, and whether it is asked or only said to be open no more. */
  constructor(private readonly shown: (tag: string, isAsked: boolean) => void) {}

  see(text: string, card: unknown): void {
    this.messages.push(text);
    const tag = [...text.matchAll(/\[([\w/-]+)\]/g)].at(-1)?.[1];
    const isGone = text.includes(NOTHING_OPEN);
    if (tag) this.shown(tag, !isGone);
    if (isGone) this.question = undefined;
    else if (tag || ENDS.test(text)) this.question = tag;
    const actions = (card as { actions?: Button[] } | undefined)?.actions ?? [];
    for (const { title, data } of actions)
      if (!this.buttons.some((known) => known.data.question === data.question && known.title === title))
        this.buttons.push({ title, data });
  }

  /** The question that the person sees and has not answered. */
  get asked(): string | undefined {
    return this.question;
  }

  /** Undefined where there is nothing of the kind to say. */
  say(what: string, random: () => number, id: string): Saying | undefined {
    if (what === 'press') return this.press(random, id);
    const saw = this.question;
    if (what === 'form' || what === 'cancel') this.question = undefined;
    if (what !== 'answer') return { id, text: what, ...(saw ? { saw } : {}) };
    const meant = this.question;
    if (meant === undefined) return random() < 0.5 ? { id, text: 'form' } : undefined;
    this.question = undefined;
    const isYesNo = meant.startsWith('q-') || meant.endsWith('/2');
    return { id, meant, text: isYesNo ? (random() < 0.5 ? 'yes' : 'no') : `word-${id}` };
  }

  private press(random: () => number, id: string): Saying | undefined {
    const button = this.buttons[Math.floor(random() * this.buttons.length)];
    if (!button) return undefined;
    const { question } = button.data;
    if (this.question === question) this.question = undefined;
    return { id, text: button.title, pressed: question, value: button.data };
  }
}
