// The configuration of `npm run cluster-demo`, as a user would write it: accounts of the sandbox, one quota for each provider.
import { Redis } from 'ioredis';
import { redisLimiter } from '../../dist/src/cluster/index.js';
import { keygen, keygenSource, openai, openaiSource } from '../../dist/src/index.js';

const { redis: url, prefix, windows, everyMs, access } = JSON.parse(process.env.CLUSTER_DEMO ?? '{}');

const redis = new Redis(url, { maxRetriesPerRequest: null });
redis.on('error', () => undefined);
const limiterOf = (key) => redisLimiter({ redis, key, prefix, windows: [windows] });

const quota = { openai: limiterOf('openai'), keygen: limiterOf('keygen') };
const openaiOf = (name) =>
  openaiSource(openai({ ...access.openai, limiter: quota.openai }), {
    name,
    only: ['users', 'projects', 'adminApiKeys'],
    every: everyMs,
  });
const keygenOf = (name) =>
  keygenSource(keygen({ ...access.keygen, limiter: quota.keygen }), {
    name,
    only: ['users', 'tokens'],
    every: everyMs,
  });

export default {
  sources: [
    ...['openai-a', 'openai-b', 'openai-c'].map(openaiOf),
    ...['keygen-a', 'keygen-b', 'keygen-c'].map(keygenOf),
  ],
};
