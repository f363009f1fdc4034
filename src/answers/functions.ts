/** Registers what questions and answers need: the HTTP API, the orchestration, the repair and the purge. */
import { app, type HttpHandler } from '@azure/functions';
import { durableClientInput } from '../azure/durableClient';
import { getAnswer, listAnswers, postAnswer, postCallback, type AnswersApiDeps } from './answersApi';
import { type OrchestrationDeps, registerOrchestration } from './orchestration';
import { purgeQuestions } from './purgeQuestions';
import { repairQuestions } from './repairQuestions';

export const ANSWER_FUNCTIONS = {
  post: 'postAnswer',
  callback: 'postAnswerCallback',
  get: 'getAnswer',
  list: 'listAnswers',
  repair: 'repairAnswers',
  purge: 'purgeAnswers',
} as const;

const EVERY_FIVE_MINUTES = '30 */5 * * * *';
const EARLY_EACH_DAY = '0 41 3 * * *';

export interface AnswerFunctionsDeps extends AnswersApiDeps, OrchestrationDeps {}

export function registerAnswerFunctions(deps: AnswerFunctionsDeps): void {
  const http = (
    name: string,
    [method, route]: ['GET' | 'POST', string],
    authLevel: 'anonymous' | 'function',
    handler: HttpHandler,
  ): void =>
    app.http(name, { route, methods: [method], authLevel, extraInputs: [durableClientInput], handler });
  http(ANSWER_FUNCTIONS.post, ['POST', 'answers/{id}'], 'function', (request) => postAnswer(deps, request));
  // The token in the address is checked by the app.
  http(ANSWER_FUNCTIONS.callback, ['POST', 'answers/{id}/callback'], 'anonymous', (request) =>
    postCallback(deps, request),
  );
  http(ANSWER_FUNCTIONS.get, ['GET', 'answers/{id}'], 'function', (request) => getAnswer(deps, request));
  http(ANSWER_FUNCTIONS.list, ['GET', 'answers'], 'function', (request) => listAnswers(deps, request));
  registerOrchestration(deps);
  registerTimers(deps);
}

function registerTimers(deps: AnswerFunctionsDeps): void {
  const extraInputs = [durableClientInput];
  app.timer(ANSWER_FUNCTIONS.repair, {
    schedule: EVERY_FIVE_MINUTES,
    extraInputs,
    handler: async () => {
      const { repaired } = await repairQuestions(deps);
      if (repaired > 0) deps.log.info('answers.repaired', { repaired });
    },
  });
  app.timer(ANSWER_FUNCTIONS.purge, {
    schedule: EARLY_EACH_DAY,
    extraInputs,
    handler: async () => {
      const { purged } = await purgeQuestions(deps, deps.settings.keepMs);
      if (purged > 0) deps.log.info('answers.purged', { purged });
    },
  });
}
