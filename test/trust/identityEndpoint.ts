/** The endpoint that gives an Azure app the tokens of its managed identity, on this machine. */
import { startLoopbackServer } from '../../dev/chat/http/loopbackServer';

/** What the bot shows to channels when it speaks as itself. */
export const OUTBOUND_TOKEN = 'the-token-of-the-identity';

const VARIABLES = ['IDENTITY_ENDPOINT', 'IDENTITY_HEADER'] as const;

export interface IdentityEndpoint {
  /** The resources that tokens were asked for. */
  readonly resources: string[];
  stop(): Promise<void>;
}

/** Starts the endpoint and lets this process find it, as Azure does. */
export async function startIdentityEndpoint(): Promise<IdentityEndpoint> {
  const resources: string[] = [];
  const server = await startLoopbackServer(
    0,
    async (request, response) => {
      const resource = new URL(request.url ?? '', 'http://localhost').searchParams.get('resource') ?? '';
      resources.push(resource);
      response.setHeader('content-type', 'application/json').end(
        JSON.stringify({
          access_token: OUTBOUND_TOKEN,
          expires_on: Math.floor(Date.now() / 1000) + 3600,
          token_type: 'Bearer',
          resource,
        }),
      );
    },
    (fault) => {
      throw fault;
    },
  );
  process.env.IDENTITY_ENDPOINT = `${server.url}/msi/token`;
  process.env.IDENTITY_HEADER = 'secret';
  return {
    resources,
    async stop() {
      for (const name of VARIABLES) Reflect.deleteProperty(process.env, name);
      await server.stop();
    },
  };
}
