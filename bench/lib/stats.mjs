// Numbers out of rounds. A round is one turn of every client; what is compared is compared within a round.

/**
 * @param {readonly number[]} values
 * @param {number} share from 0 to 1
 * @returns {number} the value below which that share of the values lies, between neighbours by proportion
 */
export const quantile = (values, share) => {
  if (values.length === 0) throw new RangeError('quantile: no values');
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? NaN;
  const above = sorted[Math.ceil(at)] ?? NaN;
  return below + (above - below) * (at - Math.floor(at));
};

/**
 * @param {readonly number[]} values
 * @returns {number}
 */
export const median = (values) => quantile(values, 0.5);

/**
 * @param {readonly number[]} values
 * @returns {{ median: number, low: number, high: number, rounds: number }} the middle half: first to third quartile
 */
export const spread = (values) => ({
  median: median(values),
  low: quantile(values, 0.25),
  high: quantile(values, 0.75),
  rounds: values.length,
});

/**
 * Divides round by round before it takes the median, so that a slow moment of the machine, which hits neighbours in one
 * round alike, cancels out.
 *
 * @param {readonly number[]} values
 * @param {readonly number[]} base
 */
export const ratios = (values, base) => {
  if (values.length !== base.length)
    throw new RangeError(`ratios: ${String(values.length)} rounds against ${String(base.length)}`);
  return spread(values.map((value, round) => value / (base[round] ?? NaN)));
};

/**
 * How many times faster `pages` pages can come than one after another, when the first goes alone and `concurrency` are on
 * their way at once after it.
 *
 * @param {number} pages
 * @param {number} concurrency
 * @returns {number}
 */
export const idealSpeedup = (pages, concurrency) => pages / (1 + Math.ceil((pages - 1) / concurrency));
