// The round picture of a person (their initials in a colour of their own) or of the bot (its mark).
import type { Model } from '../model';
import { h } from '../dom';

const HUES = 8;

/** A decorative avatar; names stand beside it. */
export function avatar(
  { bot }: Model,
  account: { readonly id: string; readonly name?: string },
): HTMLElement {
  if (account.id === bot.id)
    return h('span', { class: 'avatar avatar-bot', 'aria-hidden': 'true' }, botMark());
  const hue = [...account.id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 7) % HUES;
  return h('span', { class: `avatar hue-${hue}`, 'aria-hidden': 'true' }, initials(account.name ?? '?'));
}

/** The square of a group or team. */
export function groupAvatar(name: string): HTMLElement {
  return h('span', { class: 'avatar avatar-square', 'aria-hidden': 'true' }, initials(name));
}

function botMark(): HTMLElement {
  return h('img', { src: '/icon.svg', alt: '' });
}

/** At most two letters: of the first and the last word. */
function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => word?.charAt(0) ?? '',
  );
  return letters.join('').toLocaleUpperCase();
}
