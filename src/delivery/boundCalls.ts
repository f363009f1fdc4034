/** Bounds a call of the channel in time: the wait for the bot's token, and the call itself. What is given up is never sent later. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Pipeline, PipelinePolicy } from '@azure/core-rest-pipeline';

/** The policy by which the SDK puts the token on a request. */
const SIGNING = 'ServiceClientContext_Credentials_SignRequest';

/** No token was there in time: nothing was sent. Named as the identity library names the same. */
export class TokenTimeout extends Error {
  readonly errorCode = 'request_timeout';

  constructor() {
    super('No token was there in time.');
    this.name = 'TokenTimeout';
  }
}

interface Call {
  isGivenUp: boolean;
  isSigned(): void;
}

/**
 * @param timeoutMs - for the call, once it has its token.
 * @param tokenWithinMs - for the token: the identity libraries try again, and some of their calls wait without end.
 */
export function boundCalls(pipeline: Pipeline, timeoutMs: number, tokenWithinMs: number): void {
  const calls = new AsyncLocalStorage<Call>();
  const tokenBound: PipelinePolicy = {
    name: 'recadoTokenTimeout',
    sendRequest: (request, next) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          call.isGivenUp = true;
          reject(new TokenTimeout());
        }, tokenWithinMs);
        const call: Call = { isGivenUp: false, isSigned: () => clearTimeout(timer) };
        calls
          .run(call, () => next(request))
          .finally(call.isSigned)
          .then(resolve, reject);
      }),
  };
  const callBound: PipelinePolicy = {
    name: 'recadoConnectorTimeout',
    sendRequest(request, next) {
      const call = calls.getStore();
      if (call?.isGivenUp) throw new TokenTimeout();
      call?.isSigned();
      request.timeout = timeoutMs;
      return next(request);
    },
  };
  pipeline.addPolicy(tokenBound, { beforePolicies: [SIGNING] });
  pipeline.addPolicy(callBound, { afterPolicies: [SIGNING] });
}
