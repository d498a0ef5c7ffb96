import type { Severity } from '../../records/index.js';
import { checkThresholds } from './check-thresholds.js';
import { defineRule, type Rule } from './rule.js';
import { days, docsOf, evidence, refOfCredential } from './text.js';
import { DAY_MS } from '../../records/durations.js';

/** Thresholds of {@link keyExpiring}: days before the expiry. */
export interface ExpiringOptions {
  /** Default 30. */
  readonly low?: number;
  /** Default 14. */
  readonly medium?: number;
  /** Default 3. */
  readonly high?: number;
}

/**
 * Returns the rule for keys that expire soon, and for those that have expired and are listed yet.
 *
 * @param options days before the expiry from which a finding is `low` (default 30), `medium` (14) and `high` (3)
 * @throws RangeError for a number out of its range
 *
 * @example
 * const rule = keyExpiring({ low: 60 });
 * console.log(rule.id, rule.severity); // key.expiring low
 * createMonitor([source], { rules: [rule] });
 */
export const keyExpiring = ({
  low = 30,
  medium = 14,
  high = 3,
}: ExpiringOptions = {}): Rule<'credential'> => {
  checkThresholds('keyExpiring', { low, medium, high });
  const severityOf = (left: number): Severity | undefined => {
    if (left <= high) return 'high';
    if (left <= medium) return 'medium';
    return left <= low ? 'low' : undefined;
  };
  return defineRule({
    id: 'key.expiring',
    title: 'Key expires soon',
    severity: 'low',
    docs: docsOf('key.expiring'),
    on: 'credential',
    needs: ['credential'],
    check: (key, index, now) => {
      if (key.expiresAt == null || (key.status !== 'active' && key.status !== 'expired')) return undefined;
      const left = (Date.parse(key.expiresAt) - now.getTime()) / DAY_MS;
      const isOver = left <= 0;
      const severity = isOver ? 'low' : severityOf(left);
      if (severity === undefined) return undefined;
      const day = key.expiresAt.slice(0, 10);
      const fact = isOver
        ? `Expired on ${day}, and is listed yet.`
        : `Expires on ${day}, in ${days(Math.ceil(left))}.`;
      const advice = isOver ? 'Delete it.' : 'Renew or replace it before.';
      return {
        severity,
        evidence: [evidence(fact, advice, index.asOf(key.source, 'credential'), [refOfCredential(key)])],
      };
    },
  });
};
