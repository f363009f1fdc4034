// The record of what the bot asked of the local connector, which tests read and wait on.
import type { WireActivity } from '../directory/wireActivity';
import type { ConnectorReply } from './connectorReply';
import type { OperationName } from './connectorRoutes';

/** One request of the bot. What is known only at its end (`reply`, `tookEffect`) is undefined until then. */
export interface ConnectorCall {
  /** 1 for the first call. */
  readonly seq: number;
  /** By the connector's clock, ms since 1970. */
  readonly atMs: number;
  readonly method: string;
  /** The path as it was asked for, still percent-encoded, without query. */
  readonly path: string;
  /** Undefined when the path leads nowhere. */
  readonly operation?: OperationName;
  /** With its `;messageid=`, where it has one; for a new conversation, the one that was made. */
  readonly conversationId?: string;
  /** The activity in the path: the one replied to, changed or deleted. */
  readonly activityId?: string;
  /** The activity that was sent, in a create call too. */
  readonly activity?: WireActivity;
  readonly body?: unknown;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The fault that was shown. */
  readonly fault?: string;
  /** Whether the stage changed (or the message was typing and was shown). */
  readonly tookEffect?: boolean;
  readonly reply?: ConnectorReply;
}

export interface WaitOptions {
  /** In real milliseconds. */
  readonly timeoutMs: number;
  /** Leaves out the calls up to and with this `seq`. */
  readonly afterSeq?: number;
}

/** All calls, oldest first. */
export interface CallLog {
  readonly calls: readonly ConnectorCall[];
  begin(call: Omit<ConnectorCall, 'seq'>): ConnectorCall;
  /** Records the end of a call and tells those who wait for it. */
  end(call: ConnectorCall, outcome: Partial<ConnectorCall>): ConnectorCall;
  /** The first call that has ended and satisfies the predicate, now or later; rejects when the time is up. */
  waitFor(predicate: (call: ConnectorCall) => boolean, options: WaitOptions): Promise<ConnectorCall>;
  subscribe(listener: (call: ConnectorCall) => void): () => void;
}

/** Creates a log that keeps the latest `keep` calls. */
export function createCallLog(keep = Infinity): CallLog {
  const calls: ConnectorCall[] = [];
  const listeners = new Set<(call: ConnectorCall) => void>();
  let lastSeq = 0;
  const subscribe = (listener: (call: ConnectorCall) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    calls,
    subscribe,
    begin(call) {
      const begun = { ...call, seq: ++lastSeq };
      calls.push(begun);
      if (calls.length > keep) calls.shift();
      return begun;
    },
    end(call, outcome) {
      Object.assign(call, outcome);
      for (const listener of listeners) listener(call);
      return call;
    },
    waitFor(predicate, { timeoutMs, afterSeq = 0 }) {
      const wanted = (call: ConnectorCall) =>
        call.seq > afterSeq && call.reply !== undefined && predicate(call);
      const found = calls.find(wanted);
      return found ? Promise.resolve(found) : waitForNext(wanted, subscribe, calls, timeoutMs);
    },
  };
}

function waitForNext(
  wanted: (call: ConnectorCall) => boolean,
  subscribe: CallLog['subscribe'],
  calls: readonly ConnectorCall[],
  timeoutMs: number,
): Promise<ConnectorCall> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      unsubscribe();
      reject(new Error(`No such call to the connector within ${timeoutMs} ms. ${latest(calls)}`));
    }, timeoutMs);
    const unsubscribe = subscribe((call) => {
      if (!wanted(call)) return;
      clearTimeout(timer);
      unsubscribe();
      resolve(call);
    });
  });
}

function latest(calls: readonly ConnectorCall[]): string {
  if (calls.length === 0) return 'There was none at all.';
  const lines = calls.slice(-10).map(({ seq, method, path, activity, reply }) => {
    const status = !reply ? 'open' : reply.reset ? 'reset' : reply.status;
    return `  ${seq}. ${method} ${path} ${activity?.type ?? ''} ${JSON.stringify(activity?.text ?? '').slice(0, 200)} → ${status}`;
  });
  return `The latest of ${calls.length}:\n${lines.join('\n')}`;
}
