// Polls one storage queue and hands its messages to the processor, as many at a time as host.json allows.
import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue';
import { messageOf } from '../hostError';
import type { HostLog } from '../hostLog';
import type { QueueSettings } from '../hostJson';
import { LEASE_SECONDS } from './messageLease';
import type { MessageProcessor } from './messageProcessor';
import { PollingPause } from './pollingPause';
import { isQueueMissing } from './storageFault';

export interface QueueListenerOptions {
  queue: QueueClient;
  processor: MessageProcessor;
  settings: QueueSettings;
  log: HostLog;
}

const LOG_CATEGORY = 'Host.Triggers.Queues';
/** A poll that hangs longer counts as failed. */
const POLL_LIMIT_MS = 30_000;

/** Listens to one queue; survives its storage being away. */
export class QueueListener {
  readonly #pause: PollingPause;
  readonly #processing = new Set<Promise<void>>();
  #polling: Promise<void> | undefined;
  #isStopping = false;
  #isCreated = false;
  #isAway = false;

  constructor(private readonly options: QueueListenerOptions) {
    this.#pause = new PollingPause(options.settings.maxPollingIntervalMs);
  }

  start(): void {
    this.#polling ??= this.#poll();
  }

  /** Polls at once: the clock moved, or a message was just added. */
  wake(): void {
    this.#pause.wake();
  }

  /** Polls no more; resolves when the last poll is over. Messages whose function runs are ended by it. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#pause.wake();
    await this.#polling;
  }

  /** Resolves when every message in hand has been ended (deleted, released, or moved to the poison queue). */
  async settled(): Promise<void> {
    while (this.#processing.size > 0) await Promise.allSettled(this.#processing);
  }

  async #poll(): Promise<void> {
    while (!this.#isStopping) {
      const messages = await this.#receive();
      for (const message of messages) this.#take(message);
      if (messages.length === 0) {
        await this.#pause.take();
      } else {
        this.#pause.reset();
        await this.#belowThreshold();
      }
    }
  }

  #take(message: DequeuedMessageItem): void {
    const handling = this.options.processor.process(message, this.#isStopping);
    this.#processing.add(handling);
    void handling.finally(() => this.#processing.delete(handling));
  }

  async #belowThreshold(): Promise<void> {
    while (!this.#isStopping && this.#processing.size > this.options.settings.newBatchThreshold) {
      await Promise.race(this.#processing);
    }
  }

  async #receive(): Promise<DequeuedMessageItem[]> {
    const { queue, settings } = this.options;
    try {
      if (!this.#isCreated) await queue.createIfNotExists();
      this.#isCreated = true;
      const { receivedMessageItems } = await queue.receiveMessages({
        numberOfMessages: settings.batchSize,
        visibilityTimeout: LEASE_SECONDS,
        abortSignal: AbortSignal.timeout(POLL_LIMIT_MS),
      });
      this.#note(undefined);
      return receivedMessageItems;
    } catch (error) {
      if (isQueueMissing(error)) this.#isCreated = false;
      else this.#note(error);
      return [];
    }
  }

  /** One line for each time that the storage goes away, and one when it is back. */
  #note(fault: unknown): void {
    const isAway = fault !== undefined;
    if (isAway === this.#isAway) return;
    this.#isAway = isAway;
    const { queue, log } = this.options;
    if (isAway)
      log.write(
        LOG_CATEGORY,
        'warning',
        `Queue '${queue.name}' cannot be polled, and is tried again: ${messageOf(fault)}`,
      );
    else log.write(LOG_CATEGORY, 'information', `Queue '${queue.name}' is polled again.`);
  }
}
