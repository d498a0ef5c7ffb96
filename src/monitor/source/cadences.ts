import { HOUR_MS, MINUTE_MS } from '../../records/durations.js';
import type { Cadence } from '../feed.js';

/** Usage that comes as it happens, of vendors that take few requests. */
export const FIGURES_CADENCE: Cadence = { watchedMs: MINUTE_MS, idleMs: 10 * MINUTE_MS };

/** Keys come and go more often than people. */
export const KEYS_CADENCE: Cadence = { watchedMs: 5 * MINUTE_MS, idleMs: 30 * MINUTE_MS };

/** People, projects, limits, and figures by the hour or the day. */
export const SLOW_CADENCE: Cadence = { watchedMs: 15 * MINUTE_MS, idleMs: HOUR_MS };

/** An item that cannot be read is left out and counted: it ends no reading. */
export const COLLECTING = { onInvalid: 'collect' } as const;
