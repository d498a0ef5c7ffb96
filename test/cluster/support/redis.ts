import { Redis } from 'ioredis';
import { startRedis } from '../../../scripts/lib/redis.mjs';

type Server = Awaited<ReturnType<typeof startRedis>>;

/** The server that suites without wishes of their own share; it appends to a file. */
let shared: Promise<Server> | undefined;
after(async () => {
  await (await shared)?.stop();
});

/** A Redis server for one suite, empty at its beginning, and connections that are closed with it. `args` ask for one of its own. */
export const redisForSuite = ({ args }: { readonly args?: string[] } = {}) => {
  let server: Server | undefined;
  const connections: Redis[] = [];
  const running = (): Server => {
    if (server === undefined) throw new Error('not started');
    return server;
  };
  const connect = (): Redis => {
    const connection = new Redis(running().url, { maxRetriesPerRequest: null });
    connection.on('error', () => {});
    connections.push(connection);
    return connection;
  };
  before(async function () {
    this.timeout(120_000);
    server = await (args === undefined ? (shared ??= startRedis({ aof: true })) : startRedis({ args }));
    if (args === undefined) await connect().flushall();
  });
  after(async () => {
    for (const connection of connections) connection.disconnect();
    if (args !== undefined) await server?.stop();
  });
  return {
    get url(): string {
      return running().url;
    },
    restart: (downMs?: number): Promise<void> => running().restart(downMs),
    connect,
  };
};

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves when a condition holds; rejects after a while. */
export const until = async (
  holds: () => boolean | Promise<boolean>,
  what: string,
  withinMs = 20_000,
): Promise<void> => {
  const end = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`did not happen within ${String(withinMs)} ms: ${what}`);
    await pause(20);
  }
};
