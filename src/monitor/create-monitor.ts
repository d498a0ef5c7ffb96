import { asyncScheduler, tap, type Observable } from 'rxjs';
import { checkAmount, checkCap, checkCount } from '../../operators/internal/check.js';
import { collect } from './collector/collect.js';
import { loadSources, NAMES_EVERY_MS } from './collector/load-sources.js';
import type { SourceLoader } from './config.js';
import type { PictureOptions } from './engine/options.js';
import type { FeedEvent, Source } from './feed.js';
import type { Monitor } from './monitor.js';
import { picture, type Watch, type WatchOptions } from './picture.js';
import { infosOf } from './source/infos-of.js';

/** How a monitor reads and computes. */
export interface MonitorOptions extends PictureOptions, WatchOptions {
  /** Readings at a time for each source, or each budget that sources share. Default 4. */
  readonly readingsAtATime?: number | undefined;
  /** Milliseconds from the end of a reading to the first `refresh()` that reads the feed again. Default 10 s. */
  readonly refreshMs?: number | undefined;
  /** Of a loader: how often its names are asked for, in milliseconds. Default 10 s. */
  readonly namesEveryMs?: number | undefined;
  /** Of a loader: called with each failure of `names()` and `load(name)`. They are asked again. Default: nobody hears of them. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/**
 * Returns a monitor: several accounts' lists as one live picture. Nothing is sent before the first subscription to any of
 * its members; from then on every feed is read at its cadence, once, however many look. `lingerMs` after the last one left
 * it stops, and goes on with the next one.
 *
 * Of a loader the names are asked for again every `namesEveryMs`: an account that is new is read from then on, and what was read of one
 * that is named no longer leaves with one change (`removed`). A `names()` that fails changes nothing; a `load(name)` that fails concerns
 * its account alone. Both are reported to `onError`, and asked again.
 *
 * @param sources the accounts: `openaiSource(…)`, `keygenSource(…)`, or `defineSource(…)` for an API of your own; or a loader
 * `{ names(), load(name) }` for accounts that come from elsewhere
 * @param options see {@link MonitorOptions}
 * @throws RangeError where two sources have the same name, or an option is out of its range
 * @throws TypeError where the sources are neither a list of sources nor a loader
 *
 * @example
 * const monitor = createMonitor([source]);
 * const ready = monitor.credentials().pipe(filter(({ state }) => state === 'ready'));
 * const { rows } = await firstValueFrom(ready);
 * console.log(rows.map(({ id, lastUsed }) => `${id} ${lastUsed.state}`));
 * monitor.close();
 * // [ 'w1 never', 'w2 never' ]
 */
export const createMonitor = (
  sources: readonly Source[] | SourceLoader,
  options: MonitorOptions = {},
): Monitor => {
  const { scheduler, random, lingerMs, readingsAtATime, refreshMs, namesEveryMs } = options;
  if (refreshMs !== undefined) checkAmount('createMonitor', 'refreshMs', refreshMs);
  if (namesEveryMs !== undefined) checkCount('createMonitor', 'namesEveryMs', namesEveryMs);
  if (readingsAtATime !== undefined) checkCap('createMonitor', 'readingsAtATime', readingsAtATime);
  const how = { scheduler, random, lingerMs, readingsAtATime, refreshMs };
  const infos = infosOf('createMonitor', sources);
  if (!('load' in sources)) return picture((watch) => collect(sources, { ...watch, ...how }), infos, options);
  return picture((watch) => collectLoaded(sources, watch, { ...options, ...how }), undefined, options);
};

const collectLoaded = (
  loader: SourceLoader,
  { sources: known, ...watch }: Watch,
  options: MonitorOptions,
): Observable<FeedEvent> => {
  const { scheduler = asyncScheduler, namesEveryMs = NAMES_EVERY_MS, onError = () => undefined } = options;
  const { refresh$ } = watch;
  const { lists$, met } = loadSources(loader, {
    everyMs: namesEveryMs,
    refresh$,
    scheduler,
    failed: onError,
  });
  return collect(lists$, { ...watch, ...options, known }).pipe(tap(met));
};
