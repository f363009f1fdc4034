/** An installation and its targets as the rows that keep them, and back. */
import { createHash } from 'node:crypto';
import { tableKey } from '../azure/tableKey';
import type { Row, Stored } from '../azure/table';
import { type Installation, LANES, type Target, type TargetState } from './installation';
import type { InstallationName, NewTarget, TargetChange } from './installationStore';

export const INSTALLATIONS_TABLE = 'Installations';

/** A row of either kind; times where there is none are the epoch's beginning. */
export interface InstallationRow {
  type: 'installation' | 'target';
  tenant: string;
  state: string;
  createdAt: Date;
  finishedAt: Date;
  kind: Target['kind'];
  name: string;
  id: string;
  reason: string;
  chat: string;
  tries: number;
  retryAt: Date;
  rest: string;
  at: Date;
}

/** Where targets lie that are still to be looked up. */
export const NAMED = 'named';
/** Stands for a time that there is not. */
export const EPOCH = new Date(0);

/** Of a tenant's installations. */
export const openPartition = (tenant: string): string => tableKey('asked', tenant);
/** Of one installation's targets. */
export const targetPartition = ({ tenant, id }: InstallationName): string => tableKey('targets', tenant, id);

/** The same target always has the same row. What is looked up lies apart, the rest by lanes. */
export function targetKey({ state, kind, name, id }: Pick<Target, 'state' | 'kind' | 'name' | 'id'>): string {
  if (id === undefined || kind === 'group' || state === 'named')
    return tableKey(NAMED, kind, name.toLowerCase());
  const lane = (createHash('sha256').update(id.toLowerCase()).digest()[0] ?? 0) % LANES;
  return tableKey(laneName(lane), kind, id.toLowerCase());
}

/** What the keys of a lane's targets begin with. */
export const laneName = (lane: number): string => `lane${lane}`;

/** A target as it is first written. */
export function rowOf(name: InstallationName, target: NewTarget, at: number): Row<InstallationRow> {
  const { kind, state, id = '', reason = '', chat = '', rest = '' } = target;
  return {
    partitionKey: targetPartition(name),
    rowKey: targetKey(target),
    ...{ type: 'target', tenant: name.tenant, kind, name: target.name, id, state, reason, chat, rest },
    ...{ tries: 0, retryAt: EPOCH, createdAt: new Date(at), finishedAt: EPOCH, at: new Date(at) },
  };
}

/** What a change writes. */
export function columnsOf({ retryAt, at, ...change }: TargetChange): Partial<InstallationRow> {
  return {
    ...change,
    ...(retryAt === undefined ? {} : { retryAt: new Date(retryAt) }),
    ...(at === undefined ? {} : { at: new Date(at) }),
  };
}

/** The target that was read. */
export function targetOf(row: Stored<InstallationRow>): Target {
  const { rowKey, kind, name, id, state, reason, chat, tries, retryAt, rest, at } = row;
  return {
    ...{ key: rowKey, kind, name, tries, state: state as TargetState },
    ...(id ? { id } : {}),
    ...(reason ? { reason } : {}),
    ...(chat ? { chat } : {}),
    ...(rest ? { rest } : {}),
    retryAt: retryAt.getTime(),
    at: at.getTime(),
  };
}

/** The installation that was read. */
export function installationOf({
  tenant,
  rowKey,
  createdAt,
  state,
  finishedAt,
}: Stored<InstallationRow>): Installation {
  return {
    ...{ tenant, id: rowKey, createdAt: createdAt.getTime() },
    state: state === 'done' ? 'done' : 'open',
    ...(finishedAt.getTime() > 0 ? { finishedAt: finishedAt.getTime() } : {}),
  };
}
