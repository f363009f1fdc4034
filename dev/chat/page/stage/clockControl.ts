// The stage's clock: shows its time, and moves it for bot, storage and chat together where that is possible.
import { h } from '../dom';
import { icons } from '../icons';
import type { PageContext, View } from '../pageContext';
import { me } from '../reading';
import { secondsOf, shortDayOf } from '../times';

const STEPS: readonly (readonly [string, string, number])[] = [
  ['+1 min', 'Move the clock by one minute', 60_000],
  ['+1 h', 'Move the clock by one hour', 3_600_000],
  ['+1 day', 'Move the clock by one day', 86_400_000],
];

/** Creates the clock; it is hidden where the clock cannot be moved. */
export function createClockControl(context: PageContext): View {
  const reading = h('span', { class: 'clock-time' });
  const day = h('span', { class: 'clock-day' });
  const now = h(
    'div',
    { class: 'clock-now', title: 'Now, on this local stage' },
    icons.clock(),
    reading,
    day,
  );
  const element = h('section', { class: 'clock', 'aria-label': 'Clock' }, now, createSteps(context));
  const tick = () => {
    const reader = me(context.model);
    if (!reader) return;
    reading.textContent = secondsOf(reader, context.now());
    day.textContent = shortDayOf(reader, context.now());
  };
  setInterval(tick, 1_000);
  return {
    element,
    render() {
      element.hidden = !context.model.isClockMovable;
      tick();
    },
  };
}

/** The buttons that move it; while it moves, they wait. */
function createSteps({ act }: PageContext): HTMLElement {
  const move = async (ms: number) => {
    for (const button of buttons) button.disabled = true;
    await act({ kind: 'advance', ms });
    for (const button of buttons) button.disabled = false;
  };
  const buttons = STEPS.map(([label, title, ms]) => {
    const onclick = () => void move(ms);
    return h('button', { type: 'button', class: 'clock-step', title, 'aria-label': title, onclick }, label);
  });
  return h('div', { class: 'clock-steps' }, ...buttons);
}
