/** Reads whom a caller wants the app installed for; all that is wrong is named at once. */
import { z } from 'zod';
import type { NewTarget } from './installationStore';

/** Names in one call; a group counts as one. */
export const MAX_NAMES = 5000;
const MAX_NAME_LENGTH = 320;

const name = z
  .string()
  .trim()
  .min(1, 'is empty')
  .max(MAX_NAME_LENGTH, `is longer than ${MAX_NAME_LENGTH} characters`);
const user = name.refine(
  (value) => isGuid(value) || /^[^@\s]+@[^@\s]+$/.test(value),
  'is neither an object id nor an e-mail address',
);
/** As everywhere in the API. */
const TENANT = /^[\w.:@-]{1,100}$/;
const objectId = name.refine((value) => isGuid(value), 'is not an object id');

const schema = z
  .strictObject({
    tenant: name.regex(TENANT, 'is no tenant’s id').optional(),
    users: z.array(user).default([]),
    groups: z.array(objectId).default([]),
    teams: z.array(objectId).default([]),
  })
  .superRefine(({ users, groups, teams }, context) => {
    const count = users.length + groups.length + teams.length;
    const problem = (message: string): void => context.addIssue({ code: 'custom', path: [], message });
    if (count === 0) problem('names nobody: give users, groups or teams');
    if (count > MAX_NAMES) problem(`names ${count}; ${MAX_NAMES} at most in one call`);
  });

export type ReadInstallation =
  | { ok: true; tenant?: string; targets: NewTarget[] }
  | { ok: false; errors: { pointer: string; detail: string }[] };

const MAX_ERRORS = 100;

export function readInstallation(body: unknown): ReadInstallation {
  const parsed = schema.safeParse(body);
  if (!parsed.success)
    return {
      ok: false,
      errors: parsed.error.issues
        .slice(0, MAX_ERRORS)
        .map(({ path, message }) => ({ pointer: pointerOf(path), detail: message })),
    };
  const { tenant, users, groups, teams } = parsed.data;
  const targets: NewTarget[] = [
    ...users.map((name): NewTarget => ({ kind: 'user', name, state: 'named' })),
    ...groups.map((name): NewTarget => ({ kind: 'group', name, state: 'named' })),
    ...teams.map((name): NewTarget => ({ kind: 'team', name, id: name, state: 'pending' })),
  ];
  return { ok: true, targets, ...(tenant ? { tenant } : {}) };
}

const isGuid = (value: string): boolean => z.guid().safeParse(value).success;

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
