/** How a time that is not clear is asked about: why nothing was set, and each reading as something to press. */
import { commandButton } from '../conversations/cardButton';
import type { Utterance } from '../conversations/chatTurn';
import { textCard } from '../conversations/textCard';
import { dateTimeText } from '../conversations/timeText';
import { describeSchedule } from './phrases/describeSchedule';
import { parsePhrase } from './phrases/parsePhrase';
import type { Ask, Once, PhraseContext, Recurring } from './phrases/reading';
import { REMINDER_TEXTS } from './reminderTexts';

/** A command that means this exact time; undefined where no words do. */
export type ExactCommand = (reading: Once | Recurring) => string | undefined;

/** The readings with their absolute times; each sets exactly that, even when it is pressed much later. */
export function asking(
  ask: Ask,
  context: PhraseContext,
  commandFor: ExactCommand = (reading) => exactPhrase(reading, ask.message, context),
): Utterance {
  const texts = REMINDER_TEXTS[ask.language];
  const asked = texts.ask[ask.reason];
  const choices = ask.readings.flatMap((reading) => {
    const command = commandFor(reading);
    return command ? [{ title: whenOfReading(reading, context.locale, ask.language), command }] : [];
  });
  if (choices.length === 0) return { text: `${asked} ${ask.message ? texts.timeExample : texts.example}` };
  const lines = [asked, texts.askReadings];
  return {
    text: [...lines, ...choices.map(({ command }) => `– ${command}`)].join('\n'),
    card: textCard({
      lines: lines.map((text) => ({ text })),
      actions: choices.map(({ title, command }) => commandButton(title, command)),
    }),
  };
}

/** `Wed, 11 Mar 2026, 10:50 (Europe/Madrid)`; with its rule where it recurs. */
export function whenOfReading(
  reading: Once | Recurring,
  locale: string | undefined,
  language = reading.language,
): string {
  const { tzid, wallStart } = reading;
  const at = reading.kind === 'once' ? reading.at : (reading.next[0] as number);
  const when = dateTimeText(at, { language, locale, zone: tzid });
  if (reading.kind === 'once') return when;
  return `${describeSchedule({ rrule: reading.rrule, tzid, wallStart }, language)}, ${when}`;
}

/** The time alone in words that mean it exactly; names the zone where it is not the person's own, in which it will be read. */
export function exactTime(
  { wallStart, tzid }: Once,
  language: Ask['language'],
  zone: string | undefined,
): string {
  const time = wallStart.slice(11, 16);
  return REMINDER_TEXTS[language].exactTime(wallStart.slice(0, 10), tzid === zone ? time : `${time} ${tzid}`);
}

function exactPhrase(reading: Once | Recurring, message: string, context: PhraseContext): string | undefined {
  const { language } = reading;
  const texts = REMINDER_TEXTS[language];
  if (reading.kind === 'recurring') return exactRule(reading, message, context);
  const when = exactTime(reading, language, context.zone);
  return message ? texts.exactPhrase(when, message) : when;
}

/** A rule in words is offered only where those words are read as that rule. */
function exactRule(reading: Recurring, message: string, context: PhraseContext): string | undefined {
  const { language, rrule, tzid, wallStart } = reading;
  const rule = describeSchedule({ rrule, tzid, wallStart }, language);
  const phrase = message ? REMINDER_TEXTS[language].exactPhrase(rule, message) : rule;
  const again = parsePhrase(phrase, context);
  const [read] = again.kind === 'ask' && !message ? again.readings : [again];
  const isSame = read?.kind === 'recurring' && read.rrule === rrule && read.next[0] === reading.next[0];
  return isSame ? phrase : undefined;
}
