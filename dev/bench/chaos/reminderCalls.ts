/** Tells which of the bot's calls confirm or bring a reminder of a chaos run. */
import type { ConnectorCall } from '../../chat/connector/connectorCalls';
import type { LocalConnector } from '../../chat/connector/localConnector';

/** The texts of reminders. */
export interface RemindersSeen {
  /** The person has read that it is set: from then on it must come. By its text, the words that say so and when it will be. */
  confirmed: ReadonlyMap<string, string>;
  came: ReadonlySet<string>;
}

/** The text of a reminder that came; undefined for all else that the bot says, and for what the channel did not take. */
export function reminderText({ activity, tookEffect }: ConnectorCall): string | undefined {
  const text = activity?.text ?? (activity as { summary?: string } | undefined)?.summary ?? '';
  return tookEffect ? /⏰ (c\d+-\d+)\b/.exec(text)?.[1] : undefined;
}

/** Follows what the channel takes from now on. */
export function followReminders(connector: LocalConnector): RemindersSeen {
  const [confirmed, came] = [new Map<string, string>(), new Set<string>()];
  connector.subscribe((signal) => {
    if (signal.kind !== 'call') return;
    const brought = reminderText(signal.call);
    const set = confirmedBy(signal.call);
    if (brought !== undefined) came.add(brought);
    if (set !== undefined) confirmed.set(set.text, set.said);
  });
  return { confirmed, came };
}

function confirmedBy({ activity, tookEffect }: ConnectorCall): { text: string; said: string } | undefined {
  const said = tookEffect ? JSON.stringify(activity ?? {}) : '';
  const text = said.includes('I will remind you') ? /\bc\d+-\d+\b/.exec(said)?.[0] : undefined;
  return text === undefined ? undefined : { text, said };
}
