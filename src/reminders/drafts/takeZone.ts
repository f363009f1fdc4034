/** Reads the answer to "which time zone?": it is kept for the person, and what was written before is read again with it. */
import { addLine } from '../../conversations/addLine';
import { commandButton } from '../../conversations/cardButton';
import type { ChatTurn, Utterance } from '../../conversations/chatTurn';
import { textCard } from '../../conversations/textCard';
import type { Taken } from '../../dialogs/chatDialog';
import { phraseContext } from '../phraseContext';
import { parsePhrase } from '../phrases/parsePhrase';
import { parseWhen } from '../phrases/parseWhen';
import type { Reading } from '../phrases/reading';
import { resolveZone } from '../phrases/resolveZone';
import { REMINDER_TEXTS } from '../reminderTexts';
import type { Draft } from './draft';
import type { DraftDeps } from './draftDialog';
import { replyToReading } from './replyToReading';
import { timeGiven } from './takeTime';

/** "I am in Madrid", "Madrid, please". */
const AROUND =
  /^(?:i(?:['’]?m| am| live)?(?: in| at)?|in|it['’]?s|estoy(?: en)?|vivo en|en|la de|soy de|es)\s+|[,\s]*(?:please|por favor)?[.!]*$/giu;

export async function takeZone(deps: DraftDeps, draft: Draft, turn: ChatTurn): Promise<Taken> {
  const resolved = resolveZone(turn.text) ?? resolveZone(turn.text.replace(AROUND, ''));
  if (!resolved) return takeWithoutZone(deps, draft, turn);
  if ('candidates' in resolved)
    return {
      kind: 'asks',
      isSure: true,
      state: { ...draft },
      utterance: whichZone(draft, resolved.candidates),
    };
  return { kind: 'ends', isSure: true, finish: () => goOn(deps, draft, turn, resolved.zone) };
}

/** A time that needs no zone ("in 20 minutes") does as well. */
function takeWithoutZone(deps: DraftDeps, draft: Draft, turn: ChatTurn): Taken {
  const reading = parseWhen(turn.text, phraseContext(turn, deps.limits));
  return reading.kind === 'once' ? timeGiven(deps, draft, turn, reading) : { kind: 'no-answer' };
}

async function goOn(deps: DraftDeps, draft: Draft, turn: ChatTurn, zone: string): Promise<Utterance> {
  const { tenant, key } = turn.person;
  await deps.conversations.savePerson({ tenant, key, chosenZone: zone });
  const told = REMINDER_TEXTS[draft.language].dialog.zoneSet(zone);
  const known: ChatTurn = { ...turn, person: { ...turn.person, chosenZone: zone } };
  const { text = '', at = turn.receivedAt } = draft.said ?? {};
  const reading = readAgain(deps, draft, { ...known, receivedAt: at }, text);
  const isPast = reading.kind === 'once' && reading.at <= turn.receivedAt;
  const said = isPast ? readAgain(deps, draft, known, text) : reading;
  const reply = await replyToReading(deps, known, { reading: said, target: draft.target, text });
  return reply ? addLine(reply, told) : { text: told };
}

/** A phrase of its own, or the time alone of a draft whose message was known. */
function readAgain({ limits }: DraftDeps, draft: Draft, turn: ChatTurn, text: string): Reading {
  const context = phraseContext(turn, limits);
  const { message, language } = draft;
  const alone = parseWhen(text, context);
  if (alone.kind === 'none' || message === '') return parsePhrase(text, context);
  if (alone.kind !== 'ask')
    return { ...alone, language, ...('message' in alone ? { message } : {}) } as Reading;
  return { ...alone, language, message, readings: alone.readings.map((each) => ({ ...each, message })) };
}

function whichZone({ language }: Draft, zones: readonly string[]): Utterance {
  const { dialog, say } = REMINDER_TEXTS[language];
  const commands = zones.map((zone) => say.zone(zone));
  return {
    text: [dialog.whichZone, ...commands.map((command) => `– ${command}`)].join('\n'),
    card: textCard({
      lines: [{ text: dialog.whichZone }],
      actions: zones.map((zone) => commandButton(zone, say.zone(zone))),
    }),
  };
}
