// Which lines reach the console: the log levels of host.json.
import { createHostLog } from '../../../dev/host/hostLog';
import type { LogLevel } from '../../../dev/host/hostJson';

const isPrinted = (rules: Record<string, LogLevel>, category: string, level: LogLevel) =>
  createHostLog(rules, () => undefined).isEnabled(category, level);

it('prints information and above when no rule says otherwise', () => {
  expect(isPrinted({}, 'Function.Remind', 'information')).toBe(true);
  expect(isPrinted({}, 'Function.Remind', 'debug')).toBe(false);
});

it('follows the longest rule that covers the category, else the default', () => {
  const rules: Record<string, LogLevel> = {
    default: 'error',
    Function: 'warning',
    'Function.*.User': 'debug',
    'function.quiet': 'none',
  };
  expect(isPrinted(rules, 'Host.Startup', 'warning')).toBe(false);
  expect(isPrinted(rules, 'Function.Remind', 'information')).toBe(false);
  expect(isPrinted(rules, 'Function.Remind', 'warning')).toBe(true);
  expect(isPrinted(rules, 'Function.Remind.User', 'debug')).toBe(true);
  expect(isPrinted(rules, 'Function.Quiet', 'critical')).toBe(false);
});

it('writes the time and the message, in colour where the console has it', () => {
  const lines: string[] = [];
  createHostLog({}, (line) => lines.push(line)).write('Host', 'error', 'no colour');
  createHostLog({}, (line) => lines.push(line), true).write('Host', 'error', 'red');
  createHostLog({}, (line) => lines.push(line), true).write('Host', 'warning', 'yellow');
  expect(lines[0]).toMatch(/^\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\] no colour$/);
  expect(lines[1]?.startsWith('\u001b[31m[') && lines[1].endsWith('red\u001b[0m')).toBe(true);
  expect(lines[2]?.startsWith('\u001b[33m[') && lines[2].endsWith('yellow\u001b[0m')).toBe(true);
});
