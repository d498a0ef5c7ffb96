import type { Redis } from 'ioredis';

/**
 * A connection for BullMQ, made like the one of the user, and the one that BullMQ makes from it to wait for jobs. Where Redis stays
 * away, BullMQ leaves that one open when it closes, which would keep the process alive.
 */
export class OwnConnections {
  readonly redis: Redis;
  readonly #all: Redis[] = [];

  constructor(redis: Redis) {
    const own = this.#note(redis.duplicate());
    const duplicate = own.duplicate.bind(own);
    own.duplicate = (override) => this.#note(duplicate(override));
    this.redis = own;
  }

  #note(redis: Redis): Redis {
    // BullMQ reports what fails; without a listener ioredis prints it.
    redis.on('error', () => undefined);
    this.#all.push(redis);
    return redis;
  }

  close(): void {
    for (const each of this.#all) each.disconnect();
  }
}
