import { hash2 } from '../random.js';
import { DAY } from '../world.js';
import type { ProjectKey, Series, Tokens } from './records.js';

/** How busy each hour of the day is. */
const HOURS = [2, 1, 1, 1, 1, 2, 3, 5, 8, 10, 11, 10, 9, 10, 11, 11, 10, 9, 7, 5, 4, 4, 3, 2] as const;

const BEFORE = HOURS.map((_, hour) => HOURS.slice(0, hour).reduce((sum, weight) => sum + weight * 3600, 0));

const WHOLE_DAY = HOURS.reduce((sum, weight) => sum + weight * 3600, 0);

/** How much of a day's work, out of `WHOLE_DAY`, is done by a second of the day. */
function doneBy(second: number): number {
  if (second >= DAY) return WHOLE_DAY;
  const hour = Math.floor(second / 3600);
  return (BEFORE[hour] ?? 0) + (HOURS[hour] ?? 0) * (second - hour * 3600);
}

/** As much of a series as its requests follow from. */
type Spending = Pick<Series, 'number' | 'perDay'> & { readonly jumps: readonly Series['jumps'][number][] };

function requestsOnDay(series: Spending, seed: number, day: number): number {
  const weekend = (day + 4) % 7 === 0 || (day + 3) % 7 === 0;
  const wave = 60 + (hash2(seed ^ series.number, day) % 81);
  return Math.floor((series.perDay * wave * (weekend ? 3 : 10)) / 1000);
}

/** The span in which a key spends: from its first use to its rest, its end, or now. */
export function spanOf(key: ProjectKey, now: number): { from: number; to: number } {
  if (key.firstUsedAt === null) return { from: 0, to: 0 };
  return { from: key.firstUsedAt, to: Math.min(now, key.restsSince ?? now, key.goneAt ?? now) };
}

/**
 * Requests of a series in a bucket that lies inside one day. A difference of one running total, so that minutes sum up
 * to their hour and hours to their day exactly.
 */
export function requestsIn(series: Spending, seed: number, start: number, end: number): number {
  if (end <= start) return 0;
  const day = Math.floor(start / DAY);
  const total = requestsOnDay(series, seed, day);
  const base = day * DAY;
  const until = Math.floor((total * doneBy(end - base)) / WHOLE_DAY);
  const before = Math.floor((total * doneBy(start - base)) / WHOLE_DAY);
  const jumped = series.jumps.reduce(
    (sum, jump) => (jump.at >= start && jump.at < end ? sum + jump.requests : sum),
    0,
  );
  return until - before + jumped;
}

/** The models, with their prices in billionths of a dollar for each token, by line item. */
export const PRICES: Readonly<Record<string, Readonly<Record<LineItem, number>>>> = {
  'gpt-4o-2024-08-06': { input: 2500, 'cached input': 1250, output: 10_000 },
  'gpt-4o-mini-2024-07-18': { input: 150, 'cached input': 75, output: 600 },
  'gpt-4.1-2025-04-14': { input: 2000, 'cached input': 500, output: 8000 },
  'gpt-5-2025-08-07': { input: 1250, 'cached input': 125, output: 10_000 },
  'o4-mini-2025-04-16': { input: 1100, 'cached input': 275, output: 4400 },
  'gpt-realtime-2025-08-28': { input: 4000, 'cached input': 400, output: 16_000 },
};

/** What a line of the invoice is about. */
export type LineItem = 'input' | 'cached input' | 'output';

export const LINE_ITEMS: readonly LineItem[] = ['input', 'cached input', 'output'];

/** Tokens of one request that one line of the invoice is about; cache writes are priced as input. */
export function tokensOfLine(tokens: Tokens, line: LineItem): number {
  if (line === 'output') return tokens.outText + tokens.outAudio + tokens.outImage;
  if (line === 'cached input') return tokens.cachedText + tokens.cachedAudio + tokens.cachedImage;
  return tokens.text + tokens.audio + tokens.image + tokens.cacheWrite;
}
