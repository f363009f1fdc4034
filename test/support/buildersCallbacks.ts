/** Callbacks with everything real but the clock and the chat: a notification that Ana has got, and a receiver of what she presses. */
import type { Utterance } from '../../src/conversations/chatTurn';
import {
  createDeadLetters,
  type DeadLetterRow,
  type DeadLetters,
  DEAD_LETTERS_TABLE,
} from '../../src/delivery/deadLetters';
import { createOutbound } from '../../src/http/outbound';
import { outboundPolicyOf } from '../../src/http/outboundSettings';
import { createCallbackWork } from '../../src/notifications/callbacks/callbackWork';
import type { Notification } from '../../src/notifications/notification';
import type { NewRecipient } from '../../src/notifications/stores';
import { type Control, openControl } from './buildersControl';
import { type Receiver, startReceiver } from './webhookReceiver';

export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

const ACTIONS = [
  { id: 'approve', title: 'Approve' },
  { id: 'reject', title: 'Reject' },
];

export interface CallbackWorld {
  control: Control;
  receiver: Receiver;
  /** To where a name leads, for names that are none of this machine. */
  addresses: string[];
  /** The app as its operator has set it; the receiver may be called although it is private, unless others are named. */
  equip(callbackSecret?: string, privateHosts?: string): void;
  /** A notification with two actions and a callback, which Ana has got. */
  sent(change?: Partial<Notification>): Promise<NewRecipient>;
  /** Ana presses, with what she has typed. */
  press(
    recipient: Pick<NewRecipient, 'notification' | 'key'>,
    action?: string,
    inputs?: object,
  ): Promise<Utterance | undefined>;
  buried(): ReturnType<Control['delivery']['buried']>;
  letters(): DeadLetters;
  stop(): Promise<void>;
}

export async function aCallbackWorld(): Promise<CallbackWorld> {
  const control = openControl();
  const receiver = await startReceiver();
  const world: CallbackWorld = {
    ...{ control, receiver, addresses: ['127.0.0.1'] },
    equip(callbackSecret = SECRET, privateHosts = receiver.host) {
      const { notifications, recipients, conversations } = control.parts;
      const work = createCallbackWork({
        ...{ notifications, recipients, conversations },
        outbound: createOutbound(outboundPolicyOf({ OUTBOUND_PRIVATE_HOSTS: privateHosts }), () =>
          Promise.resolve(world.addresses.map((address) => ({ address, family: 4 }))),
        ),
        ...(callbackSecret ? { callbackSecret } : {}),
      });
      const { deps } = control.delivery;
      deps.kinds = new Map([...deps.kinds, [work.kind, work]]);
    },
    async sent(change = {}) {
      const callbackUrl = `${receiver.url}/hook`;
      const recipient = await control.given({ actions: ACTIONS, callbackUrl, ...change });
      await control.deliverOne(recipient);
      return recipient;
    },
    press: ({ notification, key }, action = 'approve', inputs = {}) =>
      control.say(`press ${notification} ${action}`, { inputs: { recipient: key, ...inputs } }),
    buried: () => control.delivery.buried(),
    letters: () => createDeadLetters(control.account.table<DeadLetterRow>(DEAD_LETTERS_TABLE)),
    stop: () => receiver.stop(),
  };
  world.equip();
  return world;
}
