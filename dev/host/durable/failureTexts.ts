// The words of failures, in the shapes in which the Durable extension of Azure Functions hands them on.
import { messageOf } from '../hostError';

const DATA_LABEL = '$OutOfProcData$:';

/** What an orchestrator's own error says: the library wraps it into a message that ends with its state as JSON. */
export function stateInError(error: unknown): Record<string, unknown> | undefined {
  const message = error instanceof Error ? error.message : '';
  const start = message.indexOf(DATA_LABEL);
  return start < 0
    ? undefined
    : (JSON.parse(message.slice(start + DATA_LABEL.length)) as Record<string, unknown>);
}

/** A failed orchestration: its output is `reason`; a parent orchestrator sees both. */
export function orchestratorFailure(
  functionName: string,
  message: string,
  stack = '',
): { reason: string; details: string } {
  return {
    reason: `Orchestrator function '${functionName}' failed: ${message}`,
    details: `Message: ${message}, StackTrace: ${stack}`,
  };
}

/**
 * A failed activity: the orchestrator gets an Error with both parts. As in Azure the details are a serialised .NET exception:
 * nothing to show to people.
 */
export function activityFailure(functionName: string, error: unknown): { reason: string; details: string } {
  const message = messageOf(error);
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return {
    reason: `Activity function '${functionName}' failed: ${message}`,
    details: JSON.stringify({
      $type: 'System.Exception, System.Private.CoreLib',
      ClassName: 'System.Exception',
      Message: message,
      Data: null,
      InnerException: {
        $type: 'Microsoft.Azure.WebJobs.Script.Workers.Rpc.RpcException, Microsoft.Azure.WebJobs.Script',
        Message: `Result: Failure\nException: ${message}\nStack: ${stack}`,
      },
      StackTraceString: null,
      HResult: -2146233088,
      Source: null,
    }),
  };
}

/** The words for a function that is not registered. */
export function unknownFunction(
  name: string,
  kind: 'orchestrator' | 'activity',
  known: readonly string[],
): string {
  const list = known.length > 0 ? known.map((other) => `'${other}'`).join(', ') : 'none';
  return `The function '${name}' doesn't exist, is disabled, or is not an ${kind} function. Known ${kind} functions: ${list}.`;
}
