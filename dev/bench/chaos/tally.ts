/** What a chaos run came to: each occurrence that was confirmed, how often it came, and what explains each repeat. */
import type { ConnectorCall } from '../../chat/connector/connectorCalls';
import { reminderText } from './reminderCalls';

/** One reminder that was set. */
export interface Expected {
  text: string;
  dueAt: number;
}

export interface Kill {
  /** By the connector's count: the last call of the host that was killed. */
  afterSeq: number;
  /** The reminders that the channel had taken and storage did not know as sent. */
  inFlight: ReadonlySet<string>;
  /** So many of these had the channel's answer on its way when the host was killed. */
  answered: number;
}

export interface Tally {
  occurrences: number;
  kills: number;
  lost: string[];
  early: number;
  /** Deliveries beyond the first one of an occurrence. */
  duplicates: number;
  /** Of these: the channel had taken the message and its answer was an error, by the faults that were played. */
  lostReplies: number;
  /** Of these: in flight when the host was killed, and sent again by the next one. */
  byKills: number;
  /** The most that one kill doubled, and how many sends were in flight then. */
  worst: { duplicates: number; inFlight: number };
  /** Kills that met a send in flight, the sends in flight of all kills, and those of them that the channel had answered. */
  metSends: { kills: number; sends: number; answered: number };
  /** Repeats that neither a lost reply nor a send in flight at a kill explains. */
  unexplained: string[];
}

/** Counts the calls of a whole run. */
export function tally(
  expected: readonly Expected[],
  calls: readonly ConnectorCall[],
  kills: readonly Kill[],
): Tally {
  const came = deliveriesOf(calls);
  const perKill = kills.map(() => 0);
  const unexplained: string[] = [];
  let [duplicates, lostReplies] = [0, 0];
  for (const [text, [first, ...later]] of came) {
    let before = first;
    for (const again of later) {
      const kill = before && killBetween(kills, before, again);
      duplicates += 1;
      if (before?.fault !== undefined) lostReplies += 1;
      else if (kill !== undefined && kills[kill]?.inFlight.has(text))
        perKill[kill] = (perKill[kill] ?? 0) + 1;
      else unexplained.push(`${text} (calls ${before?.seq}, ${again.seq})`);
      before = again;
    }
  }
  const worstAt = perKill.indexOf(Math.max(0, ...perKill));
  const inFlight = kills.map((kill) => kill.inFlight.size);
  return {
    occurrences: expected.length,
    kills: kills.length,
    lost: expected.filter(({ text }) => !came.has(text)).map(({ text }) => text),
    early: expected.filter(({ text, dueAt }) => came.get(text)?.some(({ atMs }) => atMs < dueAt)).length,
    ...{ duplicates, lostReplies, unexplained },
    byKills: perKill.reduce((sum, count) => sum + count, 0),
    worst: { duplicates: perKill[worstAt] ?? 0, inFlight: inFlight[worstAt] ?? 0 },
    metSends: {
      kills: inFlight.filter((sends) => sends > 0).length,
      sends: inFlight.reduce((sum, sends) => sum + sends, 0),
      answered: kills.reduce((sum, { answered }) => sum + answered, 0),
    },
  };
}

function deliveriesOf(calls: readonly ConnectorCall[]): Map<string, ConnectorCall[]> {
  const came = new Map<string, ConnectorCall[]>();
  for (const call of calls) {
    const text = reminderText(call);
    if (text !== undefined) came.set(text, [...(came.get(text) ?? []), call]);
  }
  return came;
}

/** The kill that ended the life in which the first of the two calls was made, if the second was made in a later life. */
function killBetween(
  kills: readonly Kill[],
  first: ConnectorCall,
  second: ConnectorCall,
): number | undefined {
  const index = kills.findIndex(({ afterSeq }) => first.seq <= afterSeq);
  return index >= 0 && second.seq > (kills[index]?.afterSeq ?? 0) ? index : undefined;
}
