export { redisLimiter, type RedisLimiterConfig } from './redis-limiter.js';
export { redisJournal, type RedisJournal, type RedisJournalConfig } from './redis-journal.js';
export { checkRedis } from './check-redis.js';
export { connectRedis } from './connect-redis.js';
export { clusterMonitor, type ClusterMonitorConfig } from './cluster-monitor.js';
export { startWorker, type ClusterWorker, type WorkerConfig } from './worker.js';
export type { WorkerEvent } from './polls.js';
export type { ClusterSources } from './sources.js';
export type { SourceLoader } from '../monitor/config.js';
