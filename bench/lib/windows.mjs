// What a server that keeps the limit would say about the times at which requests reached it.

/**
 * @param {readonly number[]} arrivals in order, in milliseconds
 * @param {number} perMs
 * @returns {number} the most arrivals in any half-open stretch of `perMs`
 */
export const fullestWindow = (arrivals, perMs) => {
  let most = 0;
  let first = 0;
  for (const [last, time] of arrivals.entries()) {
    while (time - (arrivals[first] ?? time) >= perMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
};

/**
 * How much of what was allowed was used: an ideal client's n-th window opens exactly n windows after the first request.
 * The last window is left out, since nobody waits for its end.
 *
 * @param {readonly number[]} arrivals in order, in milliseconds
 * @param {{ limit: number, perMs: number }} window
 * @returns {number} from 0 to 1; above 1 the limit was broken
 */
export const shareUsed = (arrivals, { limit, perMs }) => {
  const windows = Math.floor((arrivals.length - 1) / limit);
  if (windows < 1)
    throw new RangeError(`shareUsed: ${String(arrivals.length)} arrivals do not fill one window`);
  return (windows * perMs) / ((arrivals[windows * limit] ?? NaN) - (arrivals[0] ?? NaN));
};
