export { redisLimiter, type RedisLimiterConfig } from './redis-limiter.js';
