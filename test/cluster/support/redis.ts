import { Redis } from 'ioredis';
import { startRedis } from '../../../scripts/lib/redis.mjs';

export { pause, until } from './wait.js';

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
  before(async () => {
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
    suspend: (): void => running().suspend(),
    resume: (): void => running().resume(),
    connect,
  };
};
