/** The invocation at hand, for what belongs to one call of a function: its log lines and its Durable client. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { app, type InvocationContext } from '@azure/functions';

const invocations = new AsyncLocalStorage<InvocationContext>();

/** Orchestrators are replayed and must not see anything of one run; they have their own context. */
const NOT_FOLLOWED = new Set(['orchestrationTrigger', 'entityTrigger']);

/** From now on each invocation is known to what runs in it. Called once, before the first invocation. */
export function followInvocations(): void {
  app.hook.preInvocation((hook) => {
    const { invocationContext, functionHandler } = hook;
    if (NOT_FOLLOWED.has(invocationContext.options.trigger.type)) return;
    hook.functionHandler = (...args) =>
      invocations.run(invocationContext, () => functionHandler(...args) as unknown);
  });
}

/** The invocation in which this runs; undefined outside of one. */
export const currentInvocation = (): InvocationContext | undefined => invocations.getStore();
