/** Tells which of the bot's calls bring a reminder of a chaos run. */
import type { ConnectorCall } from '../../chat/connector/connectorCalls';

/** The text of a reminder that came; undefined for all else that the bot says, and for what the channel did not take. */
export function reminderText({ activity, tookEffect }: ConnectorCall): string | undefined {
  const text = activity?.text ?? (activity as { summary?: string } | undefined)?.summary ?? '';
  return tookEffect ? /⏰ (c\d+-\d+)\b/.exec(text)?.[1] : undefined;
}
