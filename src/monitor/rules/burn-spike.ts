import { checkThresholds } from './check-thresholds.js';
import { defineRule, type Pace, type Rule } from './rule.js';
import { docsOf, evidence } from './text.js';

/** Thresholds of {@link burnSpike}. */
export interface SpikeOptions {
  /** How far out of the ordinary, in robust standard deviations. Default 3. */
  readonly score?: number;
  /** By how much money an hour it must be above the usual, in the source's currency. Default 5. */
  readonly moneyPerHour?: number;
  /** For how long, in milliseconds. Default 10 minutes. */
  readonly forMs?: number;
  /** Days of history below which only the money counts. Default 7. */
  readonly days?: number;
}

/** Makes the median of absolute deviations comparable to a standard deviation. */
const MAD_TO_SIGMA = 1.4826;

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
};

/** How far a value is from the usual ones: the distance to their median, in robust standard deviations. */
const robustScore = (value: number, usual: readonly number[]): number => {
  const middle = median(usual);
  const spread = median(usual.map((each) => Math.abs(each - middle))) * MAD_TO_SIGMA;
  if (spread > 0) return (value - middle) / spread;
  return value > middle ? Infinity : 0;
};

const moneyAbove = (pace: Pace, tokens: number): number | undefined =>
  pace.perToken === undefined ? undefined : (tokens - median(pace.usual)) * pace.perToken;

/**
 * Returns the rule for a pace far above the usual one. Tokens are counted, since costs come late; they are weighed at what
 * a token has cost by the source's own reports. Without those nothing can be said.
 *
 * @param options see {@link SpikeOptions} for units and defaults
 * @throws RangeError for a number out of its range
 *
 * @example
 * const rule = burnSpike({ moneyPerHour: 20 });
 * console.log(rule.id, rule.severity); // burn.spike high
 * createMonitor([source], { rules: [rule] });
 */
export const burnSpike = (options: SpikeOptions = {}): Rule<'pace'> => {
  const { score = 3, moneyPerHour = 5, forMs = 600_000, days = 7 } = options;
  checkThresholds('burnSpike', { score, moneyPerHour, forMs, days });
  return defineRule({
    id: 'burn.spike',
    title: 'Spend is far above the usual',
    severity: 'high',
    docs: docsOf('burn.spike'),
    on: 'pace',
    needs: ['usage'],
    forMs,
    check: (pace) => {
      const { tokens } = pace;
      if (tokens === undefined) return 'unknown';
      const above = moneyAbove(pace, tokens);
      if (above === undefined) return 'unknown';
      if (above < moneyPerHour) return undefined;
      if (pace.days >= days && robustScore(tokens, pace.usual) < score) return undefined;
      const fact =
        `${String(tokens)} tokens in the last hour, ${String(Math.round(median(pace.usual)))} are usual: ` +
        `about ${above.toFixed(2)} ${pace.currency ?? ''} an hour more, at what tokens have cost lately.`;
      const refs = [{ source: pace.source, kind: 'source', id: pace.source }];
      return { evidence: [evidence(fact, 'See which key it is.', pace.asOf, refs)] };
    },
  });
};
