// The host's console: one line a message, filtered by the log levels of host.json.
import type { LogLevel } from './hostJson';

const SEVERITY: Record<LogLevel, number> = {
  trace: 0,
  debug: 1,
  information: 2,
  warning: 3,
  error: 4,
  critical: 5,
  none: 6,
};

const YELLOW = '\u001b[33m';
const RED = '\u001b[31m';
const RESET = '\u001b[0m';

/** Where host and functions log. Categories are those of the real host, such as `Function.Remind.User`. */
export interface HostLog {
  isEnabled(category: string, level: LogLevel): boolean;
  write(category: string, level: LogLevel, message: string): void;
}

/**
 * A log that hands each enabled line to `print`, as `[2026-11-21T09:00:00.000Z] message`. The longest rule whose category is
 * a prefix of the message's category (with at most one `*`) decides; without one `default`, without that Information.
 */
export function createHostLog(
  rules: Record<string, LogLevel>,
  print: (line: string) => void,
  isColoured = false,
): HostLog {
  const minimums = new Map<string, number>();
  const minimumOf = (category: string) => {
    let minimum = minimums.get(category);
    if (minimum === undefined) {
      minimum = SEVERITY[ruleFor(category, rules)];
      minimums.set(category, minimum);
    }
    return minimum;
  };
  const isEnabled = (category: string, level: LogLevel) =>
    level !== 'none' && SEVERITY[level] >= minimumOf(category);
  return {
    isEnabled,
    write(category, level, message) {
      if (!isEnabled(category, level)) return;
      const line = `[${new Date().toISOString()}] ${message}`;
      print(isColoured ? coloured(level, line) : line);
    },
  };
}

function ruleFor(category: string, rules: Record<string, LogLevel>): LogLevel {
  const name = category.toLowerCase();
  const matching = Object.entries(rules)
    .filter(([pattern]) => pattern.toLowerCase() !== 'default' && covers(pattern.toLowerCase(), name))
    .sort(([a], [b]) => b.length - a.length);
  const fallback = Object.entries(rules).find(([pattern]) => pattern.toLowerCase() === 'default');
  return matching[0]?.[1] ?? fallback?.[1] ?? 'information';
}

function covers(pattern: string, category: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return category.startsWith(pattern);
  const [prefix, suffix] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return (
    category.length >= prefix.length + suffix.length &&
    category.startsWith(prefix) &&
    category.endsWith(suffix)
  );
}

function coloured(level: LogLevel, line: string): string {
  if (SEVERITY[level] >= SEVERITY.error) return `${RED}${line}${RESET}`;
  return level === 'warning' ? `${YELLOW}${line}${RESET}` : line;
}
