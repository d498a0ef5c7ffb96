import { checkThresholds } from './check-thresholds.js';
import { defineRule, type Rule } from './rule.js';
import { isRate } from './rate.js';
import { docsOf, evidence, timeText } from './text.js';

/** Thresholds of {@link budgetEta}. */
export interface BudgetEtaOptions {
  /** Complete days of costs below which nothing is said. Default 3. */
  readonly days?: number;
}

/**
 * Returns the rule for limits that, at the pace of the last day, will be reached before they are reset.
 *
 * @param options `days`, complete days of costs below which nothing is said. Default 3.
 * @throws RangeError for a number out of its range
 *
 * @example
 * const rule = budgetEta({ days: 7 });
 * console.log(rule.id, rule.severity); // budget.eta medium
 * createMonitor([source], { rules: [rule] });
 */
export const budgetEta = ({ days = 3 }: BudgetEtaOptions = {}): Rule<'limit'> => {
  checkThresholds('budgetEta', { days });
  return defineRule({
    id: 'budget.eta',
    title: 'Budget will not last',
    severity: 'medium',
    docs: docsOf('budget.eta'),
    on: 'limit',
    needs: [],
    check: (limit, index) => {
      if (isRate(limit)) return undefined;
      if (limit.used === undefined) return 'unknown';
      if (limit.reachedAt === undefined || (limit.ratio ?? 0) >= 1) return undefined;
      if (limit.resetsAt === undefined || index.completeDays(limit.subject.source) < days) return undefined;
      const fact = `At the pace of the last day it is reached at ${timeText(limit.reachedAt)}, before its reset at ${timeText(limit.resetsAt)}.`;
      return { evidence: [evidence(fact, 'Raise it, or use less.', limit.asOf, [limit.subject])] };
    },
  });
};
