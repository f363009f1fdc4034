/** A log that a test can read. */
import type { Log, LogFields } from '../../src/log';

export interface TestLog extends Log {
  readonly lines: { level: 'info' | 'warn' | 'error'; event: string; fields: LogFields }[];
  /** The names of what was logged, in order. */
  readonly events: string[];
}

export function aLog(): TestLog {
  const lines: TestLog['lines'] = [];
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (event: string, fields: LogFields = {}): void =>
      void lines.push({ level, event, fields });
  return {
    lines,
    get events() {
      return lines.map(({ event }) => event);
    },
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };
}
