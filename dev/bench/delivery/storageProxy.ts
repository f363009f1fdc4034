/** Stands between an app and its storage: names and counts each operation, and can fail it or call out before and after it took effect. */
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { ServicePorts } from '../../storage/protocol';

/** One operation of the app, `Due.merge` or `deliveries.send`; the host's own (receiving, deleting messages) are `host`. */
export interface StorageOperation {
  name: string;
  /** The path that it was asked for by. */
  path: string;
  isHosts: boolean;
  /** It asks for an unchanged row. */
  isConditional: boolean;
}

/** What an operation is answered instead of storage's own answer. */
export interface StorageFault {
  status: 412 | 503;
  /** Storage has carried it out all the same. */
  afterEffect: boolean;
}

export interface ProxyHooks {
  before?(operation: StorageOperation): StorageFault | 'drop' | undefined;
  /** Before the answer goes back, with its status. */
  after?(operation: StorageOperation, status: number): 'drop' | undefined;
}

export interface StorageProxy {
  /** The same account, through the proxy. */
  connectionString: string;
  /** How often each operation of the app was asked for since the last `reset`. */
  readonly counts: ReadonlyMap<string, number>;
  /** Rows that queries have answered since then, by table. */
  readonly rowsRead: ReadonlyMap<string, number>;
  reset(): void;
  /** How long ago the app's last operation was answered, in ms; 0 while one is under way. */
  idleMs(): number;
  hooks: ProxyHooks;
  stop(): Promise<void>;
}

interface Counters {
  open: number;
  lastEndAt: number;
  counts: Map<string, number>;
  rowsRead: Map<string, number>;
}

/** Starts it before a storage with these ports and this connection string. */
export async function startStorageProxy(
  connectionString: string,
  ports: ServicePorts,
): Promise<StorageProxy> {
  const counters: Counters = { counts: new Map(), rowsRead: new Map(), open: 0, lastEndAt: 0 };
  const proxy = { hooks: {} as ProxyHooks };
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const servers = await Promise.all(
    (['table', 'queue'] as const).map(async (service) => {
      const server = createServer((incoming, outgoing) => {
        void forward(incoming, outgoing, { port: ports[service] ?? 0, agent, counters, proxy, service });
      });
      server.keepAliveTimeout = 60_000;
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      return { server, from: `:${ports[service]}/`, to: `:${(server.address() as AddressInfo).port}/` };
    }),
  );
  return {
    connectionString: servers.reduce((text, { from, to }) => text.replace(from, to), connectionString),
    counts: counters.counts,
    rowsRead: counters.rowsRead,
    idleMs: () => (counters.open > 0 ? 0 : performance.now() - counters.lastEndAt),
    reset() {
      counters.counts.clear();
      counters.rowsRead.clear();
    },
    get hooks() {
      return proxy.hooks;
    },
    set hooks(hooks) {
      proxy.hooks = hooks;
    },
    async stop() {
      agent.destroy();
      for (const { server } of servers) server.closeAllConnections();
      await Promise.all(servers.map(({ server }) => new Promise((done) => server.close(done))));
    },
  };
}

interface Way {
  port: number;
  agent: Agent;
  counters: Counters;
  proxy: { hooks: ProxyHooks };
  service: 'table' | 'queue';
}

async function forward(incoming: IncomingMessage, outgoing: ServerResponse, way: Way): Promise<void> {
  const chunks: Buffer[] = [];
  incoming.on('error', () => outgoing.destroy());
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const operation = operationOf(incoming, way.service);
  if (!operation.isHosts) {
    count(way.counters.counts, operation.name, 1);
    way.counters.open += 1;
    outgoing.once('close', () => {
      way.counters.open -= 1;
      way.counters.lastEndAt = performance.now();
    });
  }
  const chosen = way.proxy.hooks.before?.(operation);
  if (chosen === 'drop') return void outgoing.destroy();
  if (chosen && !chosen.afterEffect) return answer(outgoing, chosen.status);
  const call = request(
    {
      ...{ host: '127.0.0.1', port: way.port, agent: way.agent },
      ...{ method: incoming.method, path: incoming.url, headers: incoming.headers },
    },
    (response) => void pass(response, outgoing, operation, chosen, way),
  );
  call.on('error', () => outgoing.destroy());
  call.end(Buffer.concat(chunks));
}

async function pass(
  response: IncomingMessage,
  outgoing: ServerResponse,
  operation: StorageOperation,
  fault: StorageFault | undefined,
  way: Way,
): Promise<void> {
  const chunks: Buffer[] = [];
  response.on('error', () => outgoing.destroy());
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  if (operation.name.endsWith('.query')) count(way.counters.rowsRead, operation.name, rowsIn(body));
  if (way.proxy.hooks.after?.(operation, response.statusCode ?? 500) === 'drop')
    return void outgoing.destroy();
  if (fault) return answer(outgoing, fault.status);
  outgoing.writeHead(response.statusCode ?? 500, response.headers);
  outgoing.end(body);
}

function answer(outgoing: ServerResponse, status: number): void {
  const code = status === 412 ? 'UpdateConditionNotSatisfied' : 'ServerBusy';
  outgoing.writeHead(status, { 'content-type': 'application/json' });
  outgoing.end(JSON.stringify({ 'odata.error': { code, message: { lang: 'en-US', value: code } } }));
}

function operationOf(
  { method = '', url = '', headers }: IncomingMessage,
  service: Way['service'],
): StorageOperation {
  const path = decodeURIComponent(url.split('?', 1)[0] ?? '').replace(/^\/devstoreaccount1\/?/, '');
  const isConditional = headers['if-match'] !== undefined && headers['if-match'] !== '*';
  if (service === 'queue') {
    const [queue = '', kind = ''] = path.split('/');
    const isSend = method === 'POST' && kind === 'messages';
    const isProperties = method === 'GET' && kind === '';
    return {
      path,
      name: `${queue}.${isSend ? 'send' : isProperties ? 'length' : 'other'}`,
      isHosts: !isSend && !isProperties,
      isConditional,
    };
  }
  const table = /^\w+/.exec(path)?.[0] ?? '';
  const isRow = /PartitionKey=/.test(path);
  const verb =
    method === 'GET'
      ? isRow
        ? 'get'
        : 'query'
      : method === 'POST'
        ? 'insert'
        : method === 'DELETE'
          ? 'delete'
          : 'merge';
  return { path, name: `${table}.${verb}`, isHosts: false, isConditional };
}

function rowsIn(body: Buffer): number {
  try {
    return (JSON.parse(body.toString()) as { value?: unknown[] }).value?.length ?? 0;
  } catch {
    return 0; // an answer that is no list
  }
}

function count(counts: Map<string, number>, name: string, by: number): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}
