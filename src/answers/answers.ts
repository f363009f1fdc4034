/** Puts the feature together from what the composition root gives: what people can say, its deliveries and its functions. */
import { createOrchestrations } from '../azure/durableClient';
import type { StorageAccount } from '../azure/storageAccount';
import type { Clock } from '../clock';
import type { ChatCommand, ChatTurn, Utterance } from '../conversations/chatTurn';
import type { ConversationStore } from '../conversations/conversationStore';
import type { PersonalData } from '../conversations/personalData';
import type { DeliveryKind } from '../delivery/deliveryKind';
import type { Outbox } from '../delivery/outbox';
import type { ChatDialog } from '../dialogs/chatDialog';
import type { Log } from '../log';
import { createAnswerDelivery } from './answerDelivery';
import { createAnswerQuestions } from './answerQuestions';
import type { AnswerSettings } from './answerSettings';
import { createAskCommand, createAsking } from './askCommands';
import { createCallbackTokens, type KeyRow } from './callbackToken';
import { createCourses } from './courses';
import { createExpertCommands } from './expertCommands';
import { createExpertsChannel, type ExpertsRow } from './expertsChannel';
import { registerAnswerFunctions } from './functions';
import { createOwnQuestionCommands } from './ownQuestionCommands';
import type { IndexRow } from './indexRow';
import { createQuestionIndexes } from './questionIndexes';
import { createQuestionData } from './questionData';
import type { QuestionRow } from './questionRow';
import { ANSWERS_TABLE, createQuestionStore } from './questionStore';

export interface AnswersGiven {
  settings: AnswerSettings;
  /** The app's own address, without a slash at its end, where it is known. */
  publicUrl?: string;
  storage: Pick<StorageAccount, 'table'>;
  conversations: ConversationStore;
  outbox: Outbox;
  clock: Clock;
  log: Log;
  fetch: typeof fetch;
  /** A new random key, at least 32 bytes as text. */
  newKey(): string;
}

export interface Answers {
  commands: ChatCommand[];
  /** What an answer asks on top of what its asker is in the middle of. */
  dialog: ChatDialog;
  /** Takes a message that is no command as a question; only where the settings say so. */
  askWithEverything?(turn: ChatTurn): Promise<Utterance>;
  delivery: DeliveryKind;
  personalData: PersonalData;
  registerFunctions(): void;
}

/** Makes the feature; nothing is sent or registered before it is asked for. */
export function createAnswers(given: AnswersGiven): Answers {
  const { settings, storage, conversations } = given;
  const store = createQuestionStore(storage.table<QuestionRow>(ANSWERS_TABLE));
  const indexes = createQuestionIndexes(storage.table<IndexRow>(ANSWERS_TABLE));
  const tokens = createCallbackTokens(storage.table<KeyRow>(ANSWERS_TABLE), given.newKey);
  const channel = createExpertsChannel(
    storage.table<ExpertsRow>(ANSWERS_TABLE),
    conversations,
    settings.expertsChannel,
  );
  const courses = createCourses(createOrchestrations(), settings);
  const deps = { ...given, store, indexes, tokens, channel, courses };
  const questions = createAnswerQuestions(deps);
  return {
    dialog: questions.dialog,
    commands: [
      questions.command,
      createAskCommand(deps),
      ...createOwnQuestionCommands(deps),
      ...createExpertCommands(deps),
    ],
    ...(settings.everyMessage ? { askWithEverything: createAsking(deps) } : {}),
    delivery: createAnswerDelivery(store, { ...settings, questions }),
    personalData: createQuestionData(deps),
    registerFunctions: () => registerAnswerFunctions(deps),
  };
}
