/** Reads whom a notification is for. */
import type { Target } from '../notification';
import { topicNameOf } from '../topics/topicName';
import { Fields, isRecord, pointerTo, type Problems } from './fields';
import { MAX_NAME, MAX_TARGETS, MAX_TARGETS_BYTES } from './limits';

const KINDS = ['user', 'conversation', 'team', 'channel', 'topic', 'everyone'] as const;
type Kind = (typeof KINDS)[number];

/** One target or a list of them; those that are wrong are noted and left out. */
export function readTargets(fields: Fields): Target[] {
  const { problems } = fields;
  const pointer = fields.pointerTo('to');
  const value = fields.take('to');
  if (value === undefined) problems.add(pointer, 'is missing');
  if (!Array.isArray(value)) return value === undefined ? [] : some(readTarget(value, pointer, problems));
  if (value.length === 0) problems.add(pointer, 'must name at least one target');
  if (value.length > MAX_TARGETS) {
    problems.addTooLarge(pointer, `may have at most ${MAX_TARGETS} targets; a topic reaches more`);
    return [];
  }
  const targets = value.flatMap((one, index) => some(readTarget(one, pointerTo(pointer, index), problems)));
  if (Buffer.byteLength(JSON.stringify(targets)) > MAX_TARGETS_BYTES)
    problems.addTooLarge(pointer, `may have at most ${MAX_TARGETS_BYTES} bytes`);
  return targets;
}

const some = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);

function readTarget(value: unknown, pointer: string, problems: Problems): Target | undefined {
  if (!isRecord(value)) return problems.add(pointer, `must be an object with one of ${KINDS.join(', ')}`);
  const fields = new Fields(value, pointer, problems);
  const named = KINDS.filter((kind) => fields.has(kind));
  const [kind] = named;
  if (named.length !== 1 || !kind) return problems.add(pointer, `needs exactly one of ${KINDS.join(', ')}`);
  const target = READERS[kind](fields);
  fields.refuseOthers();
  return target;
}

const READERS: Readonly<Record<Kind, (fields: Fields) => Target | undefined>> = {
  user(fields) {
    const [user, via] = [fields.text('user', MAX_NAME), fields.text('via', MAX_NAME)];
    return user === undefined ? undefined : { user, ...(via ? { via } : {}) };
  },
  conversation(fields) {
    const conversation = fields.text('conversation', MAX_NAME);
    return conversation === undefined ? undefined : { conversation };
  },
  team(fields) {
    const [team, audience] = [fields.text('team', MAX_NAME), fields.word('audience', ['members'])];
    return team === undefined ? undefined : { team, ...(audience ? { audience } : {}) };
  },
  channel(fields) {
    const [channel, thread] = [fields.text('channel', MAX_NAME), fields.text('thread', MAX_NAME)];
    return channel === undefined ? undefined : { channel, ...(thread ? { thread } : {}) };
  },
  topic(fields) {
    const topic = readTopic(fields);
    return topic === undefined ? undefined : { topic };
  },
  everyone(fields) {
    if (fields.take('everyone') === true) return { everyone: true };
    return fields.problems.add(fields.pointerTo('everyone'), 'must be true');
  },
};

/** The field `topic`, as topics are kept. */
export function readTopic(fields: Fields): string | undefined {
  const typed = fields.text('topic', MAX_NAME);
  if (typed === undefined) return undefined;
  return (
    topicNameOf(typed) ??
    fields.problems.add(
      fields.pointerTo('topic'),
      'must be a topic’s name: at most 60 letters, digits and spaces, or . _ / & + -',
    )
  );
}
