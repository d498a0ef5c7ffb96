/* A process that sends requests through a limiter: REDIS_URL SERVER_URL COUNT LIMIT PER_MS. */
import { get } from 'node:http';
import { Redis } from 'ioredis';
import { Observable, range, lastValueFrom, mergeMap } from 'rxjs';
import { throttleRequests } from '../../../operators/throttleRequests.js';
import { redisLimiter } from '../../../src/cluster/index.js';

const [redisUrl = '', server = '', count = '', limit = '', perMs = ''] = process.argv.slice(2);
const redis = new Redis(redisUrl, { maxRetriesPerRequest: null });
const limiter = redisLimiter({
  redis,
  key: 'child',
  windows: [{ limit: Number(limit), perMs: Number(perMs) }],
  leaseMs: 1500,
});
const request = new Observable<number>((subscriber) => {
  const sent = get(server, (response) => {
    response.resume().on('end', () => {
      subscriber.next(response.statusCode ?? 0);
      subscriber.complete();
    });
  });
  sent.on('error', (error) => {
    if (!subscriber.closed) subscriber.error(error);
  });
  return () => sent.destroy();
});
await lastValueFrom(range(Number(count)).pipe(mergeMap(() => request.pipe(throttleRequests(limiter)))));
redis.disconnect();
