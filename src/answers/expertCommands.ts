/** What experts say, or press on the card: answer, take it, pass; and where they want to be asked. */
import type { ChatCommand, ChatTurn, Language, NotKnownHere, Utterance } from '../conversations/chatTurn';
import type { AnswerDeps } from './answerDeps';
import { ANSWER_TEXTS } from './answerTexts';
import { codePrefixOf } from './cancelQuestion';
import { type ExpertAction, actAsExpert } from './actAsExpert';
import { ANSWER_INPUT } from './expertMessages';
import type { ExpertsChannel } from './expertsChannel';
import { ANSWER, HERE, NOT_HERE, PASS, said, TAKE } from './phrases';

export interface ExpertDeps extends AnswerDeps {
  channel: ExpertsChannel;
}

export function createExpertCommands(deps: ExpertDeps): ChatCommand[] {
  return [
    {
      name: 'answers.here',
      async answer(turn) {
        const here = said(HERE, turn);
        if (here) return choose(deps.channel, turn, here.language);
        const notHere = said(NOT_HERE, turn);
        return notHere && leave(deps.channel, turn, notHere.language);
      },
    },
    { name: 'answers.expert', answer: (turn) => act(deps, turn) },
  ];
}

async function choose(channel: ExpertsChannel, turn: ChatTurn, language: Language): Promise<Utterance> {
  const { experts } = ANSWER_TEXTS[language];
  if (turn.kind === 'personal') return { text: experts.onlyInChannels };
  await channel.choose(turn.address);
  return { text: experts.here };
}

async function leave(channel: ExpertsChannel, turn: ChatTurn, language: Language): Promise<Utterance> {
  await channel.leave(turn.address);
  return { text: ANSWER_TEXTS[language].experts.notHere };
}

/** Ids are looked for among the questions that were put to this very conversation. */
async function act(deps: ExpertDeps, turn: ChatTurn): Promise<Utterance | NotKnownHere | undefined> {
  const asked = expertActionOf(turn);
  const prefix = asked && codePrefixOf(asked.id);
  if (!asked || !prefix) return undefined;
  const [found] = await deps.indexes.findPutTo(turn.address, prefix);
  return found && actAsExpert(deps, turn, found.id, asked.action);
}

function expertActionOf(turn: ChatTurn): { id: string; action: ExpertAction } | undefined {
  const answer = said(ANSWER, turn);
  if (answer) {
    const typed = turn.inputs[ANSWER_INPUT] ?? answer.parts['answer'];
    const text = typeof typed === 'string' ? typed.trim() : '';
    return { id: answer.parts['id'] ?? '', action: { kind: 'answer', text } };
  }
  const take = said(TAKE, turn);
  if (take) return { id: take.parts['id'] ?? '', action: { kind: 'take' } };
  const pass = said(PASS, turn);
  return pass && { id: pass.parts['id'] ?? '', action: { kind: 'pass' } };
}
