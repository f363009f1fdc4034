/** Does what a person wants of their watch, typed or pressed, and says what came of it. */
import type { Utterance } from '../conversations/chatTurn';
import { type ChangeDeps, type Changed, keepWatch, snoozeWatch, stopWatch } from './changeWatch';
import type { Watch } from './watch';
import { WATCH_TEXTS } from './watchTexts';
import { atText, durationText, namedOf, type Reader } from './words';

/** `forMs`: for how long nothing is told. */
export type Wish = { kind: 'keep' | 'stop' } | { kind: 'snooze'; forMs: number };

/** @param now - epoch ms. */
export async function carryOut(
  deps: ChangeDeps,
  watch: Watch,
  wish: Wish,
  now: number,
  reader: Reader,
): Promise<Utterance> {
  const texts = WATCH_TEXTS[reader.language];
  switch (wish.kind) {
    case 'stop':
      if (watch.wishes.state === 'stopped') return { text: texts.alreadyStopped(namedOf(watch)) };
      return { text: texts.stopped(namedOf(await stopWatch(deps, watch, now))) };
    case 'keep': {
      const kept = await keepWatch(deps, watch, now);
      if (kept.outcome !== 'changed') return whyNot(deps, watch, kept.outcome, reader);
      const until = atText(kept.watch.wishes.expiresAt, reader);
      return { text: texts.kept({ ...namedOf(watch), until }) };
    }
    case 'snooze': {
      const silent = await snoozeWatch(deps, watch, now, wish.forMs);
      if (silent.outcome !== 'changed') return whyNot(deps, watch, silent.outcome, reader);
      const until = atText(silent.watch.wishes.snoozedUntil, reader);
      return { text: texts.snoozed({ ...namedOf(watch), until }) };
    }
  }
}

function whyNot(
  { settings }: ChangeDeps,
  watch: Watch,
  outcome: Exclude<Changed['outcome'], 'changed'>,
  reader: Reader,
): Utterance {
  const texts = WATCH_TEXTS[reader.language];
  switch (outcome) {
    case 'too-many':
      return { text: texts.tooMany(settings.maxActive) };
    case 'too-long':
      return { text: texts.tooLongSilent(durationText(settings.maxDurationMs, reader)) };
    case 'is-stopped':
      return { text: texts.alreadyStopped(namedOf(watch)) };
  }
}
