import type { Limit } from '../../records/index.js';
import { HOUR_MS, MINUTE_MS } from '../../records/durations.js';

const WORDS: Readonly<Record<Exclude<Limit['period'], 'window'>, string>> = {
  minute: 'a minute',
  day: 'a day',
  week: 'a week',
  month: 'a month',
  year: 'a year',
  total: 'in all',
};

const windowWords = (ms: number): string => {
  if (ms % HOUR_MS === 0) return `${String(ms / HOUR_MS)} h`;
  return ms % MINUTE_MS === 0 ? `${String(ms / MINUTE_MS)} min` : `${String(ms / 1_000)} s`;
};

const periodWords = ({ period, windowMs = 0 }: Limit): string =>
  period === 'window' ? `in ${windowWords(windowMs)}` : WORDS[period];

/** What a limit of a provider is called, such as `requests limit, a minute, gpt-5`. */
export const titleOf = (limit: Limit): string =>
  `${limit.measure.replaceAll('_', ' ')} ${limit.enforcement === 'alert' ? 'alert' : 'limit'}, ${periodWords(limit)}` +
  (limit.model === undefined ? '' : `, ${limit.model}`);
