/** What sending a notification to one recipient works with. */
import type { ConversationStore } from '../../conversations/conversationStore';
import type { Interruption } from '../../delivery/interruption';
import type { Outbox } from '../../delivery/outbox';
import type { CardQuestions } from '../../dialogs/cardQuestions';
import type { ConversationOf } from '../addressing/addressing';
import type { HeldStore } from '../digest/heldStore';
import type { GateLimits } from '../gate/gate';
import type { InboxStore } from '../gate/inboxStore';
import type { Installer } from '../../conversations/installer';
import type { NotificationStore, RecipientStore } from '../stores';

export interface SendingDeps {
  notifications: Pick<NotificationStore, 'find'>;
  recipients: Pick<RecipientStore, 'find' | 'change'>;
  inboxes: InboxStore;
  held: HeldStore;
  conversations: Pick<ConversationStore, 'find' | 'findPerson'>;
  conversationOf: ConversationOf;
  /** Absent: the app is installed for nobody. */
  installer?: Installer;
  /** What a topic's messages do to a dialog, where its notifications say nothing of it. */
  interruptionOf(tenant: string, topic: string): Promise<Interruption | undefined>;
  /** Puts the actions of what interrupts. */
  questions: Pick<CardQuestions, 'ask'>;
  outbox: Pick<Outbox, 'plan' | 'planAgain'>;
  limits: GateLimits;
}
