export { redisLimiter, type RedisLimiterConfig } from './redis-limiter.js';
export { redisJournal, type RedisJournal, type RedisJournalConfig } from './redis-journal.js';
