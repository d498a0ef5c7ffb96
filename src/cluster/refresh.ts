import type { Redis } from 'ioredis';
import { schedulerId, type Keys } from './keys.js';
import { ASK, TAKE_ASKED } from './scripts.js';
import type { PollQueue } from './sync.js';
import { sourceIn, VERSION } from './version.js';

/** The name of a job that somebody asked for; those of schedulers have another. */
export const REFRESH = 'refresh';

/**
 * Asks the workers for a reading of all feeds of some sources, or of all that are read. It only notes the time: workers make the jobs,
 * so that a gateway needs no queue, and a request that comes twice before they did is one.
 */
export const askRefresh = async (
  redis: Redis,
  keys: Keys,
  names: ReadonlySet<string> | undefined,
): Promise<void> => {
  const at = [keys.sources, keys.refreshes, keys.refreshing];
  await redis.eval(ASK, at.length, ...at, names === undefined ? '1' : '0', ...(names ?? []));
};

/** Makes the jobs that gateways ask for: one for each feed, however often it is asked for while that one waits. */
export class Refreshes {
  constructor(
    private readonly redis: Redis,
    private readonly keys: Keys,
    private readonly queue: PollQueue,
  ) {}

  /** Several workers may do this at the same time: the ids of jobs are the same. */
  async run(): Promise<void> {
    const { refreshing } = this.keys;
    for (const name of await this.redis.smembers(refreshing)) await this.#add(name);
  }

  async #add(name: string): Promise<void> {
    const { redis, keys, queue } = this;
    const [asked, text] = await Promise.all([
      redis.hget(keys.refreshes, name),
      redis.hget(keys.sources, name),
    ]);
    if (text !== null) {
      const { feeds } = sourceIn(text);
      await queue.addBulk(
        feeds.map(({ id, every }) => ({
          name: REFRESH,
          data: { source: name, feed: id, every: every.watchedMs, version: VERSION },
          opts: { jobId: `${REFRESH}.${schedulerId(name, id)}`, removeOnComplete: true, removeOnFail: true },
        })),
      );
    }
    await redis.eval(TAKE_ASKED, 2, keys.refreshing, keys.refreshes, name, asked ?? '');
  }
}
