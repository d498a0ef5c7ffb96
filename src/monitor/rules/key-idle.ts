import { checkThresholds } from './check-thresholds.js';
import { defineRule, type Rule } from './rule.js';
import { days, daysBetween, docsOf, evidence, isLive, isOlder, refOfCredential } from './text.js';

/** Thresholds of {@link keyIdle}. */
export interface IdleOptions {
  /** Days without use above which a key is a finding. Default 90. */
  readonly days?: number;
}

/**
 * Returns the rule for keys that were used once, and not for long.
 *
 * @param options `days` without use above which a key is a finding. Default 90.
 * @throws RangeError for a number out of its range
 *
 * @example
 * const rule = keyIdle({ days: 30 });
 * console.log(rule.id, rule.severity); // key.idle low
 * createMonitor([source], { rules: [rule] });
 */
export const keyIdle = ({ days: least = 90 }: IdleOptions = {}): Rule<'credential'> => {
  checkThresholds('keyIdle', { days: least });
  return defineRule({
    id: 'key.idle',
    title: 'Key is idle',
    severity: 'low',
    docs: docsOf('key.idle'),
    on: 'credential',
    needs: ['credential'],
    check: (key, index, now) => {
      if (!isLive(key) || key.lastUsed.state !== 'used') return undefined;
      if (!isOlder(key.lastUsed.at, least, now)) return undefined;
      const fact = `Last used ${days(daysBetween(key.lastUsed.at, now))} ago (evidence: ${key.lastUsed.evidence}).`;
      return {
        evidence: [
          evidence(fact, 'Delete it, or note what it is kept for.', index.asOf(key.source, 'credential'), [
            refOfCredential(key),
          ]),
        ],
      };
    },
  });
};
