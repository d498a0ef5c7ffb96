import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../records/durations.js';

/** The milliseconds of each width of buckets. */
export const WIDTH_MS = { '1m': MINUTE_MS, '1h': HOUR_MS, '1d': DAY_MS } as const;

/** The width that a list of buckets was asked for. */
export type BucketWidth = keyof typeof WIDTH_MS;
