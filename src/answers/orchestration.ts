/** Registers the orchestration of questions and its activities. */
import * as df from 'durable-functions';
import type { AnswerDeps } from './answerDeps';
import { answerQuestion } from './answerQuestion';
import { askExperts } from './askExperts';
import { askService, type AskServiceDeps } from './askService';
import { concludeQuestion } from './concludeQuestion';
import type { ExpertsChannel } from './expertsChannel';
import { nudgeExperts, tellStillWorking } from './nudges';
import { ACTIVITIES, ANSWER_QUESTION, type AskInput, type ConcludeInput, type MomentInput } from './steps';

export interface OrchestrationDeps extends AnswerDeps, AskServiceDeps {
  channel: ExpertsChannel;
}

export function registerOrchestration(deps: OrchestrationDeps): void {
  const activity = <I>(name: string, handler: (input: I) => Promise<unknown>): void =>
    void df.app.activity(name, { handler: (input: I) => handler(input) });
  df.app.orchestration(ANSWER_QUESTION, answerQuestion);
  activity(ACTIVITIES.askService, (input: AskInput) => askService(deps, input));
  activity(ACTIVITIES.askPeople, (input: AskInput) => askExperts(deps, deps.channel, input));
  activity(ACTIVITIES.nudge, (input: MomentInput) => nudgeExperts(deps.outbox, input));
  activity(ACTIVITIES.tellStillWorking, (input: MomentInput) => tellStillWorking(deps.outbox, input));
  activity(ACTIVITIES.conclude, (input: ConcludeInput) => concludeQuestion(deps, input));
}
