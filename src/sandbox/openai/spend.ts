import type { Spend } from '../http.js';
import { DAY } from '../world.js';
import { LINE_ITEMS, PRICES, requestsIn, spanOf, tokensOfLine } from './usage.js';
import type { ProjectKey, Series } from './records.js';

/** Billionths of a dollar for each request of a series. */
export const nanosOf = ({ model, tokens }: Series): number =>
  LINE_ITEMS.reduce((sum, line) => sum + tokensOfLine(tokens, line) * (PRICES[model]?.[line] ?? 0), 0);

/** Requests of a range that may be longer than a day. */
const requestsOf = (series: Series, seed: number, from: number, to: number): number => {
  let sum = 0;
  for (let at = from; at < to; at = (Math.floor(at / DAY) + 1) * DAY)
    sum += requestsIn(series, seed, at, Math.min(to, (Math.floor(at / DAY) + 1) * DAY));
  return sum;
};

/** What each key spent with each model in a range of seconds. */
export const spendOf = (
  keys: readonly ProjectKey[],
  {
    seed,
    now,
    from,
    to,
  }: { readonly seed: number; readonly now: number; readonly from: number; readonly to: number },
): readonly Spend[] =>
  keys.flatMap((key) => {
    const span = spanOf(key, now);
    return key.series.map((series): Spend => {
      const requests = requestsOf(series, seed, Math.max(from, span.from), Math.min(to, span.to));
      return {
        key: key.id,
        principal: key.owner.id,
        project: key.projectId,
        model: series.model,
        requests,
        nanos: BigInt(requests) * BigInt(nanosOf(series)),
      };
    });
  });
