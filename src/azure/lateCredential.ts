/** The app's identity towards other services, whose package is loaded only when a token is first needed. */
import type { TokenCredential } from '@azure/core-auth';

/** @param clientId - of a user-assigned identity; without it the environment's own is taken. */
export function lateCredential(clientId?: string): TokenCredential {
  let loading: Promise<TokenCredential> | undefined;
  const load = async (): Promise<TokenCredential> => {
    const { DefaultAzureCredential } = await import('@azure/identity');
    return new DefaultAzureCredential(clientId ? { managedIdentityClientId: clientId } : {});
  };
  return {
    getToken: async (scopes, options) => (await (loading ??= load())).getToken(scopes, options),
  };
}
