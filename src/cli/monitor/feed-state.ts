import type { SourceRow } from '../../monitor/index.js';
import { HELD } from '../reason.js';

/** How a feed, or all feeds of a source, do. */
export type Health = 'reading' | 'live' | 'partial' | 'stale' | 'down';

const HEALTH: Readonly<Record<SourceRow['state'], Health>> = {
  reading: 'reading',
  ok: 'live',
  slow: 'live',
  partial: 'partial',
  stale: 'stale',
  auth: 'down',
  forbidden: 'down',
  rate_limited: 'down',
  down: 'down',
};

/** Returns how a feed does, in one of five words. */
export const healthOf = ({ state }: Pick<SourceRow, 'state'>): Health => HEALTH[state];

/** Returns how the feeds of one source do together. */
export const healthOfAll = (rows: readonly SourceRow[]): Health => {
  const down = rows.filter((row) => healthOf(row) === 'down');
  if (down.length > 0 && down.length === rows.length)
    return rows.some(({ lastSuccessAt }) => lastSuccessAt !== undefined) ? 'stale' : 'down';
  if (down.length > 0 || rows.some((row) => healthOf(row) === 'partial')) return 'partial';
  if (rows.some((row) => healthOf(row) === 'stale')) return 'stale';
  return rows.some((row) => healthOf(row) === 'reading') ? 'reading' : 'live';
};

const NETWORK: Readonly<Record<string, string>> = {
  NetworkError: 'no connection',
  TimeoutError: 'no answer in time',
  DecodeError: 'answer of another shape',
};

/** Returns why a feed fails, in a few words. */
export const reasonOfRow = ({ state, error }: Pick<SourceRow, 'state' | 'error'>): string => {
  if (error === undefined) return state;
  if (error.code === 'network-circuit-open') return HELD;
  const status = error.status === undefined ? '' : ` (${String(error.status)})`;
  const lacks = error.missingScope === undefined ? '' : `, missing ${error.missingScope}`;
  if (state === 'auth') return `credential refused${status}${lacks}`;
  if (state === 'forbidden') return `no permission${status}${lacks}`;
  if (state === 'rate_limited') return `too many requests${status}`;
  if (error.status !== undefined) return `${error.status >= 500 ? 'server error' : 'refused'}${status}`;
  return NETWORK[error.class] ?? error.message;
};
