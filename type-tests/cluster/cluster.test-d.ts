import type { Redis } from 'ioredis';
import type { Observable } from 'rxjs';
import { expectAssignable, expectError, expectType } from 'tsd';
import {
  checkRedis,
  clusterMonitor,
  connectRedis,
  startWorker,
  type ClusterSources,
  type ClusterWorker,
  type WorkerEvent,
} from '../../src/cluster/index.js';
import type { Monitor } from '../../src/monitor/index.js';
import { defineSource } from '../../src/monitor/index.js';

declare const redis: Redis;
const acme = defineSource({ name: 'acme', provider: 'acme', feeds: [] });

expectType<Promise<ClusterWorker>>(startWorker({ redis, sources: [acme] }));
expectAssignable<ClusterSources>({ names: () => ['acme'], load: () => Promise.resolve(acme) });
expectError(startWorker({ redis }));
expectError(startWorker({ redis, sources: { names: () => ['acme'] } }));
expectError(startWorker({ sources: [] }));
declare const worker: ClusterWorker;
expectType<Observable<WorkerEvent>>(worker.events$);
expectType<Promise<void>>(worker.close());

expectType<Monitor>(clusterMonitor({ redis }));
expectType<Monitor>(clusterMonitor({ redis, sources: [acme], lingerMs: 1000, everyMs: 50 }));
expectError(clusterMonitor({ redis, readingsAtATime: 4 }));
expectError(clusterMonitor({ sources: [] }));
expectType<Promise<void>>(checkRedis(redis));
expectType<Promise<Redis>>(connectRedis('redis://127.0.0.1:6379'));
expectError(connectRedis());
