/** Registers `GET /api/openapi.json`: what the API can do, for people’s tools. It is made from openapi.yaml by `npm run docs`. */
import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';

export const OPENAPI_FUNCTION = 'openapi';

const DAY_S = 24 * 60 * 60;

export function registerDescriptionFunctions(): void {
  app.http(OPENAPI_FUNCTION, {
    route: 'openapi.json',
    methods: ['GET'],
    authLevel: 'anonymous', // it tells what the project's pages tell too
    handler: (request) => describeApi(request),
  });
}

/** The description, with the address at which this app was asked. */
export async function describeApi(request: HttpRequest): Promise<HttpResponseInit> {
  // Few ask for it: it is not loaded when the app starts.
  const { default: description } = await import('./openapi.json');
  const url = new URL(request.url);
  const servers = [{ url: `${url.origin}${url.pathname.replace(/\/openapi\.json\/?$/, '')}` }];
  return {
    status: 200,
    headers: { 'cache-control': `public, max-age=${DAY_S}` },
    jsonBody: { ...description, servers },
  };
}
