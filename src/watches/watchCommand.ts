/** `watch …` and `vigila …`: what is said becomes a watch, or words that say why not. */
import type { ChatCommand, ChatTurn, Utterance } from '../conversations/chatTurn';
import { createWatch, type Created } from './createWatch';
import { WATCH_TEXTS } from './watchTexts';
import type { WatchDeps } from './watchDeps';
import { confirmation } from './watchMessages';
import { readWatchPhrase } from './watchPhrase';
import { durationText, failureText, type Reader, valueText } from './words';

export function createWatchCommand(deps: WatchDeps): ChatCommand {
  return {
    name: 'watches.watch',
    async answer(turn) {
      const read = readWatchPhrase(turn.text, turn.person.locale);
      if (!read) return undefined;
      if (read.kind === 'watch')
        return reply(deps, await createWatch(deps, turn, read.phrase), readerOf(turn, read.phrase.language));
      const { unclear, usage } = WATCH_TEXTS[read.language];
      return { text: [...(read.part === '' ? [] : [unclear(read.part)]), usage].join('\n') };
    },
  };
}

const readerOf = ({ person }: ChatTurn, language: Reader['language']): Reader => ({
  language,
  locale: person.locale,
  zone: person.chosenZone ?? person.channelZone,
});

function reply({ settings }: WatchDeps, created: Created, reader: Reader): Utterance {
  const texts = WATCH_TEXTS[reader.language];
  switch (created.outcome) {
    case 'watching':
      return confirmation(created.watch, reader);
    case 'failed':
      return { text: texts.notCreated(failureText(created.failure, reader)) };
    case 'too-many':
      return { text: texts.tooMany(settings.maxActive) };
    case 'too-often':
      return { text: texts.tooOften(durationText(settings.minIntervalMs, reader)) };
    case 'too-long':
      return { text: texts.tooLong(durationText(settings.maxDurationMs, reader)) };
    case 'too-seldom':
      return { text: texts.tooSeldom(durationText(created.intervalMs, reader)) };
    case 'bad-pattern':
      return { text: texts.badPattern };
    case 'needs-positive':
      return { text: texts.needsPositive(valueText(created.value, reader)) };
  }
}
