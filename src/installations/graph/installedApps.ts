/** The calls that install an app and find the chat that comes of it. */
import type { TargetKind } from '../installation';
import { type Graph, type GraphCall, inBatches } from './graph';

const enc = encodeURIComponent;

/** @param app - the app's id in the catalogue. */
export const installCall = (graph: Graph, kind: TargetKind, id: string, app: string): GraphCall => ({
  method: 'POST',
  path: kind === 'team' ? `/teams/${enc(id)}/installedApps` : `/users/${enc(id)}/teamwork/installedApps`,
  body: { 'teamsApp@odata.bind': graph.address(`/appCatalogs/teamsApps/${enc(app)}`) },
});

/** The chats of these people with the bot, by their ids; who is left out has none that could be found. */
export async function findChats(
  graph: Graph,
  tenant: string,
  people: readonly string[],
  app: string,
): Promise<Map<string, string>> {
  const filter = enc(`teamsApp/id eq '${app}'`);
  const installed = await inBatches(
    graph,
    tenant,
    people.map((id) => ({
      method: 'GET',
      path: `/users/${enc(id)}/teamwork/installedApps?$expand=teamsApp&$filter=${filter}`,
    })),
  );
  const found = people.flatMap((id, at) => {
    const installation = firstIdIn(installed[at]);
    return installation ? [{ id, installation }] : [];
  });
  const chats = await inBatches(
    graph,
    tenant,
    found.map(({ id, installation }) => ({
      method: 'GET',
      path: `/users/${enc(id)}/teamwork/installedApps/${enc(installation)}/chat`,
    })),
  );
  return new Map(
    found.flatMap(({ id }, at) => {
      const chat = idIn(chats[at]);
      return chat ? [[id, chat] as const] : [];
    }),
  );
}

type Outcome = Awaited<ReturnType<typeof inBatches>>[number] | undefined;

function firstIdIn(outcome: Outcome): string | undefined {
  if (outcome?.kind !== 'ok') return undefined;
  const { value } = (outcome.body ?? {}) as { value?: { id?: unknown }[] };
  const id = Array.isArray(value) ? value[0]?.id : undefined;
  return typeof id === 'string' ? id : undefined;
}

function idIn(outcome: Outcome): string | undefined {
  const { id } = (outcome?.kind === 'ok' ? (outcome.body ?? {}) : {}) as { id?: unknown };
  return typeof id === 'string' ? id : undefined;
}
