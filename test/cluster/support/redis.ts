import { Redis } from 'ioredis';
import { startRedis } from '../../../scripts/lib/redis.mjs';

/** A Redis server for one suite, and connections that are closed with it. */
export const redisForSuite = (options: Parameters<typeof startRedis>[0] = {}) => {
  let server: Awaited<ReturnType<typeof startRedis>> | undefined;
  const connections: Redis[] = [];
  const running = () => {
    if (server === undefined) throw new Error('not started');
    return server;
  };
  before(async function () {
    this.timeout(120_000);
    server = await startRedis(options);
  });
  after(async () => {
    for (const connection of connections) connection.disconnect();
    await server?.stop();
  });
  return {
    get url(): string {
      return running().url;
    },
    restart: (downMs?: number): Promise<void> => running().restart(downMs),
    connect: (): Redis => {
      const connection = new Redis(running().url, { maxRetriesPerRequest: null });
      connection.on('error', () => {});
      connections.push(connection);
      return connection;
    },
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
