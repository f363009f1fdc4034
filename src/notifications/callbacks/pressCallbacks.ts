/** Plans the callback of a press around its record, so that neither a crash nor the receiver can come between. */
import type { Outbox } from '../../delivery/outbox';
import type { Notification } from '../notification';
import { type Answered, callbackDue } from './callbackDue';

/** What is done about a press that is being recorded. */
export interface PressCallbacks {
  /** Before the record: stores what is to be told. Without the record it does nothing, and goes by itself. Repeatable. */
  prepare(notification: Pick<Notification, 'callbackUrl'>, answered: Answered): Promise<void>;
  /** After the record: has it told at once; where that is lost, it is told a little later. Never throws. */
  send(notification: Pick<Notification, 'callbackUrl'>, answered: Answered): Promise<void>;
}

export function createPressCallbacks(outbox: Pick<Outbox, 'store' | 'pointIfSoon'>): PressCallbacks {
  return {
    async prepare({ callbackUrl }, answered) {
      if (callbackUrl) await outbox.store(callbackDue(answered));
    },
    async send({ callbackUrl }, answered) {
      if (callbackUrl) await outbox.pointIfSoon(callbackDue(answered));
    },
  };
}
