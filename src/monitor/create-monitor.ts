import { checkAmount } from '../../operators/internal/check.js';
import { collect } from './collector/collect.js';
import type { PictureOptions } from './engine/options.js';
import type { Source } from './feed.js';
import type { Monitor } from './monitor.js';
import { picture, type WatchOptions } from './picture.js';
import { describeSource } from './source/define-source.js';

/** How a monitor reads and computes. */
export interface MonitorOptions extends PictureOptions, WatchOptions {
  /** Readings at a time for each source, or each budget that sources share. Default 4. */
  readonly readingsAtATime?: number | undefined;
  /** Milliseconds from the end of a reading to the first `refresh()` that reads the feed again. Default 10 s. */
  readonly refreshMs?: number | undefined;
}

/**
 * Returns a monitor: several accounts' lists as one live picture. Nothing is sent before the first subscription to any of
 * its members; from then on every feed is read at its cadence, once, however many look. `lingerMs` after the last one left
 * it stops, and goes on with the next one.
 *
 * @param sources the accounts: `openaiSource(…)`, `keygenSource(…)`, or `defineSource(…)` for an API of your own
 * @param options see {@link MonitorOptions}
 * @throws RangeError where two sources have the same name, or an option is out of its range
 *
 * @example
 * const monitor = createMonitor([source]);
 * monitor.spend({ by: 'key', window: '24h', limit: 10 }).subscribe((table) => console.log(table.rows));
 */
export const createMonitor = (sources: readonly Source[], options: MonitorOptions = {}): Monitor => {
  const { scheduler, random, lingerMs, readingsAtATime, refreshMs } = options;
  if (refreshMs !== undefined) checkAmount('createMonitor', 'refreshMs', refreshMs);
  return picture(
    (watch) => collect(sources, { ...watch, scheduler, random, lingerMs, readingsAtATime, refreshMs }),
    sources.map(describeSource),
    options,
  );
};
