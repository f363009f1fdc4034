/** How a watch and what it has to tell read, as text and as a card with buttons. */
import { commandButton } from '../conversations/cardButton';
import type { Utterance } from '../conversations/chatTurn';
import { type CardLine, textCard } from '../conversations/textCard';
import type { Told } from './judge';
import { shortIdOf, type Watch } from './watch';
import { WATCH_TEXTS, type WatchTexts } from './watchTexts';
import {
  atText,
  changeText,
  conditionText,
  durationText,
  failureText,
  namedOf,
  type Reader,
  valueText,
} from './words';

type ButtonName = 'keep' | 'stop' | 'snooze' | 'list';

/** That it is watched: what, how it stands, how often and until when. */
export function confirmation(watch: Watch, reader: Reader): Utterance {
  const texts = WATCH_TEXTS[reader.language];
  const { value, isSo } = watch.findings;
  const named = namedOf(watch);
  const lines = [
    ...texts.created({
      ...{ ...named, isSo },
      condition: conditionText(watch, reader),
      value: valueText(value, reader),
    }),
    rhythmOf(watch, reader),
  ];
  return said({ lines, hints: [texts.how(named.id)], watch, texts, buttons: ['stop', 'list'] });
}

/** What a check or the end of its time has to tell; alerts and the end get their buttons where they are asked about. */
export function message(watch: Watch, { told, at }: { told: Told; at: number }, reader: Reader): Utterance {
  const texts = WATCH_TEXTS[reader.language];
  const hints = [texts.how(shortIdOf(watch))];
  const lines = toldLines(watch, told, reader);
  switch (told.kind) {
    case 'alert': {
      const when = [texts.seen(atText(at, reader)), rhythmOf(watch, reader)];
      return said({ lines: [...lines, ...when], hints, watch, texts, buttons: [] });
    }
    case 'expired':
      return said({ lines, hints: [texts.say.keep(shortIdOf(watch))], watch, texts, buttons: [] });
    case 'unreachable':
    case 'reachable':
      return said({ lines, hints, watch, texts, buttons: ['stop', 'list'] });
  }
}

function toldLines(watch: Watch, told: Told, reader: Reader): string[] {
  const texts = WATCH_TEXTS[reader.language];
  const named = namedOf(watch);
  const condition = conditionText(watch, reader);
  switch (told.kind) {
    case 'alert': {
      const percent = changeText(watch.condition, told.from, told.to, reader);
      const values = { from: valueText(told.from, reader), to: valueText(told.to, reader) };
      return texts.alert({ ...named, ...values, condition, ...(percent ? { percent } : {}) });
    }
    case 'unreachable': {
      const { failures, failure } = told;
      const last = valueText(watch.findings.value, reader);
      return texts.unreachable({ ...named, failures, last, why: failureText(failure, reader) });
    }
    case 'reachable':
      return texts.reachable({ ...named, value: valueText(told.to, reader) });
    case 'expired':
      return texts.expired({ ...named, condition, value: valueText(told.to, reader) });
  }
}

/** One line of it, for who comes back. */
export function lineWhileAway(watch: Watch, told: Told, reader: Reader): string {
  const [change = ''] = toldLines(watch, told, reader);
  return WATCH_TEXTS[reader.language].whileAway({ ...namedOf(watch), change });
}

/** What becomes of it, in one sentence, where it is still watched. */
export const rhythmOf = ({ intervalMs, wishes }: Watch, reader: Reader): string =>
  WATCH_TEXTS[reader.language].rhythm({
    every: durationText(intervalMs, reader),
    until: atText(wishes.expiresAt, reader),
  });

interface Said {
  lines: readonly string[];
  /** Said where there are no buttons. */
  hints: readonly string[];
  watch: Watch;
  texts: WatchTexts;
  buttons: readonly ButtonName[];
}

/** The first line stands out; what comes from elsewhere stands in text runs, never as markup. */
export function said({ lines, hints, watch, texts, buttons }: Said): Utterance {
  const id = shortIdOf(watch);
  const cardLines: CardLine[] = lines.map((text, index) => ({
    text,
    isTitle: index === 0,
    isSubtle: index > 1,
  }));
  const actions = buttons.map((name) =>
    commandButton(texts.buttons[name], name === 'list' ? texts.say.list : texts.say[name](id)),
  );
  return { text: [...lines, ...hints].join('\n'), card: textCard({ lines: cardLines, actions }) };
}
