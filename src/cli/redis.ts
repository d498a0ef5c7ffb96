import type * as Cluster from '../cluster/index.js';
import { UsageError } from './exit.js';
import type { Env } from './io.js';

/** The variable that holds the address of the Redis server, where no option does: a password does not belong on a command line. */
export const REDIS_URL = 'REDIS_URL';

/** An address, or `true` for the one in the environment. */
export type RedisOption = string | true;

/**
 * The address of the server that was asked for.
 *
 * @throws UsageError where there is none
 */
export const redisUrl = (option: RedisOption | undefined, env: Env): string => {
  if (typeof option === 'string') return option;
  const url = env[REDIS_URL];
  if (url !== undefined && url !== '') return url;
  throw new UsageError(`no Redis server was named. Give --redis <url>, or set ${REDIS_URL}.`);
};

/** The part of the package that needs the optional peers. */
export const loadCluster = async (): Promise<typeof Cluster> => {
  try {
    return await import('../cluster/index.js');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError('ioredis and bullmq are not installed. Install them: npm install ioredis bullmq');
  }
};
