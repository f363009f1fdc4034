/** Things that the app has, so that calls which name them get beyond “there is no such thing”. */
import type { Stage } from '../stage/stage';
import { sayingOf, TENANT } from './activityKinds';

/** The names of what there is, by the beginning of the routes that take them. */
export type KnownNames = Readonly<Record<string, string>>;

const TOPIC = 'deployments';

/** Lets the app have a notification, a topic and an open question. Throws where it does not take them. */
export async function makeKnown({ hostUrl, serviceUrl }: Stage): Promise<KnownNames> {
  const call = async (method: string, path: string, body?: object): Promise<Record<string, unknown>> => {
    const response = await fetch(`${hostUrl}/api${path}`, {
      method,
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  };
  await call('POST', '/messages', sayingOf(serviceUrl, 'ask what is fuzz?'));
  await call('PUT', `/topics/${TOPIC}`, { title: 'Deployments' });
  const sent = await call('POST', '/notifications', { to: { topic: TOPIC }, message: { text: 'fuzz' } });
  const { items } = await call('GET', `/answers?state=open&tenant=${TENANT}`);
  const [asked] = items as { id: string }[];
  if (!asked) throw new Error('The question is not listed.');
  return { 'api/notifications': String(sent['id']), 'api/topics': TOPIC, 'api/answers': asked.id };
}

/** The name of what there is under this route. */
export const knownIn = (names: KnownNames, route: string): string | undefined =>
  names[route.split('/').slice(0, 2).join('/')];
