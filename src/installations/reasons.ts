/** What operators read about a target for which the app could not be installed: a code that never changes, and words. */
import type { GraphOutcome } from './graph/graphOutcome';
import type { TargetKind } from './installation';

type Failed = Exclude<GraphOutcome, { kind: 'ok' }>;

/** What a call is for: its permission is named where it is missing. */
export type Purpose = 'find-app' | 'read-user' | 'read-group' | 'install-user' | 'install-team';

/** The least application permission for each. */
export const PERMISSIONS: Readonly<Record<Purpose, string>> = {
  'find-app': 'AppCatalog.Read.All',
  'read-user': 'User.Read.All',
  'read-group': 'GroupMember.Read.All',
  'install-user': 'TeamsAppInstallation.ReadWriteSelfForUser.All',
  'install-team': 'TeamsAppInstallation.ReadWriteSelfForTeam.All',
};

const UNKNOWN: Readonly<Record<Purpose, string>> = {
  'find-app': 'unknown-app: the tenant has no such app',
  'read-user': 'unknown-user: nobody in the tenant has this id or address',
  'read-group': 'unknown-group: the tenant has no group of this id',
  'install-user': 'unknown-user: Teams does not know this person',
  'install-team': 'unknown-team: the tenant has no team of this id',
};

export const APP_NOT_THERE = 'app-not-in-catalogue: the Teams app is not in the tenant’s catalogue';

export const purposeOf = (kind: TargetKind): Purpose => (kind === 'team' ? 'install-team' : 'install-user');

export function reasonOf(outcome: Failed, purpose: Purpose): string {
  switch (outcome.kind) {
    case 'notFound':
      return notFoundReason(outcome.reason, purpose);
    case 'missingPermission':
      return `missing-permission: ${outcome.permissions || PERMISSIONS[purpose]}`;
    case 'blockedByPolicy':
      return `blocked-by-policy: ${outcome.reason}`;
    case 'throttled':
      return 'throttled: Microsoft Graph kept asking to wait';
    case 'transient':
      return `graph-unavailable: ${outcome.reason}`;
    case 'conflict':
      return 'conflict: 409';
    case 'refused':
      return `refused: ${outcome.reason}`;
  }
}

/** Directories know what they do not have; what Teams does not find may be something else of the person. */
function notFoundReason(told: string, purpose: Purpose): string {
  if (purpose !== 'install-user' && purpose !== 'install-team') return UNKNOWN[purpose];
  return /licen[cs]e/i.test(told) ? `no-licence: ${told}` : `${UNKNOWN[purpose]} (${told})`;
}
