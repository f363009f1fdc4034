// `npm run bench -- watches [how many] [rounds]`: what a check asks of storage, and whether the host's memory stays flat.
import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DeliveryStage, startDeliveryStage } from '../delivery/deliveryStage';
import type { Row } from '../figures';
import { messageBody, postBody } from '../load';
import { heapOf, INSPECTED } from './hostHeap';

const INTERVAL_MS = 15 * 60_000;
const AT_ONCE = 8;
const PATIENCE_MS = 10 * 60_000;
/** Before the heap is first measured: what is compiled and cached is there then. */
const WARM_UP = 5;
const MB = 1024 * 1024;

/** Each watch has a person of its own; the price stands still for all rounds, and moves in one more. */
export async function watchFigures(args: readonly string[]): Promise<Row[]> {
  const [count, rounds] = [Number(args[0] ?? 1000), Number(args[1] ?? 100)];
  const prices = await startPrices();
  const hostEnv = { ...INSPECTED, OUTBOUND_PRIVATE_HOSTS: prices.host, WATCH_DURATION: '90d' };
  const stage = await startDeliveryStage({ hostEnv });
  try {
    await stage.startHosts();
    await createAll(stage, prices.host, count);
    const play = { stage, prices, count };
    for (let round = 0; round < WARM_UP; round += 1) await checkAll(play);
    const before = await heapOf(logOf(stage));
    stage.proxy.reset();
    const startedMs = performance.now();
    for (let round = 0; round < rounds; round += 1) await checkAll(play);
    const tookMs = performance.now() - startedMs;
    const quiet = [...stage.proxy.counts].filter(
      ([name]) => name.startsWith('Watches.') && name !== 'Watches.query',
    );
    const after = await heapOf(logOf(stage));
    return [
      {
        figure: `a check of ${count} watches with nothing new: storage operations`,
        value: perCheck(quiet, count * rounds),
        bound: '≤ 3',
      },
      {
        figure: 'a check that alerts: storage operations, its delivery left out',
        value: await alertOperations(play),
        bound: '≤ 3',
      },
      {
        figure: `the heap after ${rounds} more rounds`,
        value: `${mb(before)} → ${mb(after)}`,
        bound: 'flat',
      },
      { figure: 'checks a second', value: String(Math.round((count * rounds * 1000) / tookMs)) },
    ];
  } finally {
    await stage.stop();
    await prices.stop();
  }
}

interface Play {
  stage: DeliveryStage;
  prices: Prices;
  count: number;
}

async function createAll(stage: DeliveryStage, host: string, count: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const url = `${stage.hosts[0]?.url}/api/messages`;
  const numbers = Array.from({ length: count }, (_, number) => number + 1);
  const text = `watch http://${host}/vegas.json at /price changes`;
  const worker = async (): Promise<void> => {
    for (let number = numbers.pop(); number !== undefined; number = numbers.pop())
      await postBody(
        url,
        agent,
        messageBody(stage.serviceUrl, String(number), text, { atMs: stage.clock.now() }),
      );
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  agent.destroy();
}

/** The clock passes the next check of all, and all have been looked at and written down. */
async function checkAll({ stage, prices, count }: Play): Promise<void> {
  const asked = prices.asked() + count;
  await stage.clock.advance(INTERVAL_MS + 1000);
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (prices.asked() < asked || stage.proxy.idleMs() < 300) {
    if (performance.now() > giveUpAt)
      throw new Error(`${asked - prices.asked()} of ${count} checks did not come.`);
    await sleep(20);
  }
}

async function alertOperations(play: Play): Promise<string> {
  const { stage, prices, count } = play;
  stage.proxy.reset();
  prices.move();
  await checkAll(play);
  // A change of several rows stands in no table's name; the tick's own writes are no inserts.
  const ofChecks = new Set(['.insert', 'Due.insert', 'deliveries.send']);
  return perCheck(
    [...stage.proxy.counts].filter(([name]) => ofChecks.has(name)),
    count,
  );
}

function perCheck(counts: readonly [string, number][], checks: number): string {
  const named = counts.map(
    ([name, n]) => `${(n / checks).toFixed(2)} ${name === '.insert' ? 'Watches.batch' : name}`,
  );
  const total = counts.reduce((all, [, n]) => all + n, 0) / checks;
  return `${total.toFixed(2)} (${named.join(', ')})`;
}

const logOf = ({ hosts }: DeliveryStage): string => hosts[0]?.log() ?? '';
const mb = (bytes: number): string => `${(bytes / MB).toFixed(1)} MB`;

type Prices = Awaited<ReturnType<typeof startPrices>>;

async function startPrices() {
  let asked = 0;
  let price = 250;
  const server = createServer((request, response) => {
    asked += 1;
    const etag = `"${price}"`;
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
    response.writeHead(200, { etag, 'content-type': 'application/json' }).end(JSON.stringify({ price }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    host: `localhost:${(server.address() as AddressInfo).port}`,
    asked: () => asked,
    move: () => void (price -= 100),
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
