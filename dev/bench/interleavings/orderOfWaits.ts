/** Holds that what waited for the same thing comes in the order in which it was stored on the place's row. */
import type { Waiting } from '../../../src/dialogs/waiting';

interface Wait extends Waiting {
  order: number;
  storedAt: number;
}

/** What waited is kept in its order for so long, where a process ends or a send fails. */
const IN_ORDER_MS = 10_000;

export class OrderOfWaits {
  /** Pairs that were seen in their order. */
  pairs = 0;
  private readonly waits = new Map<string, Wait>();
  private readonly seen = new Set<string>();
  private crashedAt = -Infinity;

  /** @param row - the row's key, whose number is its order. */
  stored(row: string, waiting: Waiting, now: number): void {
    const order = Number(row.split('-').at(-1));
    const known = this.waits.get(itemOf(waiting));
    const storedAt = known?.waitsFor === waiting.waitsFor ? known.storedAt : now;
    this.waits.set(itemOf(waiting), { ...waiting, order, storedAt });
  }

  crashed(now: number): void {
    this.crashedAt = now;
  }

  /**
   * The person sees it for the first time.
   *
   * @param isDisturbed - whether a try of this item fails: it then comes when it can, and others go before it.
   * @returns what should have come before it.
   */
  comes(item: string, now: number, isDisturbed: (item: string) => boolean): string[] {
    this.seen.add(item);
    const own = this.waits.get(item);
    // At its limit it comes whatever is there; and a process that ended may have been about to wake another.
    if (!own || own.until <= now || this.crashedAt >= now - IN_ORDER_MS) return [];
    const others = [...this.waits].filter(
      ([id, wait]) => id !== item && wait.waitsFor === own.waitsFor && !isDisturbed(id),
    );
    const late = others.filter(
      ([id, wait]) => wait.order < own.order && !this.seen.has(id) && this.crashedAt < wait.storedAt,
    );
    this.pairs += others.filter(([id, wait]) => wait.order < own.order && this.seen.has(id)).length;
    return late.map(([id]) => id);
  }
}

const itemOf = ({ names }: Waiting): string => names.item;
