import { checkThresholds } from './check-thresholds.js';
import { defineRule, type Rule } from './rule.js';
import { days, daysBetween, docsOf, evidence, isLive, isOlder, refOfCredential } from './text.js';

/** Thresholds of {@link keyNeverUsed}. */
export interface NeverUsedOptions {
  /** Age above which an unused key is a finding, in days. Default 30. */
  readonly days?: number;
}

/**
 * Returns the rule for keys that are old enough and, as their provider says, were never used.
 *
 * @param options `days`, the age above which an unused key is a finding. Default 30.
 * @throws RangeError for a number out of its range
 *
 * @example
 * const rule = keyNeverUsed({ days: 7 });
 * console.log(rule.id, rule.severity); // key.never_used medium
 * createMonitor([source], { rules: [rule] });
 */
export const keyNeverUsed = ({ days: least = 30 }: NeverUsedOptions = {}): Rule<'credential'> => {
  checkThresholds('keyNeverUsed', { days: least });
  return defineRule({
    id: 'key.never_used',
    title: 'Key was never used',
    severity: 'medium',
    docs: docsOf('key.never_used'),
    on: 'credential',
    needs: ['credential'],
    check: (key, index, now) => {
      if (!isLive(key) || key.lastUsed.state !== 'never' || key.createdAt === undefined) return undefined;
      if (!isOlder(key.createdAt, least, now)) return undefined;
      const fact = `Created ${days(daysBetween(key.createdAt, now))} ago, and its provider says that it was never used.`;
      return {
        evidence: [
          evidence(fact, 'Delete it.', index.asOf(key.source, 'credential'), [refOfCredential(key)]),
        ],
      };
    },
  });
};
