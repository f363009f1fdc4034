// Keeps the end of the messages in sight while the person is there, and offers the way back when they are not.
import { h } from '../dom';
import { icons } from '../icons';

/** The scrolling of one list of messages. */
export interface Scroller {
  readonly element: HTMLElement;
  isAtEnd(): boolean;
  toEnd(): void;
  /** Changes the list; whoever was at its end stays there. */
  keep(change: () => void): void;
}

const NEAR_PX = 80;

/** Wraps a scrolling list. */
export function createScroller(list: HTMLElement): Scroller {
  let isFollowing = true;
  const isAtEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_PX;
  const toEnd = () => {
    isFollowing = true;
    list.scrollTop = list.scrollHeight;
    latest.hidden = true;
  };
  const latest = h(
    'button',
    { type: 'button', class: 'latest', hidden: true, onclick: toEnd },
    icons.down(),
    'Latest',
  );
  list.addEventListener('scroll', () => {
    isFollowing = isAtEnd();
    latest.hidden = isFollowing;
  });
  new ResizeObserver(() => {
    if (isFollowing) toEnd();
  }).observe(list);
  return {
    element: h('div', { class: 'scroller' }, list, latest),
    isAtEnd: () => isFollowing,
    toEnd,
    keep(change) {
      change();
      if (isFollowing) toEnd();
    },
  };
}
