/** Whether a text can be a storage connection string, so that a bad one is refused by its setting's name and not by the SDK. */

/** True for the emulator's short form, an account with its key, and a shared access signature that covers tables and queues. */
export function isConnectionString(text: string): boolean {
  if (/^UseDevelopmentStorage=true(?:;|$)/.test(text)) return true;
  const parts = new Set(
    text.split(';').flatMap((part) => /^\s*(?<name>\w+)=\S/.exec(part)?.groups?.['name'] ?? []),
  );
  const has = (...names: string[]): boolean => names.every((name) => parts.has(name));
  const hasEndpoints = has('TableEndpoint', 'QueueEndpoint');
  if (has('SharedAccessSignature')) return hasEndpoints;
  return (
    has('DefaultEndpointsProtocol', 'AccountName', 'AccountKey') && (hasEndpoints || has('EndpointSuffix'))
  );
}
