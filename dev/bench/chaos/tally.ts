/** What a chaos run came to: each occurrence that was confirmed, how often it came, and when the host was killed. */
import type { ConnectorCall } from '../../chat/connector/connectorCalls';

/** One reminder that was set. */
export interface Expected {
  text: string;
  dueAt: number;
}

export interface Kill {
  /** By the connector's count: the last call before the host was killed. */
  afterSeq: number;
  /** Sends that had begun and were not recorded by the app yet. */
  inFlight: number;
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
  /** The most that one kill doubled, and how many sends were in flight then. */
  worst: { duplicates: number; inFlight: number };
  /** Kills after which more was doubled than was in flight. */
  beyondInFlight: number;
}

/** The text of a reminder that comes; undefined for all else that the bot says. */
export function reminderText({ activity, tookEffect }: ConnectorCall): string | undefined {
  const text = activity?.text ?? (activity as { summary?: string } | undefined)?.summary ?? '';
  return tookEffect ? /⏰ (c\d+-\d+)\b/.exec(text)?.[1] : undefined;
}

export function tally(
  expected: readonly Expected[],
  calls: readonly ConnectorCall[],
  kills: readonly Kill[],
): Tally {
  const came = new Map<string, ConnectorCall[]>();
  for (const call of calls) {
    const text = reminderText(call);
    if (text !== undefined) came.set(text, [...(came.get(text) ?? []), call]);
  }
  const perKill = kills.map(() => 0);
  let [duplicates, lostReplies] = [0, 0];
  for (const deliveries of came.values()) {
    duplicates += deliveries.length - 1;
    for (const earlier of deliveries.slice(0, -1)) {
      const kill = kills.findIndex(({ afterSeq }) => earlier.seq <= afterSeq);
      if (earlier.fault !== undefined) lostReplies += 1;
      else if (kill >= 0) perKill[kill] = (perKill[kill] ?? 0) + 1;
    }
  }
  const worstAt = perKill.indexOf(Math.max(0, ...perKill));
  return {
    occurrences: expected.length,
    kills: kills.length,
    lost: expected.filter(({ text }) => !came.has(text)).map(({ text }) => text),
    early: expected.filter(({ text, dueAt }) => came.get(text)?.some(({ atMs }) => atMs < dueAt)).length,
    ...{ duplicates, lostReplies },
    worst: { duplicates: perKill[worstAt] ?? 0, inFlight: kills[worstAt]?.inFlight ?? 0 },
    beyondInFlight: perKill.filter((count, index) => count > (kills[index]?.inFlight ?? 0)).length,
  };
}
