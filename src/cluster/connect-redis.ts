import type { Redis } from 'ioredis';
import { ConfigError } from '../http/errors.js';
import { checkRedis } from './check-redis.js';
import { isReplica } from './faults.js';
import { optionalPackage } from './optional-package.js';

const SCHEMES = ['redis:', 'rediss:'];

const checkUrl = (url: string): void => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed !== undefined && SCHEMES.includes(parsed.protocol)) return;
  // The address may hold a password: it is not repeated.
  throw new ConfigError({
    code: 'config-option-invalid',
    message: 'the address of the Redis server is not a redis:// or rediss:// URL',
    advice: 'Give one such as redis://127.0.0.1:6379, or rediss://user:password@host:6380 for TLS.',
  });
};

/**
 * Resolves to a connection that a cluster can use: checked by {@link checkRedis}, with commands that wait while the server is away. It
 * connects again where the server became a replica: after a failover the address leads to another one.
 * Close it with `quit()` when the worker or the monitor is closed.
 *
 * @param url `redis://` or, for TLS, `rediss://`; user and password in it are never printed
 * @param withinMs for how long to wait for the first answer, in milliseconds. Default 10 s
 * @throws it rejects with a ConfigError for another URL or where ioredis is not installed, and as `checkRedis` does; the connection is
 * closed then
 *
 * @example
 * ```ts no-run
 * const redis = await connectRedis('redis://127.0.0.1:6379');
 * ```
 */
export const connectRedis = async (url: string, withinMs?: number): Promise<Redis> => {
  checkUrl(url);
  const { Redis: Connection } = await optionalPackage('ioredis', () => import('ioredis'));
  const redis = new Connection(url, { maxRetriesPerRequest: null, reconnectOnError: isReplica });
  // It connects again by itself; what fails meanwhile waits.
  redis.on('error', () => undefined);
  try {
    await checkRedis(redis, withinMs);
    return redis;
  } catch (error) {
    redis.disconnect();
    throw error;
  }
};
