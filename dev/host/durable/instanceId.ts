// The rules for ids of orchestration instances.

const MAX_LENGTH = 100;

/** Why a text cannot be an instance id, in words; undefined when it can. */
export function instanceIdProblem(id: string): string | undefined {
  if (id.startsWith('@')) return 'Orchestration instance ids must not start with @.';
  if (/[/\\#?\p{Cc}]/u.test(id))
    return 'Orchestration instance ids must not contain /, \\, #, ?, or control characters.';
  if (id.length > MAX_LENGTH) return `Instance ID lengths must not exceed ${MAX_LENGTH} characters.`;
  return undefined;
}
