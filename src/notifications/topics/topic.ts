/** A topic: what people can follow, and what holds for its notifications where they say nothing themselves. */
import type { Interruption } from '../../delivery/interruption';

export interface Topic {
  tenant: string;
  /** As `topicNameOf` has it. */
  name: string;
  /** As people read it. */
  title: string;
  description: string;
  /** For notifications that name none. */
  interruption?: Interruption;
  /** Somebody who sends has described it; else it is there because somebody follows it. */
  isAnnounced: boolean;
}
