import type { Redis } from 'ioredis';
import { EMPTY, exhaustMap, ignoreElements, merge, mergeMap, switchMap, timer, type Observable } from 'rxjs';
import { checkCount } from '../../operators/internal/check.js';
import type { PictureOptions } from '../monitor/engine/options.js';
import type { Monitor } from '../monitor/monitor.js';
import { picture, type WatchOptions } from '../monitor/picture.js';
import { infosOf } from '../monitor/source/infos-of.js';
import { follow } from './follow.js';
import { keysOf, type Keys } from './keys.js';
import { askRefresh } from './refresh.js';
import type { ClusterSources } from './sources.js';

/** What a gateway shows, and where it finds it. */
export interface ClusterMonitorConfig extends PictureOptions, WatchOptions {
  /** A connection with `maxRetriesPerRequest: null`; it is shared, and never closed here. */
  readonly redis: Redis;
  /**
   * The accounts to show: those of an array, or, where they come from elsewhere or are left out, all that workers read. Nothing is sent
   * to a provider from here.
   */
  readonly sources?: ClusterSources | undefined;
  /** How often to ask Redis whether there is something new, in milliseconds. Default 100. */
  readonly everyMs?: number | undefined;
  /** The beginning of all keys, as the workers have it. Default `headwater`. */
  readonly prefix?: string | undefined;
  /** Called with what Redis refuses. It is tried again. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

const WATCH_MS = 60_000;

/** While somebody watches, the workers read at the watched cadence; a gateway that dies is forgotten. */
const watching = (
  redis: Redis,
  keys: Keys,
  viewers$: Observable<number>,
  lingerMs: number,
): Observable<never> =>
  viewers$.pipe(
    switchMap((viewers) => (viewers > 0 ? timer(0, WATCH_MS / 3) : EMPTY)),
    mergeMap(() => redis.set(keys.watch, '1', 'PX', WATCH_MS + lingerMs).catch(() => undefined)),
    ignoreElements(),
  );

/**
 * Returns a monitor of what the workers of a cluster read: the same members and figures as `createMonitor`, which reads by itself. It
 * sends nothing to a provider, and there may be any number of them, on any machine. Its `refresh()` asks the workers: of all gateways
 * together a feed has one such job at a time, and the worker's `refreshMs` holds between two readings of it.
 *
 * It begins with what is kept of each account and goes on with its stream. One that falls behind by more than a stream holds emits a
 * `gap` change for the account and begins again with what is kept: figures are right again, and several changes in between may become one
 * event.
 * The growth of running totals (feeds of `counters`) counts from the first reading of any worker, whenever a gateway starts.
 *
 * @param config `redis` is required; `sources`, `prefix`, `everyMs` (100), `onError`, and the options of `createMonitor` but
 * `readingsAtATime`
 * @throws RangeError where an option is out of its range
 *
 * @example
 * ```ts no-run
 * const redis = await connectRedis('redis://127.0.0.1:6379');
 * const monitor = clusterMonitor({ redis, journal: redisJournal({ redis, key: 'gateway-1' }) });
 * const gateway = await serveMonitor(monitor, { port: 4318 });
 * ```
 */
export const clusterMonitor = (config: ClusterMonitorConfig): Monitor => {
  const { redis, sources, prefix, everyMs = 100, onError = () => undefined, ...options } = config;
  checkCount('clusterMonitor', 'everyMs', everyMs, 1);
  const keys = keysOf(prefix);
  const infos = sources === undefined ? undefined : infosOf('clusterMonitor', sources);
  const names = infos === undefined ? undefined : new Set(infos.map(({ name }) => name));
  const { lingerMs = 60_000 } = options;
  return picture(
    ({ viewers$, refresh$, sources: known }) =>
      merge(
        watching(redis, keys, viewers$, lingerMs),
        refresh$.pipe(
          // Who asks again before Redis has answered asks for the same.
          exhaustMap(() => askRefresh(redis, keys, names).catch(onError)),
          ignoreElements(),
        ),
        follow({ redis, keys, names, known, everyMs, failed: onError }),
      ),
    infos,
    options,
  );
};
