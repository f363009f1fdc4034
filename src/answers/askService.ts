/** The answer service as a source: asked with the address for its callback; what it answers at once settles the question. */
import { faultFields, type Log } from '../log';
import type { AnswerDeps } from './answerDeps';
import { callAnswerService, type ServiceQuestion } from './answerService';
import type { AnswerSettings } from './answerSettings';
import type { CallbackTokens } from './callbackToken';
import { noted, type Question } from './question';
import { decide } from './questionStore';
import type { Asked, AskInput } from './steps';
import { ruleFor } from './takeAnswer';

export interface AskServiceDeps extends Pick<AnswerDeps, 'store' | 'clock'> {
  settings: AnswerSettings;
  tokens: CallbackTokens;
  fetch: typeof fetch;
  /** The app's own address, `https://…` without a slash at its end, where it is known. */
  publicUrl?: string;
  log: Log;
}

/** The service failed; the orchestration tries again. */
export class AnswerServiceFailed extends Error {
  readonly code = 'answer-service-failed';

  constructor(reason: string) {
    super(`The answer service failed: ${reason}`);
    this.name = 'AnswerServiceFailed';
  }
}

/** Asks once. Throws AnswerServiceFailed for everything that is worth another try. */
export async function askService(deps: AskServiceDeps, { id, isReask }: AskInput): Promise<Asked> {
  const { store, settings, clock, log } = deps;
  const { service } = settings;
  if (!service) return 'nobody';
  const read = await store.find(id);
  if (read === undefined || read === 'purged' || read.state !== 'open') return 'settled';
  // It has used its callback: it knows how to answer, and need not be asked.
  if (isReask && read.progress.version > 0) return 'later';
  const reply = await callAnswerService(
    { service, now: clock(), fetch: deps.fetch },
    await serviceQuestion(deps, read),
  );
  if (reply.kind === 'failed') {
    log.warn('answers.service-failed', { question: id, reason: reply.reason });
    throw new AnswerServiceFailed(reply.reason);
  }
  const at = clock();
  if (reply.kind === 'later') {
    if (!isReask) await note(deps, id, at);
    return 'later';
  }
  const answer = { content: reply.content, from: { kind: 'service' as const }, at };
  await decide(store, id, ruleFor(answer));
  return 'settled';
}

async function serviceQuestion(
  { tokens, publicUrl, settings }: AskServiceDeps,
  { id, text, locale, askedAt, deadlineAt }: Question,
): Promise<ServiceQuestion> {
  const token = publicUrl && (await tokens.create(id, deadlineAt + settings.keepMs));
  return {
    id,
    question: text,
    ...(locale ? { locale } : {}),
    askedAt: new Date(askedAt).toISOString(),
    deadline: new Date(deadlineAt).toISOString(),
    ...(token ? { callbackUrl: `${publicUrl}/api/answers/${id}/callback?token=${token}` } : {}),
  };
}

/** For the timeline alone; asking must not fail for its sake. */
async function note({ store, log }: AskServiceDeps, id: string, at: number): Promise<void> {
  await decide(store, id, (question) => ({
    becomes: noted(question, at, 'service asked'),
    result: undefined,
  })).catch((error: unknown) => log.warn('answers.not-noted', { question: id, ...faultFields(error) }));
}
