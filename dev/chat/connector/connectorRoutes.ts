// The paths of the Bot Connector's REST surface, and which operation each means.
import findMyWay from 'find-my-way';

export type OperationName =
  | 'listConversations'
  | 'createConversation'
  | 'sendToConversation'
  | 'replyToActivity'
  | 'updateActivity'
  | 'deleteActivity'
  | 'listMembers'
  | 'listPagedMembers'
  | 'getMember'
  | 'listActivityMembers'
  | 'getTeam'
  | 'listChannels';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

const CONVERSATION = '/v3/conversations/:conversationId';

const ROUTES: readonly (readonly [Method, string, OperationName])[] = [
  ['GET', '/v3/conversations', 'listConversations'],
  ['POST', '/v3/conversations', 'createConversation'],
  ['POST', `${CONVERSATION}/activities`, 'sendToConversation'],
  ['POST', `${CONVERSATION}/activities/:activityId`, 'replyToActivity'],
  ['PUT', `${CONVERSATION}/activities/:activityId`, 'updateActivity'],
  ['DELETE', `${CONVERSATION}/activities/:activityId`, 'deleteActivity'],
  ['GET', `${CONVERSATION}/activities/:activityId/members`, 'listActivityMembers'],
  ['GET', `${CONVERSATION}/members`, 'listMembers'],
  ['GET', `${CONVERSATION}/members/:memberId`, 'getMember'],
  ['GET', `${CONVERSATION}/pagedmembers`, 'listPagedMembers'],
  ['GET', '/v3/teams/:teamId', 'getTeam'],
  ['GET', '/v3/teams/:teamId/conversations', 'listChannels'],
];

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'DELETE'];

/** What a request asks for, with the decoded parts of its path and query. */
export type RouteMatch =
  | {
      readonly operation: OperationName;
      readonly params: Readonly<Record<string, string | undefined>>;
      readonly query: Readonly<Record<string, string>>;
    }
  | { readonly operation?: undefined; readonly allow: readonly string[] };

/** Creates the function that finds the operation; `allow` names the methods that such a path does have. */
export function createConnectorRoutes(): (method: string, url: string) => RouteMatch {
  const router = findMyWay({ maxParamLength: 4096, ignoreTrailingSlash: true });
  for (const [method, path, operation] of ROUTES) {
    router.on(method, path, () => undefined, operation);
  }
  return (method, url) => {
    const found = isMethod(method) ? router.find(method, url) : null;
    if (!found) return { allow: METHODS.filter((other) => router.find(other, url) !== null) };
    return { operation: found.store as OperationName, params: found.params, query: found.searchParams };
  };
}

function isMethod(method: string): method is Method {
  return (METHODS as readonly string[]).includes(method);
}
