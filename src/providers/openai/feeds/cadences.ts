import type { Cadence } from '../../../monitor/source/index.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** What is read every minute while somebody watches. */
export const EVERY_MINUTE: Cadence = { watchedMs: MINUTE, idleMs: 5 * MINUTE };
/** Keys come and go more often than people. */
export const KEYS: Cadence = { watchedMs: 5 * MINUTE, idleMs: 30 * MINUTE };
/** People, projects, limits, and figures by the hour or the day. */
export const SLOW: Cadence = { watchedMs: 15 * MINUTE, idleMs: HOUR };

/** An item that cannot be read is left out and counted: it ends no reading. */
export const COLLECTING = { onInvalid: 'collect' } as const;

/** Lists of projects that are read at a time: more would meet the limits of the vendor. */
export const AT_A_TIME = 4;
