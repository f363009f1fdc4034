// What every part of the page is given: the model, a way to do things, and a way to say that the model changed.
import type { Deed } from '../server/deed';
import type { DeedOutcome } from '../server/pageProtocol';
import type { Model } from './model';

/** Shared by all parts. */
export interface PageContext {
  readonly model: Model;
  /** The stage's time in ms since 1970. */
  now(): number;
  /** Does something and shows what went wrong, with a way to try again. */
  act(deed: Deed): Promise<DeedOutcome>;
  /** Shows a line that goes away by itself. */
  notify(text: string): void;
  /** Opens a conversation. */
  open(conversationId: string): void;
  /** Becomes another person. */
  become(personId: string): void;
  /** Renders everything soon. */
  changed(): void;
}

/** A part of the page. */
export interface View {
  readonly element: HTMLElement;
  render(): void;
}
