import type { Redis } from 'ioredis';
import { ConfigError, NetworkError } from '../http/errors.js';

/** The oldest Redis that the scripts run on. */
const OLDEST: readonly [number, number] = [7, 0];

/** What is asked of a server, from its own report. */
export interface RedisReport {
  readonly version: string;
  readonly policy: string;
}

const field = (report: string, name: string): string =>
  report
    .split('\r\n')
    .find((line) => line.startsWith(`${name}:`))
    ?.slice(name.length + 1) ?? '';

const isOldEnough = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
};

/** Refuses a server that would lose what is kept in it, or that does not know the commands. A report without a field says nothing. */
export const judgeRedis = ({ version, policy }: RedisReport): ConfigError | undefined => {
  if (version !== '' && !isOldEnough(version))
    return new ConfigError({
      code: 'config-redis-version',
      message: `the Redis server has version ${version}, and ${OLDEST.join('.')} or later is needed`,
      advice: 'Use a newer server.',
    });
  if (policy !== '' && policy !== 'noeviction')
    return new ConfigError({
      code: 'config-redis-eviction',
      message: `the Redis server evicts keys when its memory is full (maxmemory-policy ${policy}), and jobs and records would be lost`,
      advice: 'Set `maxmemory-policy noeviction` on the server.',
    });
  return undefined;
};

/** Where a connection goes, without user and password. */
const placeOf = ({ options }: Redis): string =>
  options.path ??
  `${options.tls === undefined ? 'redis' : 'rediss'}://${options.host ?? 'localhost'}:${String(options.port ?? 6379)}`;

const refusalOf = (redis: Redis, error: Error): ConfigError | NetworkError => {
  // eslint-disable-next-line no-restricted-syntax -- the first word of a reply is the code of Redis, and it has no other
  if (/^(NOAUTH|WRONGPASS|NOPERM|ERR AUTH)\b/.test(error.message))
    return new ConfigError({
      code: 'config-redis-access',
      message: `the Redis server at ${placeOf(redis)} refused the user or the password`,
      advice: 'Put both into the address: rediss://user:password@host:port.',
    });
  const { code = 'no answer' } = error as NodeJS.ErrnoException;
  const other = redis.options.tls === undefined ? 'wants TLS (rediss://)' : 'speaks no TLS (redis://)';
  return new NetworkError({
    code: 'network-connection',
    message: `the Redis server at ${placeOf(redis)} cannot be reached (${code})`,
    advice: `Check the address, that the server runs, and whether it ${other}.`,
  });
};

/** Rejects with the first error of a connection, or after a while without an answer; a client of its own goes on trying. */
const answered = <T>(redis: Redis, question: Promise<T>, withinMs: number): Promise<T> =>
  new Promise((resolve, reject) => {
    const done = (settle: () => void): void => {
      clearTimeout(alarm);
      redis.off('error', failed);
      settle();
    };
    const failed = (error: Error): void => done(() => reject(refusalOf(redis, error)));
    const alarm = setTimeout(() => failed(new Error('no answer')), withinMs);
    redis.on('error', failed);
    question.then((value) => done(() => resolve(value)), failed);
  });

/**
 * Resolves where a Redis server can keep a cluster: it answers, has version 7.0 or later, and evicts nothing.
 *
 * @param redis a connection; it is not closed
 * @param withinMs for how long to wait for its answer, in milliseconds. Default 10 s
 * @throws it rejects with a NetworkError where the server does not answer, and a ConfigError for a password that is refused, an old
 * version or another eviction policy. No password is in any of them.
 *
 * @example
 * ```ts no-run
 * await checkRedis(new Redis('rediss://user:password@redis.internal:6379', { maxRetriesPerRequest: null }));
 * ```
 */
export const checkRedis = async (redis: Redis, withinMs = 10_000): Promise<void> => {
  const report = await answered(redis, Promise.all([redis.info('server'), redis.info('memory')]), withinMs);
  const refused = judgeRedis({
    version: field(report[0], 'redis_version'),
    policy: field(report[1], 'maxmemory_policy'),
  });
  if (refused !== undefined) throw refused;
};
