// Takes one queue message through its function: hidden while it runs, then deleted, released, or moved to the poison queue.
import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue';
import type { Dispatcher } from '../dispatcher';
import type { FunctionOf } from '../functionTable';
import { HostError, messageOf } from '../hostError';
import type { QueueSettings } from '../hostJson';
import type { HostLog } from '../hostLog';
import { MessageLease } from './messageLease';
import { decodeMessage, metadataOf } from './queueMessage';
import { isMessageGone, isQueueMissing } from './storageFault';

export interface MessageProcessorOptions {
  fn: FunctionOf<'queue'>;
  queue: QueueClient;
  poisonQueue: QueueClient;
  settings: QueueSettings;
  dispatcher: Dispatcher;
  log: HostLog;
}

const LOG_CATEGORY = 'Host.Triggers.Queues';

type RunOutcome = 'succeeded' | 'failed' | 'notStarted';

/** Processes the messages of one queue; knows which are in hand. */
export class MessageProcessor {
  readonly #inHand = new Map<string, MessageLease>();

  constructor(private readonly options: MessageProcessorOptions) {}

  /** Takes a received message to its end; never rejects. With `isStopping` its function is not started. */
  async process(message: DequeuedMessageItem, isStopping: boolean): Promise<void> {
    const held = this.#inHand.get(message.messageId);
    if (held) return held.adopt(message.popReceipt);
    const lease = this.#hold(message);
    try {
      await this.#handle(message, lease, isStopping);
    } catch (error) {
      if (!isMessageGone(error))
        this.#warn(`Message '${message.messageId}' could not be ended and will come again`, error);
    } finally {
      lease.end();
      this.#inHand.delete(message.messageId);
    }
  }

  async #handle(message: DequeuedMessageItem, lease: MessageLease, isStopping: boolean): Promise<void> {
    const { queue, settings } = this.options;
    if (isStopping) return this.#release(lease, 0);
    const text = decodeMessage(message.messageText, settings.messageEncoding);
    if (message.dequeueCount > settings.maxDequeueCount || text === undefined) {
      return this.#moveToPoison(message, lease, text === undefined);
    }
    const outcome = await this.#run(message, text);
    lease.end();
    if (outcome === 'succeeded') await queue.deleteMessage(lease.messageId, lease.receipt);
    else if (outcome === 'notStarted') await this.#release(lease, 0);
    else if (message.dequeueCount >= settings.maxDequeueCount)
      await this.#moveToPoison(message, lease, false);
    else await this.#release(lease, settings.visibilityTimeoutMs);
  }

  async #run(message: DequeuedMessageItem, text: string): Promise<RunOutcome> {
    const { fn, queue, dispatcher } = this.options;
    const call = {
      trigger: { string: text },
      triggerMetadata: metadataOf(message, text),
      reason: `New queue message detected on '${queue.name}'.`,
    };
    try {
      await dispatcher.invoke(fn, call);
      return 'succeeded';
    } catch (error) {
      // The dispatcher has logged what the function threw; the message comes again, or is moved to the poison queue.
      return error instanceof HostError && error.code === 'draining' ? 'notStarted' : 'failed';
    }
  }

  async #release(lease: MessageLease, hiddenMs: number): Promise<void> {
    await this.options.queue.updateMessage(
      lease.messageId,
      lease.receipt,
      undefined,
      Math.ceil(hiddenMs / 1000),
    );
  }

  async #moveToPoison(
    message: DequeuedMessageItem,
    lease: MessageLease,
    isUndecodable: boolean,
  ): Promise<void> {
    const { queue, poisonQueue, settings, log } = this.options;
    const why = isUndecodable
      ? `is not encoded as ${settings.messageEncoding}`
      : `has reached MaxDequeueCount of ${settings.maxDequeueCount}`;
    log.write(
      LOG_CATEGORY,
      'warning',
      `Message Id '${message.messageId}' ${why}. Moving message to queue '${poisonQueue.name}'.`,
    );
    try {
      await poisonQueue.sendMessage(message.messageText);
    } catch (error) {
      if (!isQueueMissing(error)) throw error;
      await poisonQueue.createIfNotExists();
      await poisonQueue.sendMessage(message.messageText);
    }
    await queue.deleteMessage(lease.messageId, lease.receipt);
  }

  #hold({ messageId, popReceipt }: DequeuedMessageItem): MessageLease {
    const lease = new MessageLease(this.options.queue, messageId, popReceipt, (error) => {
      this.#warn(`Message '${messageId}' could not be kept hidden while its function runs`, error);
    });
    this.#inHand.set(messageId, lease);
    return lease;
  }

  #warn(what: string, error: unknown): void {
    this.options.log.write(LOG_CATEGORY, 'warning', `${what}: ${messageOf(error)}`);
  }
}
