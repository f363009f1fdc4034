// Delivers what a function returned for its storage-queue output bindings.
import type { QueueClient } from '@azure/storage-queue';
import type { LoadedFunction } from '../functionTable';
import type { InvocationResponse, TypedData } from '../worker/coreTypes';
import type { QueueAccount } from './queueAccount';
import { encodeMessage, type MessageEncoding } from './queueMessage';
import { isQueueMissing } from './storageFault';

const RETURN_BINDING = '$return';

/** Sends the messages of one invocation; an array becomes a message for each of its elements. `onSent` is told the queue's name. */
export async function sendQueueOutputs(
  fn: LoadedFunction,
  response: InvocationResponse,
  accountOf: (connection: string) => QueueAccount,
  encoding: MessageEncoding,
  onSent: (queueName: string) => void,
): Promise<void> {
  for (const { bindingName, queueName, connection } of fn.queueOutputs) {
    const data =
      bindingName === RETURN_BINDING
        ? response.returnValue
        : response.outputData?.find(({ name }) => name === bindingName)?.data;
    const queue = accountOf(connection).completing.getQueueClient(queueName);
    for (const message of messagesOf(data)) await send(queue, encodeMessage(message, encoding));
    onSent(queueName);
  }
}

async function send(queue: QueueClient, content: string): Promise<void> {
  try {
    await queue.sendMessage(content);
  } catch (error) {
    if (!isQueueMissing(error)) throw error;
    await queue.createIfNotExists();
    await queue.sendMessage(content);
  }
}

function messagesOf(data: TypedData | null | undefined): (string | Uint8Array)[] {
  if (!data) return [];
  if (typeof data.string === 'string') return [data.string];
  if (data.bytes) return [data.bytes];
  if (typeof data.json === 'string') {
    const value: unknown = JSON.parse(data.json);
    return Array.isArray(value) ? value.map(textOf) : [data.json];
  }
  const number = data.int ?? data.double;
  return number === undefined || number === null ? [] : [String(number)];
}

function textOf(element: unknown): string {
  return typeof element === 'string' ? element : JSON.stringify(element);
}
