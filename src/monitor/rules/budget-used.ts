import type { Limit, LimitMeasure, Money, Severity } from '../../records/index.js';
import { checkThresholds } from './check-thresholds.js';
import { defineRule, type Rule } from './rule.js';
import { isRate } from './rate.js';
import { docsOf, evidence } from './text.js';

/** Thresholds of {@link budgetUsed}, as parts of the limit. */
export interface BudgetUsedOptions {
  /** Default 0.5. */
  readonly info?: number;
  /** Default 0.8. */
  readonly medium?: number;
  /** Default 1. */
  readonly critical?: number;
}

const amount = (value: Money | number): string =>
  typeof value === 'number' ? String(value) : `${value.amount} ${value.currency}`;

/** Words for what is not named as its measure is. */
const NOUNS: Partial<Readonly<Record<LimitMeasure, string>>> = {
  memory_bytes: 'bytes of memory',
  disk_bytes: 'bytes of disk',
};

const usedUp = (noun: string): string => (/uses?$/.test(noun) ? noun : `${noun} used`);

/** So much of a limit: `12 USD of 10 USD spent (120 %).`, `1 of 1 machine in use (100 %).` */
const factOf = (
  { measure, limit }: Pick<Limit, 'measure' | 'limit'>,
  used: Money | number,
  ratio: number,
): string => {
  const noun = NOUNS[measure] ?? measure.replaceAll('_', ' ');
  const counted = limit === 1 ? noun.replace(/s$/, '') : noun;
  const said = measure === 'cost' ? 'spent' : HELD.has(measure) ? `${counted} in use` : usedUp(counted);
  return `${amount(used)} of ${amount(limit)} ${said} (${String(Math.floor(ratio * 100))} %).`;
};

/** What is held at one time: a place that is taken is used as it was sold, and nothing is used up. */
const HELD: ReadonlySet<LimitMeasure> = new Set<LimitMeasure>([
  'machines',
  'cores',
  'memory_bytes',
  'disk_bytes',
  'users',
  'processes',
]);

/** Of what is held at one time: more than the limit, or all of several places. */
const severityOfHeld = (ratio: number, limit: Money | number): Severity | undefined => {
  if (ratio > 1) return 'medium';
  return ratio === 1 && limit !== 1 ? 'info' : undefined;
};

/**
 * Returns the rule for limits and budgets that are used up, or nearly.
 *
 * @param options parts of the limit from which a finding is `info` (default 0.5), `medium` (0.8) and `critical` (1)
 * @throws RangeError for a number out of its range
 *
 * @example
 * const rule = budgetUsed({ medium: 0.9 });
 * console.log(rule.id, rule.severity); // budget.used info
 * createMonitor([source], { rules: [rule] });
 */
export const budgetUsed = ({
  info = 0.5,
  medium = 0.8,
  critical = 1,
}: BudgetUsedOptions = {}): Rule<'limit'> => {
  checkThresholds('budgetUsed', { info, medium, critical });
  const severityOf = (ratio: number): Severity | undefined => {
    if (ratio >= critical) return 'critical';
    if (ratio >= medium) return 'medium';
    return ratio >= info ? 'info' : undefined;
  };
  return defineRule({
    id: 'budget.used',
    title: 'Budget is used',
    severity: 'info',
    docs: docsOf('budget.used'),
    on: 'limit',
    needs: [],
    check: (limit) => {
      if (isRate(limit)) return undefined;
      const { used, ratio } = limit;
      // A use that nobody reports is no use of zero.
      if (used === undefined || ratio === undefined) return 'unknown';
      const severity = HELD.has(limit.measure) ? severityOfHeld(ratio, limit.limit) : severityOf(ratio);
      if (severity === undefined) return undefined;
      const floor = limit.quality === 'floor' ? 'At least ' : '';
      const fact = `${floor}${factOf(limit, used, ratio)}`;
      const advice =
        limit.enforcement === 'hard'
          ? 'Raise it, or use less: requests are refused when it is reached.'
          : 'Raise it, or use less.';
      return { severity, evidence: [evidence(fact, advice, limit.asOf, [limit.subject])] };
    },
  });
};
