/** A watch and what it has to tell, as the Watches table keeps them: rows of the owner's partition. */
import type { Stored } from '../azure/table';
import { tableKey } from '../azure/tableKey';
import type { Told } from './judge';
import type { Asked, Findings, Watch, WatchState, Wishes } from './watch';

export const WATCHES_TABLE = 'Watches';
const WATCH_ROW_VERSION = 1;

/** The row of a watch, or of one thing to tell of it. Commands write one part of its columns and checks another, so that neither takes back what the other wrote. */
export interface WatchRow {
  v: number;
  type: 'watch' | 'told';
  /** JSON of Asked. */
  asked: string;

  state: WatchState;
  expiresAt: Date;
  snoozedUntil: Date;

  nextCheckAt: Date;
  /** JSON of the other findings. */
  findings: string;

  /** Of `told`: the watch that it is of, what it says as JSON of Told, when it was found, and the activity that said it. */
  watchId: string;
  told: string;
  at: Date;
  delivered: string;
}

/** Something to tell, as it was read. */
export interface StoredTold {
  told: Told;
  /** Epoch ms. */
  at: number;
  /** How its delivery ended. */
  delivered?: 'sent' | 'parked' | 'dead';
}

/** Names a person's rows; in due rows it is the owner. */
export const ownerKey = ({ tenant, key }: Watch['owner']): string => tableKey('owner', tenant, key);
/** What is told of a watch: by the check that found it, so that a repeat names the same. */
export const toldKey = (id: string, occurrence: string): string => `told|${id}|${occurrence}`;
export const watchKey = (id: string): string => `watch|${id}`;

export const wishColumns = ({ state, expiresAt, snoozedUntil }: Wishes) => ({
  state,
  expiresAt: new Date(expiresAt),
  snoozedUntil: new Date(snoozedUntil),
});

export const findingColumns = ({ nextCheckAt, ...findings }: Findings) => ({
  nextCheckAt: new Date(nextCheckAt),
  findings: JSON.stringify(findings),
});

export function rowOf({ findings, wishes, ...asked }: Watch) {
  return {
    partitionKey: ownerKey(asked.owner),
    rowKey: watchKey(asked.id),
    ...{ v: WATCH_ROW_VERSION, type: 'watch' as const, asked: JSON.stringify(asked satisfies Asked) },
    ...wishColumns(wishes),
    ...findingColumns(findings),
  };
}

export function watchOf(row: Stored<WatchRow>): Watch {
  const { asked, findings, nextCheckAt, state, expiresAt, snoozedUntil } = row;
  return {
    ...(JSON.parse(asked) as Asked),
    findings: {
      ...(JSON.parse(findings) as Omit<Findings, 'nextCheckAt'>),
      nextCheckAt: nextCheckAt.getTime(),
    },
    wishes: { state, expiresAt: expiresAt.getTime(), snoozedUntil: snoozedUntil.getTime() },
  };
}

export function toldOf({ told, at, delivered }: Stored<WatchRow>): StoredTold {
  return {
    told: JSON.parse(told) as Told,
    at: at.getTime(),
    ...(delivered ? { delivered: delivered as NonNullable<StoredTold['delivered']> } : {}),
  };
}
