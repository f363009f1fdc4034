/** `GET /api/topics`, `GET` and `PUT /api/topics/{name}`: systems see and describe what people can follow. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { answerPage, readPaging } from '../../http/paging';
import { problem } from '../../http/problem';
import { Fields, isRecord, Problems } from '../api/fields';
import { readInterruption } from '../api/readTimes';
import { readJson } from '../api/readJson';
import { type TenantDeps, tenantOfCall } from '../api/tenantOfCall';
import type { FollowStore } from './followStore';
import type { Topic } from './topic';
import { topicNameOf } from './topicName';
import type { TopicStore } from './topicStore';

export interface TopicsApiDeps extends TenantDeps {
  topics: TopicStore;
  follows: Pick<FollowStore, 'count'>;
}

const MAX_TITLE = 80;
const MAX_DESCRIPTION = 300;
/** Followers are counted no further than this. */
const MAX_COUNTED = 10_000;
const NO_STORE = { 'cache-control': 'no-store' };

const wrongTenant = (detail: string): HttpResponseInit =>
  problem({ status: 400, title: 'The tenant cannot be told.', detail: `The tenant ${detail}.` });
const wrongName = (): HttpResponseInit =>
  problem({
    status: 400,
    title: 'That is no topic’s name.',
    detail: 'It has at most 60 letters, digits and spaces, or . _ / & + -',
  });

/** One page, in the order of their names. */
export async function listTopics(deps: TopicsApiDeps, request: HttpRequest): Promise<HttpResponseInit> {
  const chosen = await tenantOfCall(deps, request.query);
  if (!chosen.ok) return wrongTenant(chosen.error.detail);
  const paging = readPaging(request.query);
  if (!paging.ok) return problem(paging.problem);
  return answerPage(deps.topics.page(chosen.tenant, paging.size, paging.next), async ({ topics, next }) => {
    const shown = await Promise.all(topics.map((topic) => shownTopic(deps, topic)));
    return { status: 200, headers: NO_STORE, jsonBody: { topics: shown, ...(next ? { next } : {}) } };
  });
}

export async function getTopic(deps: TopicsApiDeps, request: HttpRequest): Promise<HttpResponseInit> {
  const chosen = await tenantOfCall(deps, request.query);
  if (!chosen.ok) return wrongTenant(chosen.error.detail);
  const name = topicNameOf(request.params['name'] ?? '');
  const topic = name === undefined ? undefined : await deps.topics.find(chosen.tenant, name);
  if (!topic) return problem({ status: 404, title: 'There is no such topic.' });
  return { status: 200, headers: NO_STORE, jsonBody: await shownTopic(deps, topic) };
}

/** Describes a topic, whether somebody follows it already or not; what the body leaves out is taken away. */
export async function putTopic(deps: TopicsApiDeps, request: HttpRequest): Promise<HttpResponseInit> {
  const chosen = await tenantOfCall(deps, request.query);
  if (!chosen.ok) return wrongTenant(chosen.error.detail);
  const name = topicNameOf(request.params['name'] ?? '');
  if (name === undefined) return wrongName();
  const read = await readJson(request);
  if (!read.ok) return problem(read.problem);
  const problems = new Problems();
  const topic = readTopic(chosen.tenant, name, read.value, problems);
  if (!topic || problems.list.length > 0)
    return problem({ status: 400, title: 'The body is no topic.', errors: problems.list });
  const before = await deps.topics.find(chosen.tenant, name);
  await deps.topics.put(topic);
  const status = before?.isAnnounced ? 200 : 201;
  return { status, headers: NO_STORE, jsonBody: await shownTopic(deps, topic) };
}

function readTopic(tenant: string, name: string, value: unknown, problems: Problems): Topic | undefined {
  if (!isRecord(value)) return problems.add('', 'must be an object');
  const fields = new Fields(value, '', problems);
  const title = fields.text('title', MAX_TITLE) ?? name;
  const description = fields.text('description', MAX_DESCRIPTION) ?? '';
  const interruption = readInterruption(fields);
  fields.refuseOthers();
  return {
    ...{ tenant, name, title, description, isAnnounced: true },
    ...(interruption ? { interruption } : {}),
  };
}

async function shownTopic({ follows }: TopicsApiDeps, topic: Topic): Promise<Record<string, unknown>> {
  const { tenant, name, title, description, interruption, isAnnounced } = topic;
  const followers = await follows.count(tenant, name, MAX_COUNTED);
  return {
    ...{ name, title, description, isAnnounced, followers },
    // Counting further would take too long for a call.
    ...(followers >= MAX_COUNTED ? { hasMoreFollowers: true } : {}),
    ...(interruption ? { interruption } : {}),
  };
}
