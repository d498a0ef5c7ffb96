import { checkThresholds } from './check-thresholds.js';
import { defineRule, type Rule } from './rule.js';
import { days, daysBetween, docsOf, evidence, isLive, isOlder, refOfCredential } from './text.js';

/** Thresholds of {@link keyOld}. */
export interface OldOptions {
  /** Age above which a key is a finding, in days. Default 180. */
  readonly days?: number;
  /** The same for keys with the rights of an administrator. Default 90. */
  readonly adminDays?: number;
}

/**
 * Returns the rule for keys that should have been replaced by now. Licenses are no keys to replace.
 *
 * @param options `days`, the age above which a key is a finding (default 180), and `adminDays`, the same for keys of administrators (90)
 * @throws RangeError for a number out of its range
 *
 * @example
 * const rule = keyOld({ days: 365 });
 * console.log(rule.id, rule.severity); // key.old low
 * createMonitor([source], { rules: [rule] });
 */
export const keyOld = ({ days: least = 180, adminDays = 90 }: OldOptions = {}): Rule<'credential'> => {
  checkThresholds('keyOld', { days: least, adminDays });
  return defineRule({
    id: 'key.old',
    title: 'Key is old',
    severity: 'low',
    docs: docsOf('key.old'),
    on: 'credential',
    needs: ['credential'],
    check: (key, index, now) => {
      if (!isLive(key) || key.createdAt === undefined || key.kind === 'license') return undefined;
      const limit = key.privilege === 'admin' ? adminDays : least;
      if (!isOlder(key.createdAt, limit, now)) return undefined;
      const fact = `Created ${days(daysBetween(key.createdAt, now))} ago; keys of its kind should be replaced after ${days(limit)}.`;
      return {
        evidence: [
          evidence(fact, 'Replace it.', index.asOf(key.source, 'credential'), [refOfCredential(key)]),
        ],
      };
    },
  });
};
