/** The log that belongs to the invocation at hand: the Functions host then files each line under its function. */
import { type Log, logLine } from '../log';
import { currentInvocation } from './invocation';

/** Makes the log; outside an invocation it writes to the console. */
export function createInvocationLog(): Log {
  const write = (level: 'info' | 'warn' | 'error', line: string): void => {
    const invocation = currentInvocation();
    if (invocation) invocation[level](line);
    // eslint-disable-next-line no-console -- outside an invocation the host has only the console
    else console[level](line);
  };
  return {
    info: (event, fields) => write('info', logLine(event, fields)),
    warn: (event, fields) => write('warn', logLine(event, fields)),
    error: (event, fields) => write('error', logLine(event, fields)),
  };
}
