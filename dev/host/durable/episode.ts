// One episode of an orchestration: read what is new, replay the orchestrator, and write all that follows in one transaction.
import { randomUUID } from 'node:crypto';
import type { DurableHostServices } from '../durableSeam';
import { commitEpisode, type EpisodeEffects } from './episodeCommit';
import { planEpisode, type EpisodePlan } from './episodePlan';
import type { DurableStore } from './durableStore';
import type { FunctionNames } from './functionNames';
import { EVENT_TYPE, historyEvent, type HistoryEvent } from './historyEvents';
import type { InboxMessage } from './inboxTable';
import type { Instance } from './instanceTable';
import { runOrchestrator, type OrchestratorRun } from './orchestratorRun';

/** How many events one episode takes at most; more than that wait for the next one. */
const MAX_NEW_EVENTS = 1000;

/** What an episode needs. */
export interface EpisodeContext {
  store: DurableStore;
  services: DurableHostServices;
  functions: FunctionNames;
}

/** Runs the next episode of an instance, if there is anything for it to see; returns who has work now. */
export async function runEpisode(
  context: EpisodeContext,
  instanceId: string,
): Promise<EpisodeEffects | undefined> {
  const { services, store } = context;
  const instance = store.instances.find(instanceId);
  if (!instance || (instance.status !== 'Pending' && instance.status !== 'Running')) return undefined;
  const messages = store.inbox.read(instanceId, MAX_NEW_EVENTS);
  const news = messages.filter((message) => isMeantFor(instance, message)).map(({ event }) => event);
  if (news.length === 0) {
    if (messages.length > 0) store.database.transaction(() => store.inbox.remove(messages));
    return undefined;
  }

  const at = services.now();
  const past = store.history.read(instanceId);
  const fresh = [historyEvent(at, { EventType: EVENT_TYPE.orchestratorStarted }), ...news];
  const run = await runRegistered(context, instance, past, fresh);
  if (!store.database.isOpen) return undefined; // Closed meanwhile: the episode runs again at the next start.
  const plan = planEpisode({ instance, past, fresh, run });
  report(services, instance, plan);
  const hasMoreNews = messages.length === MAX_NEW_EVENTS;
  return commitEpisode(store, { instance, messages, fresh, plan, at, newId: randomUUID, hasMoreNews });
}

function isMeantFor(instance: Instance, { executionId }: InboxMessage): boolean {
  return executionId === null || executionId === instance.executionId;
}

function runRegistered(
  { functions, services }: EpisodeContext,
  { input, instanceId, name, parent }: Instance,
  past: readonly HistoryEvent[],
  fresh: readonly HistoryEvent[],
): Promise<OrchestratorRun> {
  const invoke: DurableHostServices['invoke'] = async (functionName, bindingInput) =>
    services.invoke(functions.resolve('orchestrator', functionName), bindingInput);
  return runOrchestrator(invoke, {
    functionName: name,
    instanceId,
    parentInstanceId: parent?.instanceId ?? null,
    input,
    history: [...past, ...fresh],
    isReplaying: past.length > 0,
  });
}

function report(
  services: DurableHostServices,
  { instanceId, name }: Instance,
  { beginsToWait, end, warnings }: EpisodePlan,
): void {
  const who = `Orchestration ${instanceId} (${name})`;
  for (const warning of warnings) {
    services.log('warning', `${who}: ${warning}: what it does must depend on nothing but its history.`);
  }
  if (end?.status === 'Failed') services.log('error', `${who} failed: ${end.reason}`);
  else if (end) services.log('debug', `${who}: ${end.status}`);
  if (beginsToWait) {
    services.log(
      'information',
      `${who} is done and stays Running until the activities, timers and sub-orchestrations that it started have ended: cancel timers that are not needed any more.`,
    );
  }
}
