/** A target in one line, as reports show it; and the user whom such a line names. */
import type { Target } from '../notification';

const VIA = /^(.*) via ([\w-]+)$/s;

/** `user:ana@example.com`, `user:+34600000000 via sms`, `team:19:… members`, `topic:deployments`, `everyone`. */
export function targetText(target: Target): string {
  if ('user' in target) return `user:${target.user}${target.via ? ` via ${target.via}` : ''}`;
  if ('conversation' in target) return `conversation:${target.conversation}`;
  if ('team' in target) return `team:${target.team}${target.audience ? ` ${target.audience}` : ''}`;
  if ('channel' in target) return `channel:${target.channel}${target.thread ? ` ${target.thread}` : ''}`;
  return 'topic' in target ? `topic:${target.topic}` : 'everyone';
}

/** The user or the team whom the line names; undefined where it names none alone. */
export function namedTarget(text: string): { user: string; via?: string } | { team: string } | undefined {
  const [, kind, name = ''] = /^(user|team):(.+)$/s.exec(text) ?? [];
  if (kind === 'team') return { team: name };
  if (kind !== 'user') return undefined;
  const [, user, via] = VIA.exec(name) ?? [];
  return user && via ? { user, via } : { user: name };
}
