// What people do, on its way to the bot: shown on the stage first, then posted, its outcome noted, tried again on demand.
import type { LocalConnector } from '../connector/localConnector';
import type { ItemDelivery, PersonRecord, TimelineItem } from '../directory/directoryState';
import type { Place } from '../directory/place';
import type { WireActivity } from '../directory/wireActivity';
import { postToBot, type BotAnswer } from './botEndpoint';
import { ChannelRefusal } from './channelRefusal';
import type { Scene } from './teamsActivity';

/** One activity that was posted to the bot, for those who watch the traffic. */
export interface Posted {
  readonly activity: WireActivity;
  readonly answer: BotAnswer;
  readonly tookMs: number;
}

export interface OutboxOptions {
  readonly connector: LocalConnector;
  /** Where the bot answers: the connector's own address, with a slash at its end. */
  readonly serviceUrl: () => string;
  /** The bot's messaging endpoint. */
  readonly botUrl: () => string;
  readonly onPosted?: (posted: Posted) => void;
}

/** What became of something that a person did. */
export interface Turn {
  /** The line that shows it, where there is one. */
  readonly item?: TimelineItem;
  /** The first activity that was meant for the bot; undefined when the bot did not get to hear of it. */
  readonly activity?: WireActivity;
  /** The bot's last answer; undefined when it was not asked. */
  readonly answer?: BotAnswer;
}

/** A line for the stage, and the activities that tell the bot of it (none when the bot does not hear it). */
export interface Deed {
  readonly item: Omit<TimelineItem, 'seq' | 'delivery' | 'outbound'>;
  readonly outbound: readonly WireActivity[];
}

/** The way out of the stage. */
export class Outbox {
  readonly connector: LocalConnector;

  constructor(private readonly options: OutboxOptions) {
    this.connector = options.connector;
  }

  /** Who does what where, at this moment. Throws a ChannelRefusal when there is no such person or place. */
  scene(personId: string, conversationId: string): Scene {
    return setScene(this.connector, this.options.serviceUrl(), personId, conversationId);
  }

  /** Shows a new line and posts its activities, one after the other; stops at the first that fails. */
  async perform({ item, outbound }: Deed): Promise<Turn> {
    const { directory } = this.connector;
    const isHeard = outbound.length > 0;
    const delivery: ItemDelivery = { state: isHeard ? 'sending' : 'unheard' };
    const shown = directory.timeline.append({ ...item, delivery, ...(isHeard && { outbound }) });
    directory.markRead(item.from.id, item.conversationId);
    return isHeard ? this.resend(shown, outbound) : { item: shown };
  }

  /** Posts activities for a line that is there already. */
  async resend(item: TimelineItem, outbound: readonly WireActivity[]): Promise<Turn> {
    const [activity] = outbound;
    this.#note(item, { delivery: { state: 'sending' }, outbound });
    let answer: BotAnswer | undefined;
    for (const [index, next] of outbound.entries()) {
      answer = await this.#post(next);
      if (answer.isOk) continue;
      const { status, detail } = answer;
      const delivery: ItemDelivery = { state: 'failed', status, detail };
      return { item: this.#note(item, { delivery, outbound: outbound.slice(index) }), activity, answer };
    }
    const delivery: ItemDelivery = { state: 'answered', status: answer?.status };
    return { item: this.#note(item, { delivery, outbound: undefined }), activity, answer };
  }

  /** Posts one activity that no line shows. */
  async send(activity: WireActivity): Promise<Turn> {
    return { activity, answer: await this.#post(activity) };
  }

  async #post(activity: WireActivity): Promise<BotAnswer> {
    const startedAt = performance.now();
    const answer = await postToBot(this.options.botUrl(), activity);
    this.options.onPosted?.({ activity, answer, tookMs: performance.now() - startedAt });
    return answer;
  }

  #note(item: TimelineItem, change: Partial<TimelineItem>): TimelineItem {
    const { timeline } = this.connector.directory;
    return timeline.change(item.conversationId, item.id, (now) => ({ ...now, ...change })) ?? item;
  }
}

function setScene(
  connector: LocalConnector,
  serviceUrl: string,
  personId: string,
  conversationId: string,
): Scene {
  const { directory } = connector;
  const person = requirePerson(connector, personId);
  const place = requirePlace(connector, conversationId);
  return { directory, person, place, atMs: connector.now(), serviceUrl };
}

/** Finds a person by user id or AAD object id. Throws a ChannelRefusal when there is none. */
export function requirePerson({ directory }: LocalConnector, id: string): PersonRecord {
  const person = directory.findPerson(id);
  if (!person) throw new ChannelRefusal('NO_SUCH_PERSON', `There is nobody with the id ${id}.`);
  return person;
}

/** Finds a conversation. Throws a ChannelRefusal when there is none. */
export function requirePlace({ directory }: LocalConnector, conversationId: string): Place {
  const place = directory.findPlace(conversationId);
  if (!place) throw new ChannelRefusal('NO_SUCH_CONVERSATION', `There is no conversation ${conversationId}.`);
  return place;
}
