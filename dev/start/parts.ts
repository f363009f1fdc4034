/** What `npm start` has running, so that it can be ended in order, and so that the end of one part is the end of all. */
import { StartError } from './startError';

export interface RunningPart {
  /** As the sentence "The <name> ended …" has it. */
  name: string;
  stop(): Promise<void>;
  /** Ends at once what would otherwise finish its work first, also while it is being stopped. */
  kill?(): void;
  /** Resolves with how it ended by itself; undefined for what lives in this process. */
  ended?: Promise<string>;
}

export interface Parts {
  add(part: RunningPart): void;
  /** Rejects as soon as a part ends that nobody has stopped. */
  readonly failure: Promise<never>;
  /** Stops all parts, the last one added first; resolves with what went wrong, once every part was asked. */
  stopAll(): Promise<unknown[]>;
  /** Does not wait for work to finish. */
  killAll(): void;
}

export function createParts(): Parts {
  const parts: RunningPart[] = [];
  let isStopping = false;
  let fail: (error: Error) => void;
  const failure = new Promise<never>((_, reject) => (fail = reject));
  // Whoever waits for it hears of it; while nobody does yet, it must not end the process.
  failure.catch(() => undefined);
  return {
    failure,
    add(part) {
      parts.push(part);
      void part.ended?.then((how) => {
        if (!isStopping) fail(new StartError(`The ${part.name} ${how}.`));
      });
    },
    async stopAll() {
      isStopping = true;
      const problems: unknown[] = [];
      for (const part of parts.toReversed()) {
        await part.stop().catch((problem: unknown) => problems.push(problem));
      }
      return problems;
    },
    killAll() {
      for (const part of parts) part.kill?.();
    },
  };
}
