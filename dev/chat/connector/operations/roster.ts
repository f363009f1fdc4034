// The bot asks who is in a conversation, and which conversations there are.
import type { PersonRecord } from '../../directory/directoryState';
import { isBotIn, memberIdsOf, type Place } from '../../directory/place';
import {
  answer,
  badArgument,
  botNotInRoster,
  conversationNotFound,
  memberNotFound,
  type AnswerReply,
} from '../connectorReply';
import { unchanged, type Operation, type OperationRequest, type Stage } from './operation';

/** A member as Teams describes one; `objectId` and `aadObjectId` are the same. */
function describeMember(stage: Stage, person: PersonRecord): Record<string, string> {
  const { id, aadObjectId, name, givenName, surname, email } = person;
  return {
    id,
    name,
    objectId: aadObjectId,
    aadObjectId,
    givenName,
    surname,
    email,
    userPrincipalName: email,
    tenantId: stage.directory.tenantId,
    userRole: 'user',
  };
}

/** GET …/members, and GET …/activities/{id}/members. */
export const listMembers: Operation = (stage, request) => {
  const members = findMembers(stage, request);
  if ('status' in members) return unchanged(members);
  return unchanged(
    answer(
      200,
      members.map((person) => describeMember(stage, person)),
    ),
  );
};

/** GET …/pagedmembers?pageSize=&continuationToken=; the last page has no token. */
export const listPagedMembers: Operation = (stage, request) => {
  const members = findMembers(stage, request);
  if ('status' in members) return unchanged(members);
  const { min, usual, max } = stage.pageSizes;
  const size = Math.min(Math.max(Number(request.query['pageSize'] ?? usual) || usual, min), max);
  const start = readToken(request.query['continuationToken']);
  if (start === undefined) return unchanged(badArgument('The continuation token is not valid.'));
  const page = members.slice(start, start + size).map((person) => describeMember(stage, person));
  const isLast = start + size >= members.length;
  return unchanged(
    answer(200, { members: page, ...(!isLast && { continuationToken: writeToken(start + size) }) }),
  );
};

/** GET …/members/{id}, by user id or AAD object id. */
export const getMember: Operation = (stage, request) => {
  const members = findMembers(stage, request);
  if ('status' in members) return unchanged(members);
  const person = stage.directory.findPerson(request.params['memberId'] ?? '');
  if (!person || !members.includes(person)) return unchanged(memberNotFound());
  return unchanged(answer(200, describeMember(stage, person)));
};

/** GET /v3/conversations: those that the bot is in, each with its members. */
export const listConversations: Operation = (stage) => {
  const chats = stage.directory.chats().flatMap((chat) => stage.directory.findPlace(chat.id) ?? []);
  const conversations = chats.filter(isBotIn).map((place) => ({
    id: place.conversationId,
    members: stage.directory.membersOf(place).map((person) => describeMember(stage, person)),
  }));
  return unchanged(answer(200, { conversations }));
};

/** GET /v3/teams/{id}. */
export const getTeam: Operation = (stage, request) => {
  const place = findTeam(stage, request);
  if ('status' in place) return unchanged(place);
  const { id, name, aadGroupId, channels } = place.chat;
  const memberCount = memberIdsOf(place).length;
  const { tenantId } = stage.directory;
  return unchanged(
    answer(200, {
      id,
      name,
      aadGroupId,
      channelCount: channels.length,
      memberCount,
      tenantId,
      type: 'standard',
    }),
  );
};

/** GET /v3/teams/{id}/conversations: the channels; General comes without a name, as in Teams. */
export const listChannels: Operation = (stage, request) => {
  const place = findTeam(stage, request);
  if ('status' in place) return unchanged(place);
  const conversations = place.chat.channels.map(({ id, name }) =>
    id === place.chat.id ? { id } : { id, name },
  );
  return unchanged(answer(200, { conversations }));
};

function findMembers(stage: Stage, { params }: OperationRequest): readonly PersonRecord[] | AnswerReply {
  const place = stage.directory.findPlace(params['conversationId'] ?? '');
  if (!place) return stage.acceptsUnknown ? [] : conversationNotFound();
  return isBotIn(place) ? stage.directory.membersOf(place) : botNotInRoster();
}

function findTeam(stage: Stage, { params }: OperationRequest): (Place & { kind: 'channel' }) | AnswerReply {
  const place = stage.directory.findPlace(params['teamId'] ?? '');
  if (place?.kind !== 'channel') return conversationNotFound();
  return isBotIn(place) ? place : botNotInRoster();
}

function writeToken(start: number): string {
  return Buffer.from(`members:${start}`).toString('base64url');
}

function readToken(token: string | undefined): number | undefined {
  if (!token) return 0;
  const start = /^members:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  return start === undefined ? undefined : Number(start);
}
