/** The log that belongs to the invocation at hand: the Functions host then files each line under its function. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { app, type InvocationContext } from '@azure/functions';
import { type Log, logLine } from '../log';

const invocations = new AsyncLocalStorage<InvocationContext>();

/** Orchestrators are replayed and must not see anything of one run; they have their own context. */
const NOT_FOLLOWED = new Set(['orchestrationTrigger', 'entityTrigger']);

/** Makes the log, and from now on lets it follow each invocation. */
export function createInvocationLog(): Log {
  app.hook.preInvocation((hook) => {
    const { invocationContext, functionHandler } = hook;
    if (NOT_FOLLOWED.has(invocationContext.options.trigger.type)) return;
    hook.functionHandler = (...args) =>
      invocations.run(invocationContext, () => functionHandler(...args) as unknown);
  });
  const write = (level: 'info' | 'warn' | 'error', line: string): void => {
    const invocation = invocations.getStore();
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
