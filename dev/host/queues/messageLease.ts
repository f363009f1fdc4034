// Keeps a message hidden while its function runs, however long that takes, and knows the receipt to end it with.
import type { QueueClient } from '@azure/storage-queue';

/** How long a received message stays hidden, in seconds: what a host that is killed leaves behind. */
export const LEASE_SECONDS = 600;

/** The hold on one message. */
export class MessageLease {
  #timer: NodeJS.Timeout;

  /** @param onFault told when the message could not be kept hidden: it may come again */
  constructor(
    private readonly queue: QueueClient,
    readonly messageId: string,
    private popReceipt: string,
    private readonly onFault: (error: unknown) => void,
  ) {
    this.#timer = setInterval(() => void this.#renew(), (LEASE_SECONDS * 1000) / 2);
  }

  /** The receipt of the latest renewal. */
  get receipt(): string {
    return this.popReceipt;
  }

  /** The message came again while it is in hand (its hiding was over): it is held by the new receipt. */
  adopt(popReceipt: string): void {
    this.popReceipt = popReceipt;
  }

  /** Renews no longer. */
  end(): void {
    clearInterval(this.#timer);
  }

  async #renew(): Promise<void> {
    try {
      const { popReceipt } = await this.queue.updateMessage(
        this.messageId,
        this.popReceipt,
        undefined,
        LEASE_SECONDS,
      );
      if (popReceipt) this.popReceipt = popReceipt;
    } catch (error) {
      this.onFault(error);
    }
  }
}
