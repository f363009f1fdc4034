/** Posts message activities to a bot, one after the other or several at a time, and times each until it is acknowledged. */
import { Agent, request } from 'node:http';
import { randomUUID } from 'node:crypto';

export interface Target {
  /** The bot's endpoint. */
  url: string;
  /** Where its answers go. */
  serviceUrl: string;
}

/** The part of a Teams message that bots read, as JSON; the same id and time make the same message. */
export function messageBody(
  serviceUrl: string,
  person: string,
  text: string,
  { id = randomUUID() as string, atMs = Date.now() } = {},
): string {
  return JSON.stringify({
    type: 'message',
    id,
    timestamp: new Date(atMs).toISOString(),
    localTimezone: 'Europe/Madrid',
    channelId: 'msteams',
    serviceUrl,
    from: {
      id: `29:${person}`,
      name: person,
      aadObjectId: `00000000-0000-4000-8000-${person.padStart(12, '0')}`,
    },
    recipient: { id: '28:bot', name: 'Recado' },
    conversation: {
      id: `a:${person}`,
      conversationType: 'personal',
      tenantId: '11111111-1111-4111-8111-111111111111',
    },
    channelData: { tenant: { id: '11111111-1111-4111-8111-111111111111' } },
    entities: [
      { type: 'clientInfo', locale: 'en-US', country: 'ES', platform: 'Web', timezone: 'Europe/Madrid' },
    ],
    locale: 'en-US',
    text,
  });
}

/** Sends one message; resolves with the time it took, in ms. Rejects unless it is answered with 2xx. */
export function postMessage(
  { url, serviceUrl }: Target,
  agent: Agent,
  person: string,
  text: string,
): Promise<number> {
  return postBody(url, agent, messageBody(serviceUrl, person, text));
}

/** Posts an activity; resolves with the time it took, in ms. Rejects unless it is answered with 2xx. */
export function postBody(url: string, agent: Agent, body: string): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      {
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        response.resume();
        response.on('end', () => {
          if ((response.statusCode ?? 500) < 300) resolve(performance.now() - began);
          else reject(new Error(`${url} answered ${response.statusCode}`));
        });
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

/** The time of each of `count` messages, sent by so many people at one time, in ms. */
export async function timeMessages(
  target: Target,
  count: number,
  concurrency: number,
  text = 'help',
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const samples: number[] = [];
  let left = count;
  const person = async (name: string): Promise<void> => {
    while (left-- > 0) samples.push(await postMessage(target, agent, name, text));
  };
  await Promise.all(Array.from({ length: concurrency }, (_, index) => person(`${index + 1}`)));
  agent.destroy();
  return samples;
}
